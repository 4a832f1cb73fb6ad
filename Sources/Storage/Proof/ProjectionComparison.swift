import SupportDesk

/// Compares every projection table with what a fold writes into the same tables, empty before.
///
/// Tables and columns are those of a new store: whatever is neither journal nor operational is
/// compared, whole, in batches of neighbouring numbers.
final class ProjectionComparison {
  /// What the events of one stream make.
  enum Fold {
    case ticket(Ticket, [RecordedEvent])
    case desk([(sequence: Int64, event: DeskEvent)])

    func write(_ projector: Projector) throws(StorageFailure) {
      switch self {
      case .ticket(let ticket, let events):
        for event in events { try projector.store(event.event, of: ticket.number) }
        try projector.store(ticket, anew: false)
      case .desk(let events):
        for (sequence, event) in events { try projector.store(event, sequence: sequence) }
      }
    }
  }

  /// Whose numbers a table's rows stand under; the desk's tables are compared as a whole.
  enum Subject {
    case ticket, person, desk
  }

  private struct Projection {
    let form: TableForm
    let subject: Subject
    /// Where the subject's number stands.
    let number: String?

    init(_ form: TableForm) {
      self.form = form
      if form.columns.contains("ticket") {
        (subject, number) = (.ticket, "ticket")
      } else if form.name == "ticket" {
        (subject, number) = (.ticket, "number")
      } else if form.name == "person" {
        (subject, number) = (.person, "number")
      } else {
        (subject, number) = (.desk, nil)
      }
    }
  }

  private let database: any Database
  private let made: any Database
  private let findings: Findings
  private let projections: [Projection]

  init(_ database: any Database, _ findings: Findings) throws(StorageFailure) {
    self.database = database
    self.findings = findings
    made = try database.blank()
    projections = try made.tables().filter {
      !Schema.journal.contains($0.name) && !Schema.operational.contains($0.name)
    }.map(Projection.init)
  }

  /// Compares every row of a subject's tables.
  ///
  /// - Parameter body: adds each stream of the subject, in the order of their numbers.
  func compare(_ subject: Subject, _ body: (Batch) throws(Failure) -> Void) throws(Failure) {
    try wrapped { () throws(StorageFailure) in try made.begin(.writing) }
    defer { made.rollBack() }
    let batch = Batch(self, subject)
    try body(batch)
    try wrapped { () throws(StorageFailure) in try batch.close(upTo: .max) }
  }

  /// Streams that are compared together, so that memory is constant and statements are few.
  final class Batch {
    private let comparison: ProjectionComparison
    private let subject: Subject
    private var first = Int64.min
    private var last = Int64.min
    private var count = 0
    /// Whose rows cannot be made.
    private var unreadable: Set<Int64> = []
    private static let countMax = 500

    fileprivate init(_ comparison: ProjectionComparison, _ subject: Subject) {
      self.comparison = comparison
      self.subject = subject
    }

    /// - Parameter fold: nil where the stream cannot be read: its rows are not compared.
    func add(_ number: Int64, _ name: String, _ fold: Fold?) throws(Failure) {
      if count >= Self.countMax {
        try wrapped { () throws(StorageFailure) in try close(upTo: last) }
      }
      (last, count) = (number, count + 1)
      do throws(StorageFailure) {
        if let fold { try fold.write(Projector(database: comparison.made)) } else { skip(number) }
      } catch .failed(_, let message) {
        comparison.findings.fault(nil, "the events of \(name) cannot stand together: \(message)")
        skip(number)
      } catch {
        throw .storage(error)
      }
    }

    private func skip(_ number: Int64) { unreadable.insert(number) }

    fileprivate func close(upTo end: Int64) throws(StorageFailure) {
      for projection in comparison.projections where projection.subject == subject {
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
    let order = ([projection.number].compactMap { $0 } + key).map(Self.quoted)
    let columns = form.columns.map(Self.quoted).joined(separator: ", ")
    var sql = "SELECT \(columns) FROM \(Self.quoted(form.name))"
    var values: [SQLValue] = []
    if let number = projection.number.map(Self.quoted) {
      sql += " WHERE \(number) >= $1 AND \(number) <= $2"
      values = [.integer(numbers.lowerBound), .integer(numbers.upperBound)]
    }
    sql += " ORDER BY " + order.joined(separator: ", ")
    let places = { (names: [String]) in
      names.compactMap { name in form.columns.firstIndex(of: name).map(Int32.init) }
    }
    let number = projection.number.flatMap { places([$0]).first }
    let rows = RowComparison(
      form: form, order: places([projection.number].compactMap { $0 } + key), key: places(key)
    ) { row in number.map { unreadable.contains(row.integer($0)) } ?? !unreadable.isEmpty }
    try rows.run(
      stored: database.cursor(sql, values), made: made.cursor(sql, values), findings)
  }

  private static func quoted(_ name: String) -> String { "\"\(name)\"" }
}
