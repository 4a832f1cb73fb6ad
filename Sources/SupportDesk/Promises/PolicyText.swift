package import ServiceLevels

/// What the desk promises, as people write it.
///
///     policy    statement
///     zone      Europe/London
///     calendar  office
///     warn      75 %
///     reopen    7 days
///     10  urgent  respond 15m  resolve 4h
///     20  high    respond 1h   resolve 1d always
///     30  medium  respond 8h   next 4h   resolve 1wd
///     40  low     respond 1d   resolve 1mo   on always
///
/// A row begins with its rank. `respond` is the first response, `next` every later one, which is the
/// same unless it is said; `on` names the calendar in whose hours the row's clocks run, which is that of
/// the line `calendar`, or one that never closes. Comments and ends of lines are as of `CalendarText`.
package struct PolicyText: Equatable, Sendable {
  package var name: String
  package var zone: String
  package var warnings: [Int64]
  package var reopenDays: Int64
  package var rows: [PolicyFact.Row]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - isZone: whether the system has a zone of the name.
  ///   - calendars: those that rows can name.
  ///   - instant: from when on it is to hold: by the calendars of then its targets must be measurable.
  /// - Throws: every line that cannot be read, in their order.
  package init(
    _ text: String, isZone: @escaping (String) -> Bool, _ calendars: Calendars,
    from instant: Instant
  ) throws(DocumentFaults) {
    var reader = PolicyReader(isZone: isZone, calendars: calendars, instant: instant)
    for line in DocumentLine.lines(of: text) { reader.take(line) }
    self.init(try reader.whole())
  }

  package init(_ fact: PolicyFact) {
    self.init(
      name: fact.name, zone: fact.zone, warnings: fact.warnings, reopenDays: fact.reopenDays,
      rows: fact.rows)
  }

  init(
    name: String, zone: String, warnings: [Int64], reopenDays: Int64, rows: [PolicyFact.Row]
  ) {
    self.name = name
    self.zone = zone
    self.warnings = warnings
    self.reopenDays = reopenDays
    self.rows = rows
  }

  /// A text that `init` reads as this policy.
  package var text: String {
    var lines = ["policy    \(name)", "zone      \(zone)"]
    lines.append("warn      " + warnings.map { "\($0) %" }.joined(separator: " "))
    lines.append("reopen    \(reopenDays) days")
    return (lines + rows.map(\.text)).joined(separator: "\n") + "\n"
  }

  /// The version that it makes.
  package func fact(version: Int64, since: Instant?, because: Words?) -> PolicyFact {
    PolicyFact(
      name: name, version: version, zone: zone, warnings: warnings, reopenDays: reopenDays,
      rows: rows, since: since, because: because)
  }
}

extension PolicyFact.Row {
  /// The row as a line.
  package var text: String {
    func padded(_ word: String, _ width: Int) -> String {
      word + String(repeating: " ", count: max(0, width - word.count))
    }
    let next = respondNext == respond ? "" : " next \(respondNext)"
    let on = calendar == Calendars.always ? "" : " on \(calendar)"
    return
      "\(padded(String(rank), 9)) \(padded(priority.rawValue, 7)) respond \(respond)\(next)"
      + " resolve \(resolve)\(on)"
  }
}
