import ServiceLevels
import SupportDesk

/// The rows of a log, gathered by incident while the file is read.
struct ServiceNowLog {
  private(set) var summary = ImportSummary()
  private var rows: [[ServiceNowRow]] = []
  private var places: [String: Int] = [:]
  private let report: (UntakenRow) -> Void

  init(_ report: @escaping (UntakenRow) -> Void) { self.report = report }

  mutating func take(_ record: CSVRecord, _ header: ServiceNowHeader) {
    // An empty line says nothing, such as one at the end of the file.
    if let fields = record.fields, fields.count == 1, fields[0].isEmpty { return }
    summary.rows += 1
    do throws(ServiceNowFault) {
      guard let fields = record.fields else { throw .quotation }
      let (row, fault) = try header.row(fields, line: record.line)
      if let fault { note(record.line, fault) }
      gather(row)
    } catch {
      note(record.line, error)
    }
  }

  private mutating func note(_ line: Int, _ fault: ServiceNowFault) {
    let row = UntakenRow(line: line, fault: fault)
    summary.count(row)
    report(row)
  }

  private mutating func gather(_ row: ServiceNowRow) {
    if let place = places[row.incident] {
      rows[place].append(row)
    } else {
      places[row.incident] = rows.count
      rows.append([row])
    }
  }

  /// The line of the first date with the month first, where several have it and none has the day
  /// first for certain: a single one may be a slip.
  var firstOfMonthsFirst: Int? {
    guard let found = summary.untaken.first(where: { $0.first.fault.kind == .monthFirst }),
      found.count > 1,
      !rows.joined().contains(where: {
        ServiceNowTime.showsDayFirst($0.at) || ServiceNowTime.showsDayFirst($0.openedAt)
      })
    else { return nil }
    return found.first.line
  }

  /// Each incident's rows by time, and the incidents by their first rows.
  func incidents() -> [[ServiceNowRow]] {
    func place(_ row: ServiceNowRow) -> (Instant, Int) { (row.at, row.line) }
    return rows.map { $0.sorted { place($0) < place($1) } }.sorted { place($0[0]) < place($1[0]) }
  }
}
