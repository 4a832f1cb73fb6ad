import SupportDesk

/// Whose journal it is: one identity, and a seed in a replay's store alone.
///
/// Every hash has the identity in it, and the first event says whether a replay made the store; of a
/// replay's the identity follows from the seed.
struct IdentityCheck {
  let journal: Journal
  let findings: Findings

  func run() throws(StorageFailure) {
    let rows = try journal.database.all("SELECT id, seed FROM store", []) { row in
      (id: row.blob(0), seed: row.value(1))
    }
    if rows.count != 1 { findings.fault(nil, "the store has \(rows.count) identities, not one") }
    guard let row = rows.first else { return }
    guard let first = try firstEvent() else {
      findings.fault(1, "the journal does not begin with the making of the store")
      return
    }
    switch (first, row.seed) {
    case (true, .blob(let seed)):
      let identity = Salting.seeded(seed).identity()
      if identity != row.id {
        findings.fault(
          nil, "store: id is \(row.id.hex), not \(identity.hex) as follows from its seed")
      }
    case (true, let seed):
      findings.fault(nil, "store: seed is \(seed.shown), but a replay made the store")
    case (false, .null): break
    case (false, let seed):
      findings.fault(nil, "store: seed is \(seed.shown), but no replay made the store")
    }
  }

  /// Whether a replay made the store, by its first event; nil where that does not say so.
  private func firstEvent() throws(StorageFailure) -> Bool? {
    let row = try journal.database.first("SELECT kind, payload FROM event WHERE sequence = 1") {
      ($0.text(0), $0.text(1))
    }
    guard let row,
      case .created(_, let isReplay)? = try? Journal.deskEvent(
        1, row.0, row.1, unseal: { _ in nil })
    else { return nil }
    return isReplay
  }
}
