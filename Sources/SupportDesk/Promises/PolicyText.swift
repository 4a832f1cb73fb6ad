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
/// A row begins with its rank, and of those that match a ticket the lowest counts. It is for priorities,
/// or for `any`; with `tagged gateway` only for tickets that bear the tag, with `for cleo@acme.example` only
/// for that customer's. `respond` is the first response, `next` every later one, which is the same unless
/// it is said, `update` how long the customer waits for the next word at most; `never` in the place of a
/// target promises none, and `nothing` in the place of all of them nothing. `on` names the calendar in
/// whose hours the row's clocks run, which is that of the line `calendar`, or one that never closes.
/// `pause never` has clocks run on while the customer is waited for, and `on-priority-change restart` has
/// them begin anew. Comments and ends of lines are as of `CalendarText`.
package struct PolicyText: Equatable, Sendable {
  package var name: String
  package var zone: String
  package var warnings: [Int64]
  package var reopenDays: Int64
  package var rows: [PolicyFact.Row]
  package var onPriorityChange: PolicyFact.OnPriorityChange
  package var pausesWaiting: Bool

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - calendars: those that rows can name.
  ///   - instant: from when on it is to hold: by the calendars of then its targets must be measurable.
  /// - Throws: every line that cannot be read, in their order.
  package init(
    _ text: String, _ names: PolicyNames, _ calendars: Calendars, from instant: Instant
  ) throws(DocumentFaults) {
    var reader = PolicyReader(names, calendars, from: instant)
    for line in DocumentLine.lines(of: text) { reader.take(line) }
    self.init(try reader.whole())
  }

  /// The zone that a text names, whatever else it says; nil where it names none.
  package static func zoneName(in text: String) -> String? {
    DocumentLine.lines(of: text).first {
      $0.key.lowercased() == PolicyReader.Key.zone.rawValue
    }?.value
  }

  package init(_ fact: PolicyFact) {
    name = fact.name
    zone = fact.zone
    warnings = fact.warnings
    reopenDays = fact.reopenDays
    rows = fact.rows
    onPriorityChange = fact.onPriorityChange
    pausesWaiting = fact.pausesWaiting
  }

  /// A text that `init` reads as this policy.
  package var text: String {
    var lines = ["policy    \(name)", "zone      \(zone)"]
    lines.append("warn      " + warnings.map { "\($0) %" }.joined(separator: " "))
    lines.append("reopen    \(reopenDays) days")
    // What nearly every desk leaves as it is.
    if !pausesWaiting { lines.append("pause     never") }
    if onPriorityChange != .keep { lines.append("on-priority-change \(onPriorityChange.rawValue)") }
    return (lines + rows.map(\.text)).joined(separator: "\n") + "\n"
  }

  /// The version that it makes.
  package func fact(version: Int64, since: Instant?, because: Words?) -> PolicyFact {
    PolicyFact(
      name: name, version: version, zone: zone, warnings: warnings, reopenDays: reopenDays,
      rows: rows, onPriorityChange: onPriorityChange, pausesWaiting: pausesWaiting, since: since,
      because: because)
  }
}

extension PolicyFact.Row {
  /// The row as a line.
  package var text: String {
    func padded(_ word: String, _ width: Int) -> String {
      word + String(repeating: " ", count: max(0, width - word.count))
    }
    var words = [
      padded(String(rank), 9),
      padded(
        priorities == Priority.allCases
          ? PolicyRowReader.every : priorities.map(\.rawValue).joined(separator: ","), 7),
    ]
    if let tag {
      words.append("tagged " + (tag.contains { $0.isWhitespace || $0 == "," } ? "\"\(tag)\"" : tag))
    }
    if let customer { words.append("for \(customer.value)") }
    if targets.isEmpty {
      words.append("nothing")
    } else {
      for clock in ClockName.allCases {
        let isSaid =
          switch clock {
          case .response, .resolution: true
          case .nextResponse: targets[clock] != targets[.response]
          case .update: targets[clock] != nil
          }
        if isSaid { words.append("\(clock.word) \(targets[clock] ?? "never")") }
      }
    }
    if calendar != Calendars.always { words.append("on \(calendar)") }
    return words.joined(separator: " ")
  }
}
