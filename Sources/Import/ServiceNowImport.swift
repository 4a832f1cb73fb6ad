package import ServiceLevels
package import SupportDesk

/// Reads a ServiceNow incident log as facts at their own times.
///
/// The log tells states, not messages, so nothing passes through the rules for agents. Incidents are
/// taken whole, in the order of their first rows; the rows of one by time, their place in the file
/// breaking ties. The response is the first row whose state left New, kept as a fact with that basis
/// (`ResponseBasis`); waiting is Awaiting User Info alone. What the log knows by hindsight
/// (`resolved_at`, `closed_at`) is not used.
package struct ServiceNowImport {
  private let incidents: [[ServiceNowRow]]
  /// By what the store knows how far the file was taken; nil where the whole is gone through each
  /// time, for what it tells of times to come may be taken when they have come.
  private let digest: String?
  private let program: String
  private let report: (UntakenRow) -> Void
  /// What was read and what became of it, so far.
  package private(set) var summary: ImportSummary

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - digest: SHA-256 of the bytes in hex; an import of the same bytes goes on.
  ///   - began: the instant now; what the file tells of a later one is not taken.
  ///   - report: called for each row of which something is not taken, once: while the file is read
  ///     in the order of lines, later in the order in which incidents are taken.
  package init(
    _ bytes: [UInt8], digest: String, program: String, began: Instant,
    report: @escaping (UntakenRow) -> Void
  ) throws(ImportFailure) {
    self.program = program
    self.report = report
    var reader = CSVReader(bytes)
    guard let first = reader.next() else { throw .empty }
    guard let names = first.fields else { throw .unclosedHeader }
    let header = try ServiceNowHeader(names, began: began)
    var log = ServiceNowLog(report)
    while let record = reader.next() { log.take(record, header) }
    if let line = log.firstOfMonthsFirst { throw .monthsFirst(line: line) }
    incidents = log.incidents()
    summary = log.summary
    self.digest = summary.untaken.contains { $0.first.fault.kind == .future } ? nil : digest
  }

  /// Records everything that is not recorded yet.
  ///
  /// A batch is one transaction; it ends between two incidents, so that nobody ever sees half of one.
  ///
  /// - Parameters:
  ///   - clock: read once for each batch, behind the write lock.
  ///   - isDue: whether the batch in hand has lasted long enough for others to write.
  ///   - pause: called between batches, while others can write.
  ///   - show: called after each batch with the numbers of incidents.
  package mutating func run(
    into store: any Store, clock: () -> Instant, isDue: () -> Bool, pause: () -> Void,
    zone: (String) -> Zone?, show: (_ done: Int, _ total: Int) -> Void
  ) throws(Failure) {
    let recorded = try recorded(in: store)
    for row in incidents[..<recorded].joined() { summary.countKnown(row) }
    var done = recorded
    while done < incidents.count {
      let start = done
      (done, summary) = try store.writing { transaction throws(Failure) in
        try batch(from: start, transaction, now: clock(), isDue: isDue, zone: zone)
      }
      show(done, incidents.count)
      if done < incidents.count { try makeRoom(in: store, pause) }
    }
  }

  /// How many incidents of the file an earlier run has recorded.
  private func recorded(in store: any Store) throws(Failure) -> Int {
    guard let digest else { return 0 }
    let progress = try store.reading { state throws(Failure) in
      try state.importProgress(digest: digest)
    }
    return min(Int(progress?.done ?? 0), incidents.count)
  }

  /// - Returns: how many incidents are recorded then, and the summary with theirs.
  private func batch(
    from start: Int, _ transaction: any Transaction, now: Instant, isDue: () -> Bool,
    zone: (String) -> Zone?
  ) throws(Failure) -> (Int, ImportSummary) {
    let now = try Self.instant(now, transaction)
    let policies = try transaction.policies(upTo: nil)
    var zones: [String: Zone] = [:]
    for policy in policies.all where zones[policy.zone] == nil {
      guard let zone = zone(policy.zone) else {
        throw .storage(.cannotOpen(path: policy.zone, why: "the system has no such time zone"))
      }
      zones[policy.zone] = zone
    }
    var writer = ImportWriter(
      transaction: transaction, policies: policies, zones: zones,
      calendars: try transaction.calendars(upTo: nil), now: now, program: program,
      summary: summary, report: report)
    var next = start
    repeat {
      try writer.take(incidents[next])
      next += 1
    } while next < incidents.count && !isDue()
    if let digest { try transaction.record(ImportProgress(digest: digest, done: Int64(next))) }
    return (next, writer.summary)
  }

  /// Leaves the lock alone for as long as others use it, within reason.
  private func makeRoom(in store: any Store, _ pause: () -> Void) throws(Failure) {
    for _ in 0..<4 {
      let before = try store.reading { state throws(Failure) in try state.head().change }
      pause()
      let after = try store.reading { state throws(Failure) in try state.head().change }
      if after == before { return }
    }
  }

  /// The instant of a batch, by a clock that fits the journal.
  private static func instant(
    _ clock: Instant, _ state: any Snapshot
  ) throws(Failure) -> Instant {
    let head = try state.head()
    do throws(Refusal) { return try head.instant(ofWriteAt: clock, mayLeap: false) } catch {
      throw .refused(error)
    }
  }
}
