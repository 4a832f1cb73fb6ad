import SupportDesk

/// Compares every projection table with what a fold writes into the same tables, empty before.
///
/// Tables and columns are those of a new store: whatever is neither journal nor operational is
/// compared, whole, in batches of neighbouring numbers.
final class ProjectionComparison {
  /// Writes what the events of one stream make.
  typealias Writing = (any Database) throws(StorageFailure) -> Void

  private struct Projection {
    let form: TableForm
    /// Where the stream's number stands.
    let number: String
  }

  private let database: any Database
  private let made: any Database
  private let findings: Findings
  private let projections: [StreamKind: [Projection]]

  init(_ database: any Database, _ findings: Findings) throws(StorageFailure) {
    self.database = database
    self.findings = findings
    made = try database.blank()
    var projections: [StreamKind: [Projection]] = [:]
    for form in try made.tables()
    where !Schema.journal.contains(form.name) && !Schema.operational.contains(form.name) {
      let claims = StreamKind.allCases.compactMap { kind in
        kind.projected.tables[form.name].map { (kind, Projection(form: form, number: $0)) }
      }
      precondition(claims.count == 1, "the rows of \(form.name) are of \(claims.count) kinds")
      for (kind, projection) in claims { projections[kind, default: []].append(projection) }
    }
    self.projections = projections
  }

  /// Compares every row of a kind of streams.
  ///
  /// - Parameter body: adds each stream, in the order of their numbers.
  func compare<S: Projected>(
    _: S.Type, _ body: (Batch) throws(Failure) -> Void
  ) throws(Failure) {
    try wrapped { () throws(StorageFailure) in try made.begin(.writing) }
    defer { made.rollBack() }
    let batch = Batch(self, S.kind)
    try body(batch)
    try wrapped { () throws(StorageFailure) in try batch.close(upTo: .max) }
  }

  /// Streams that are compared together, so that memory is constant and statements are few.
  final class Batch {
    private let comparison: ProjectionComparison
    private let kind: StreamKind
    private var first = Int64.min
    private var last = Int64.min
    private var count = 0
    /// Whose rows cannot be made.
    private var unreadable: Set<Int64> = []
    private static let countMax = 500

    fileprivate init(_ comparison: ProjectionComparison, _ kind: StreamKind) {
      self.comparison = comparison
      self.kind = kind
    }

    /// - Parameter write: nil where the stream cannot be read: its rows are not compared.
    func add(_ number: Int64, _ name: String, _ write: Writing?) throws(Failure) {
      if count >= Self.countMax {
        try wrapped { () throws(StorageFailure) in try close(upTo: last) }
      }
      (last, count) = (number, count + 1)
      do throws(StorageFailure) {
        if let write { try write(comparison.made) } else { skip(number) }
      } catch .failed(_, let message) {
        comparison.findings.fault(nil, "the events of \(name) cannot stand together: \(message)")
        skip(number)
      } catch {
        throw .storage(error)
      }
    }

    private func skip(_ number: Int64) { unreadable.insert(number) }

    fileprivate func close(upTo end: Int64) throws(StorageFailure) {
      for projection in comparison.projections[kind] ?? [] {
        try comparison.compare(projection, first...end, without: unreadable)
      }
      comparison.made.rollBack()
      try comparison.made.begin(.writing)
      (first, count, unreadable) = (end &+ 1, 0, [])
    }
  }

  // MARK: Rows

  private func compare(
    _ projection: Projection, _ numbers: ClosedRange<Int64>, without unreadable: Set<Int64>
  ) throws(StorageFailure) {
    let form = projection.form
    // A table without a key is compared as a bag of rows.
    let key = form.key.isEmpty ? form.columns : form.key
    let order = ([projection.number] + key).map(Self.quoted)
    let columns = form.columns.map(Self.quoted).joined(separator: ", ")
    let number = Self.quoted(projection.number)
    let sql =
      "SELECT \(columns) FROM \(Self.quoted(form.name)) WHERE \(number) >= $1 AND \(number) <= $2"
      + " ORDER BY " + order.joined(separator: ", ")
    let values: [SQLValue] = [.integer(numbers.lowerBound), .integer(numbers.upperBound)]
    let places = { (names: [String]) in
      names.compactMap { name in form.columns.firstIndex(of: name).map(Int32.init) }
    }
    let place = places([projection.number]).first
    let rows = RowComparison(
      form: form, order: places([projection.number] + key), key: places(key)
    ) { row in place.map { unreadable.contains(row.integer($0)) } ?? false }
    try rows.run(
      stored: database.cursor(sql, values), made: made.cursor(sql, values), findings)
  }

  private static func quoted(_ name: String) -> String { "\"\(name)\"" }
}
