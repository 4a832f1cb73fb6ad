import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The sum behind each clock, segment by segment, each with the events that opened and closed it.
struct WhyView {
  let view: TicketView
  let events: [RecordedEvent]
  let turn: Turn

  func reply() throws(Failure) -> Reply {
    var page = Page()
    page.add(.init("\(view.ticket.number) ", .strong), .init(view.subject, .strong), indent: 4)
    var data: [JSONValue] = []
    for clock in view.ticket.clocks.all {
      let reading = clock.clock.reading(at: view.at)
      page.add(try self.page(clock.name, clock.ordinal, reading))
      data.append(self.data(clock.name, clock.ordinal, reading))
    }
    return Reply(
      data: ["ticket": .integer(view.ticket.number.value), "clocks": .array(data)], page: page,
      focus: view.focus)
  }

  private func page(
    _ name: ClockName, _ ordinal: Int64, _ reading: ClockReading
  ) throws(Failure) -> Page {
    var page = Page()
    let which = name == .nextResponse ? " \(ordinal)" : ""
    page.add(
      .init("  \(TicketView.title(name))\(which): ", .strong), view.words(reading), indent: 4)
    page.add(
      .init(
        "    \(reading.target.label): \(DurationText.words(reading.budgetMs))"
          + " of running time by policy \(turn.policy.name) \(turn.policy.version)", .dim),
      indent: 6)
    let columns: [Table.Column] = [
      .init("from"), .init("to"), .init("runs", .right), .init("pauses", .right),
      .init("because", shrinksTo: 12),
    ]
    var rows: [[Page.Run]] = []
    for segment in reading.segments {
      let span = DurationText.words(segment.milliseconds)
      let pause = segment.kind.reason ?? ""
      let because = try cause(segment, pause: pause)
      rows.append([
        .init("    " + TimeWords.short(segment.from.at, in: turn.zone)),
        .init(TimeWords.short(segment.to.at, in: turn.zone)),
        .init(pause.isEmpty ? span : ""), .init(pause.isEmpty ? "" : span, .dim), .init(because),
      ])
    }
    rows.append([
      .init("    sum"), .init(""), .init(DurationText.words(reading.elapsedMs), .strong), .init(""),
      .init("of \(DurationText.words(reading.budgetMs))"),
    ])
    page.add(Table(columns: columns, rows: rows, showsTitles: false))
    return page
  }

  private func cause(
    _ segment: ClockSegment, pause: String
  ) throws(Failure) -> String {
    let start = try event(segment.from)
    let end = segment.to.source == 0 ? "now" : try event(segment.to)
    return (pause.isEmpty ? "" : pause + ": ") + "\(start) → \(end)"
  }

  private func event(_ mark: Mark) throws(Failure) -> String {
    events.first { $0.sequence == mark.source }?.event.kind.rawValue ?? "now"
  }

  private func data(_ name: ClockName, _ ordinal: Int64, _ reading: ClockReading) -> JSONValue {
    var object: JSONObject = [
      "clock": .string(name.rawValue), "ordinal": .integer(ordinal),
      "cycle": .integer(Int64(reading.cycle)), "verdict": .string(TicketView.word(reading.verdict)),
      "state": .string(TicketView.word(reading.state)), "target": .string(reading.target.label),
      "budgetMs": .integer(reading.budgetMs), "elapsedMs": .integer(reading.elapsedMs),
      "remainingMs": .integer(reading.remainingMs),
      "segments": .array(reading.segments.map(data)),
    ]
    if let due = reading.due { object["due"] = .string(InstantText.iso(due, in: .utc)) }
    return .object(object)
  }

  private func data(_ segment: ClockSegment) -> JSONValue {
    var object: JSONObject = [
      "from": .string(InstantText.iso(segment.from.at, in: .utc)),
      "to": .string(InstantText.iso(segment.to.at, in: .utc)),
      "milliseconds": .integer(segment.milliseconds), "kind": "running",
      "openedBy": .integer(segment.from.source), "closedBy": .integer(segment.to.source),
    ]
    if let reason = segment.kind.reason {
      object["kind"] = "paused"
      object["reason"] = .string(reason)
    }
    return .object(object)
  }
}
