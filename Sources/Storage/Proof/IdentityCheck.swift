import ServiceLevels
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
    guard let desk = try desk() else {
      findings.fault(1, "the journal does not begin with the making of the store")
      return
    }
    let format = try journal.database.format()
    if desk.schema != format {
      findings.fault(nil, "the file's format is \(format), and its journal says \(desk.schema)")
    }
    switch (desk.isReplay, row.seed) {
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

  /// What the desk's own events say; nil where the first of all does not begin it, and where they
  /// cannot be read, of which `StreamCheck` tells.
  private func desk() throws(StorageFailure) -> Installation? {
    do throws(StorageFailure) {
      let history = try journal.history(Installation.self, of: .sole, Corrections([]), .onlyAlways)
      guard history.first?.sequence == 1 else { return nil }
      return Installation(.sole, history)
    } catch .damaged {
      return nil
    }
  }
}
