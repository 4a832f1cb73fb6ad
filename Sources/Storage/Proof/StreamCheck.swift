import ServiceLevels
import SupportDesk

/// Every stream read anew: its events can be read and stand one behind the other, and its
/// projections are what they make.
final class StreamCheck {
  /// Those by which rows of clocks are made.
  private var calendars = Calendars.onlyAlways
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
    let corrections = try wrapped { () throws(StorageFailure) in try journal.corrections().all }
    calendars = try wrapped { () throws(StorageFailure) in
      Calendars(try journal.calendars().all)
    }
    for kind in StreamKind.allCases {
      try check(kind.projected, comparison, corrections, progress)
    }
    try wrapped { () throws(StorageFailure) in
      for (sequence, change) in try reader.stray() {
        findings.fault(change, "event \(sequence) is in a stream of no kind")
      }
    }
  }

  private func check<S: Projected>(
    _ stream: S.Type, _ comparison: ProjectionComparison, _ corrections: Corrections,
    _ progress: (Int64) -> Void
  ) throws(Failure) {
    try comparison.compare(stream) { batch throws(Failure) in
      try reader.each(S.kind) { name, entries throws(Failure) in
        guard let number = self.name(name, entries)?.number else { return }
        if S.kind == .ticket {
          findings.verification.tickets += 1
          progress(findings.verification.tickets)
        }
        try batch.add(number, name, refold(stream, number, entries, corrections))
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

  /// What writes the rows of a stream; nil where it cannot be made.
  private func refold<S: Projected>(
    _ stream: S.Type, _ number: Int64, _ entries: [StreamReader.Entry], _ corrections: Corrections
  ) -> ProjectionComparison.Writing? {
    let events = readable(entries) { [calendars] entry throws(StorageFailure) in
      let event: Recorded<S.Event> = try entry.recorded()
      try EventReader.check(event.event, entry.sequence, by: calendars)
      return corrections.applied(to: event)
    }
    guard let events else { return nil }
    guard let fold = S(S.Number(number), events) else {
      findings.fault(
        entries.first?.change,
        "\(S.name(of: S.Number(number)).text) does not begin as a \(S.kind.rawValue) does")
      return nil
    }
    return { [calendars] database throws(StorageFailure) in
      try fold.store(events, over: nil, anew: false, by: calendars, in: database)
    }
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
