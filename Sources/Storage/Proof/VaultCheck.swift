import JSON
import SupportDesk

/// What people wrote and are called: each value as its event committed to it, and the keys by which
/// names and addresses are found as they follow from them.
///
/// Faults name a value by its event and member, and never say it.
final class VaultCheck {
  private let database: any Database
  private let findings: Findings
  private var kept: Int64 = 0
  private var spellings: Int64 = 0
  /// The events whose values later ones erased.
  private let erased: EventNumbers

  init(database: any Database, findings: Findings) throws(StorageFailure) {
    self.database = database
    self.findings = findings
    erased = try Self.erased(database)
  }

  /// By the erasures that can be read; of one that cannot, `StreamCheck` tells.
  private static func erased(_ database: any Database) throws(StorageFailure) -> EventNumbers {
    let rows = try database.all(
      "SELECT sequence, kind, payload FROM event WHERE kind = $1",
      [.text(PersonEvent.Kind.erased.rawValue)]
    ) { ($0.integer(0), $0.text(1), $0.text(2)) }
    return EventNumbers(
      joining: rows.compactMap { sequence, kind, payload in
        let event: PersonEvent? = try? EventReader.event(sequence, kind, payload)
        // What comes behind it no event can have erased.
        guard case .erased(let erased) = event,
          (erased.events.ranges.last?.upperBound ?? 0) < sequence
        else { return nil }
        return erased.events
      })
  }

  func check(_ event: JournalEntry.StoredEvent, change: Int64) throws(StorageFailure) {
    guard Vault.isSealed(event.payload),
      let object = try? JSONReader.read(Array(event.payload.utf8)).value.object
    else { return }
    for member in object.members {
      guard let commitment = member.value["$c"]?.string else { continue }
      findings.verification.values += 1
      try check(event.sequence, member.name, commitment, change)
    }
  }

  private func check(
    _ event: Int64, _ member: String, _ commitment: String, _ change: Int64
  ) throws(StorageFailure) {
    let value = try database.first(
      "SELECT salt, value FROM vault WHERE event = $1 AND member = $2", .integer(event),
      .text(member)
    ) { (salt: $0.blob(0), value: $0.blob(1)) }
    guard let value else {
      if erased.contains(event) {
        findings.verification.erased += 1
      } else {
        findings.fault(change, "the \(member) of event \(event) is gone, and no event erased it")
      }
      return
    }
    kept += 1
    if erased.contains(event) {
      findings.fault(change, "the \(member) of event \(event) was erased, and is there")
    }
    if Vault.commitment(salt: value.salt, value: value.value) != commitment {
      findings.fault(change, "the \(member) of event \(event) is not what was written")
    }
    try checkSpelling(event, member, String(decoding: value.value, as: UTF8.self), change)
  }

  private func checkSpelling(
    _ event: Int64, _ member: String, _ value: String, _ change: Int64
  ) throws(StorageFailure) {
    let made = Set(Spelling.entries(member, value))
    if made.isEmpty { return }
    let members = Set(made.map(\.member)).union(member == "name" ? ["word"] : [])
    let stored = try Spelling.stored(event, database).filter { members.contains($0.member) }
    spellings += Int64(stored.count)
    if !made.isSubset(of: stored) {
      findings.fault(change, "the \(member) of event \(event) cannot be found by its spelling")
    }
    if !stored.isSubset(of: made) {
      findings.fault(change, "the \(member) of event \(event) is found by what is not its spelling")
    }
  }

  /// What no event speaks of.
  func checkLeftOver() throws(StorageFailure) {
    let counts = try database.first(
      "SELECT (SELECT count(*) FROM vault), (SELECT count(*) FROM spelling)"
    ) { ($0.integer(0), $0.integer(1)) }
    let (values, keys) = counts ?? (0, 0)
    if values != kept { try nameLeftOver() }
    if keys != spellings {
      let events = try database.all(
        """
        SELECT DISTINCT event FROM spelling AS s WHERE NOT EXISTS (SELECT 1 FROM vault AS v
          WHERE v.event = s.event AND v.member = iif(s.member = 'word', 'name', s.member))
        """, []
      ) { $0.integer(0) }
      for event in events {
        findings.fault(nil, "there are spellings of event \(event), and no value that they are of")
      }
    }
  }

  private func nameLeftOver() throws(StorageFailure) {
    let values = try database.all(
      """
      SELECT v.event, v.member, e.payload FROM vault AS v
      LEFT JOIN event AS e ON e.sequence = v.event ORDER BY v.event, v.member
      """, []
    ) { (event: $0.integer(0), member: $0.text(1), payload: $0.text(2)) }
    for (event, member, payload) in values {
      let object = try? JSONReader.read(Array(payload.utf8)).value
      if object?[member]?["$c"] == nil {
        findings.fault(nil, "the vault has a \(member) of event \(event), which has none")
      }
    }
  }
}
