package import ServiceLevels
package import SupportDesk

/// Reads a ServiceNow incident log as facts at their own times.
///
/// The log tells states, not messages, so nothing passes through the rules for agents. Rows are
/// taken by time, their place in the file breaking ties. The response is the first row whose state
/// left New, kept as a fact with that basis (`ResponseBasis`); waiting is Awaiting User Info alone. What the log
/// knows by hindsight (`resolved_at`, `closed_at`) is not used.
package struct ServiceNowImport {
  private let rows: [ServiceNowRow]
  private let digest: String
  private let program: String
  /// What was read, and what could not be used, by kind with the first line of each.
  package private(set) var summary: ImportSummary

  /// Reads a file.
  ///
  /// - Parameter digest: SHA-256 of the bytes in hex; an import of the same bytes goes on.
  /// - Returns: nil where the header is not a ServiceNow log's; `why` then names the column.
  package init(_ bytes: [UInt8], digest: String, program: String) throws(ImportFailure) {
    self.digest = digest
    self.program = program
    var reader = CSVReader(bytes)
    var summary = ImportSummary()
    guard let first = reader.next() else { throw .empty }
    let header: ServiceNowHeader
    switch ServiceNowHeader.read(first) {
    case .success(let read): header = read
    case .failure(let missing): throw .missingColumn(missing.name)
    }
    var rows: [ServiceNowRow] = []
    while let fields = reader.next() {
      summary.rows += 1
      switch header.row(fields, line: reader.line) {
      case .success(let row): rows.append(row)
      case .failure(let failure): summary.count(failure.fault.rawValue, line: reader.line)
      }
    }
    self.rows = rows.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    self.summary = summary
  }

  /// Records everything that is not recorded yet.
  ///
  /// - Parameters:
  ///   - clock: read once for each batch, behind the write lock.
  ///   - isDue: whether the batch in hand has lasted long enough for others to write.
  ///   - progress: called after each batch.
  package mutating func run(
    into store: any Store, clock: () -> Instant, isDue: () -> Bool,
    zone: (String) -> Zone?, progress: (_ done: Int, _ total: Int) -> Void
  ) throws(Failure) {
    var memory = ImportMemory()
    var done = 0
    while done < rows.count {
      var counted = summary
      let start = done
      let end = try store.writing { transaction throws(Failure) -> Int in
        let recorded = Int(try transaction.importProgress(digest: digest)?.done ?? 0)
        let now = try Self.instant(clock(), transaction)
        let policy = try transaction.policy()
        guard let zone = zone(policy.zone) else {
          throw .storage(.cannotOpen(path: policy.zone, why: "the system has no such time zone"))
        }
        let writer = ImportWriter(
          transaction: transaction, policy: policy, zone: zone, now: now, program: program)
        var next = start
        while next < rows.count {
          let isNew = next >= recorded
          try writer.take(rows[next], &memory, &counted, records: isNew)
          next += 1
          if isNew, isDue() { break }
        }
        if next > recorded {
          try transaction.record(ImportProgress(digest: digest, done: Int64(next)))
        }
        return next
      }
      summary = counted
      done = end
      progress(done, rows.count)
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
