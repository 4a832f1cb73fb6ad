import SupportDesk

/// The changes and their events: none missing, none more, each as it was hashed.
struct ChainCheck {
  let journal: Journal
  let findings: Findings
  private var database: any Database { journal.database }

  init(journal: Journal, findings: Findings) {
    self.journal = journal
    self.findings = findings
  }

  func run(_ progress: (Int64) -> Void) throws(Failure) {
    let vault = try wrapped { () throws(StorageFailure) in
      try VaultCheck(database: database, findings: findings)
    }
    var previous = Chain.origin
    var last: (change: Int64, event: Int64, recordedAt: Int64) = (0, 0, .min)
    try journal.changes(from: .min) { change throws(Failure) in
      findings.verification.changes += 1
      let number = change.sequence
      follow(number, last.change, number, "change")
      if change.previous != previous {
        findings.fault(number, "change \(number) does not follow the one before it")
      }
      let isSame = try wrapped { () throws(StorageFailure) in try isAsHashed(change) }
      if !isSame { findings.fault(number, "change \(number) is not what was recorded") }
      if let correction = change.correction {
        try wrapped { () throws(StorageFailure) in try check(correction, of: number) }
      } else if change.recordedAt < last.recordedAt {
        findings.fault(number, "change \(number) goes back in time")
      }
      previous = change.hash
      for event in change.events {
        findings.verification.events += 1
        follow(event.sequence, last.event, number, "event")
        last.event = event.sequence
        try wrapped { () throws(StorageFailure) in try vault.check(event, change: number) }
      }
      last.change = number
      last.recordedAt = change.recordedAt
      progress(findings.verification.events)
    }
    try wrapped { () throws(StorageFailure) in
      try checkLeftOver()
      try vault.checkLeftOver()
    }
  }

  /// Whether a change corrects those that were recorded later than it, and no others.
  private func check(_ correction: Correction, of change: Int64) throws(StorageFailure) {
    let last = change &- 1
    let first = try journal.firstChange(
      after: correction.at, upTo: last, journal.corrections().all.known(by: last))
    guard let first, first...last == correction.changes else {
      return findings.fault(
        change, "change \(change) corrects other changes than those that are dated too late")
    }
  }

  private func follow(_ number: Int64, _ last: Int64, _ change: Int64, _ what: String) {
    if number == last &+ 1 { return }
    findings.fault(
      change,
      number > last
        ? "\(what) \(last &+ 1) is missing" : "\(what) \(number) stands behind \(what) \(last)")
  }

  /// Whether a change is what its hash was made of, to the byte.
  private func isAsHashed(_ change: StoredChange) throws(StorageFailure) -> Bool {
    guard Chain.hash(store: journal.identity, change) == change.hash else { return false }
    // Where bytes are no text, reading puts U+FFFD in their place, which could have been hashed.
    let texts =
      [change.actor, change.channel, change.method, change.program]
      + change.events.flatMap { [$0.stream, $0.kind, $0.payload] }
    guard texts.contains(where: Self.mayBeRepaired) else { return true }
    let stored = try bytes(
      "SELECT actor, channel, method, program FROM change WHERE sequence = $1", 4, change.sequence)
    var events: [[UInt8]] = []
    for event in change.events {
      events += try bytes(
        "SELECT stream, kind, payload FROM event WHERE sequence = $1", 3, event.sequence)
    }
    return stored + events == texts.map { Array($0.utf8) }
  }

  private func bytes(
    _ sql: String, _ columns: Int32, _ number: Int64
  ) throws(StorageFailure) -> [[UInt8]] {
    try database.first(sql, .integer(number)) { row in (0..<columns).map { row.blob($0) } } ?? []
  }

  /// U+FFFD begins with this byte, as few other characters do.
  private static func mayBeRepaired(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.contains(0xEF) }
  }

  /// What walking the events does not meet: changes without any, and events of no change.
  private func checkLeftOver() throws(StorageFailure) {
    let counts = try database.first(
      "SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM event)"
    ) { ($0.integer(0), $0.integer(1)) }
    let (changes, events) = counts ?? (0, 0)
    if changes != findings.verification.changes {
      try eachNumber(
        "SELECT sequence FROM change WHERE sequence NOT IN (SELECT change FROM event)"
      ) { findings.fault($0, "change \($0) has no events") }
    }
    if events != findings.verification.events {
      try eachNumber(
        "SELECT sequence FROM event WHERE change NOT IN (SELECT sequence FROM change)"
      ) { findings.fault(nil, "event \($0) is of no change that there is") }
    }
  }

  private func eachNumber(_ sql: String, _ body: (Int64) -> Void) throws(StorageFailure) {
    for number in try database.all(sql, [], read: { $0.integer(0) }) { body(number) }
  }
}
