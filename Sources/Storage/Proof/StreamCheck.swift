import SupportDesk

/// Every stream read anew: its events can be read and stand one behind the other, and its
/// projections are what they make.
struct StreamCheck {
  private let findings: Findings
  private let reader: StreamReader
  private let journal: Journal
  private var database: any Database { journal.database }

  init(journal: Journal, findings: Findings) {
    self.findings = findings
    self.journal = journal
    reader = StreamReader(database: journal.database)
  }

  /// - Parameter progress: is told how many tickets are done.
  func run(_ progress: (Int64) -> Void) throws(Failure) {
    let comparison = try wrapped { () throws(StorageFailure) in
      try ProjectionComparison(database, findings)
    }
    let corrections = try wrapped { () throws(StorageFailure) in try journal.corrections() }
    try comparison.compare(.ticket) { batch throws(Failure) in
      try reader.each(.ticket) { name, entries throws(Failure) in
        guard let number = self.name(name, entries)?.ticket else { return }
        findings.verification.tickets += 1
        if findings.verification.tickets % 1_000 == 0 { progress(findings.verification.tickets) }
        try batch.add(number.value, name, ticket(number, entries, corrections))
      }
    }
    try comparison.compare(.person) { batch throws(Failure) in
      try reader.each(.person) { name, entries throws(Failure) in
        guard let person = self.name(name, entries)?.individual else { return }
        try batch.add(person.value, name, deskEvents(entries, of: .person(person)))
      }
    }
    try comparison.compare(.desk) { batch throws(Failure) in
      try reader.desk { name, entries throws(Failure) in
        _ = self.name(name, entries)
        try batch.add(0, name, deskEvents(entries, of: .desk))
      }
    }
    try wrapped { () throws(StorageFailure) in
      for (sequence, change) in try reader.stray() {
        findings.fault(change, "event \(sequence) is in a stream of no kind")
      }
    }
  }

  /// Whose stream it is; its versions are looked at too.
  private func name(_ text: String, _ entries: [StreamReader.Entry]) -> StreamName? {
    for (index, entry) in entries.enumerated() where entry.version != Int64(index + 1) {
      findings.fault(
        entry.change,
        "event \(entry.sequence) has version \(entry.version) of \(text), not \(index + 1)")
      break
    }
    let name = StreamName(text)
    if name == nil, let first = entries.first {
      findings.fault(first.change, "event \(first.sequence) is in the stream \(text) of nobody")
    }
    return name
  }

  /// The fold of a ticket's events; nil where it cannot be made.
  private func ticket(
    _ number: TicketNumber, _ entries: [StreamReader.Entry], _ corrections: Corrections
  ) -> ProjectionComparison.Fold? {
    let events = readable(entries) { entry throws(StorageFailure) in
      let event = RecordedEvent(
        sequence: entry.sequence, change: entry.change,
        actor: try Journal.actor(entry.actor, entry.sequence),
        occurredAt: try Journal.instant(entry.occurredAt, entry.sequence),
        recordedAt: try Journal.instant(entry.recordedAt, entry.sequence),
        event: try Journal.event(entry.sequence, entry.kind, entry.payload, [:]))
      return corrections.applied(to: event)
    }
    guard let events else { return nil }
    if let ticket = Ticket(number, events) { return .ticket(ticket, events) }
    findings.fault(entries.first?.change, "\(number) does not begin with its opening")
    return nil
  }

  /// What the events of a person or the desk write; nil where one cannot be read.
  private func deskEvents(
    _ entries: [StreamReader.Entry], of stream: StreamName
  ) -> ProjectionComparison.Fold? {
    let events = readable(entries) { entry throws(StorageFailure) in
      let event = try Journal.deskEvent(entry.sequence, entry.kind, entry.payload) { _ in nil }
      if event.stream != stream {
        throw .damaged("event \(entry.sequence) belongs to the stream \(event.stream.text)")
      }
      return (sequence: entry.sequence, event: event)
    }
    return events.map { .desk($0) }
  }

  /// What every event says; nil where one cannot be read, which is a fault.
  private func readable<Event>(
    _ entries: [StreamReader.Entry],
    _ read: (StreamReader.Entry) throws(StorageFailure) -> Event
  ) -> [Event]? {
    var events: [Event] = []
    var areReadable = true
    for entry in entries {
      do throws(StorageFailure) {
        events.append(try read(entry))
      } catch {
        areReadable = false
        guard case .damaged(let why) = error else { continue }
        findings.fault(entry.change, why)
      }
    }
    return areReadable ? events : nil
  }
}
