import ServiceLevels
import SupportDesk
import TestSupport
import Testing

@testable import Storage

/// Rows of clocks that a calendar measures are what a recompute from nothing makes, whatever was changed
/// in whatever order.
@Suite struct MeasureTests {
  private static func fact(
    _ chance: inout Chance, from start: Instant?
  ) throws -> CalendarFact {
    // Two openings of a day, in steps of a quarter of an hour, on some days of the week.
    let edges = Set((0..<4).map { _ in Int.random(in: 1..<96, using: &chance) }).sorted()
    let openings = try zip(edges, edges.dropFirst()).enumerated().filter { $0.offset % 2 == 0 }.map
    {
      try Opening(
        from: TimeOfDay(minutes: $0.element.0 * 15), until: TimeOfDay(minutes: $0.element.1 * 15))
    }
    let first = Int.random(in: 1...7, using: &chance)
    let week = Dictionary(
      (first...(first + Int.random(in: 0...6, using: &chance))).map { (($0 - 1) % 7 + 1, openings) }
    ) { one, _ in one }
    let hours = try OpeningHours(week: week)
    return CalendarFact(name: "office", since: start, zone: .utc, hours: hours, because: nil)
  }

  /// The desk's policy on the calendar, as it is by now.
  private static func adopt(_ desk: TestDesk) throws {
    desk.calendars = try desk.ask { state throws(Failure) in try state.calendars(upTo: nil) }
  }

  @Test(arguments: 1...4)
  func `rows are those of a recompute, whenever a calendar is changed, and from when on`(
    seed: UInt64
  ) throws {
    var chance = Chance(seed: seed)
    let desk = try TestDesk(.memory)
    let office = CalendarNumber(1)
    try desk.record([.calendar(office, .set(try Self.fact(&chance, from: nil)))])
    for index in desk.policy.rows.indices { desk.policy.rows[index].calendar = "office" }
    // A day, a week and a month are of calendars that never close.
    for index in desk.policy.rows.indices {
      desk.policy.rows[index].targets[.resolution] = ["4h", "1wd", "40h", "1mo always"][index]
      desk.policy.rows[index].targets[.response] = ["30m", "1h", "8h", "1wd"][index]
      desk.policy.rows[index].targets[.nextResponse] = ["30m", "1h", "8h", "1wd"][index]
    }
    try Self.adopt(desk)
    var random = RandomTickets(chance: chance, desk: desk)
    var changed = 0
    for round in 0..<30 {
      try random.make(2)
      guard round % 3 == 2 else { continue }
      let hours = Int64.random(in: -60...60, using: &chance)
      let start = desk.now.advanced(byMilliseconds: hours * 60_000)
      let before = try rows(desk)
      try desk.record([.calendar(office, .set(try Self.fact(&chance, from: start)))])
      try Self.adopt(desk)
      if try rows(desk) != before { changed += 1 }
      #expect(try desk.faults() == [], "seed \(seed) after \(round)")
    }
    #expect(changed > 0)
  }

  private func rows(_ desk: TestDesk) throws -> [ClockRow] {
    var rows: [ClockRow] = []
    try desk.ask { state throws(Failure) in try state.clocks { rows.append($0) } }
    return rows
  }

  @Test func `a promise by a calendar that is not there is damage, and no number`() throws {
    let desk = try TestDesk(.disk)
    var chance = Chance(seed: 5)
    try desk.record([.calendar(CalendarNumber(1), .set(try Self.fact(&chance, from: nil)))])
    for index in desk.policy.rows.indices { desk.policy.rows[index].calendar = "office" }
    try Self.adopt(desk)
    let number = try desk.open(for: desk.ada, .urgent)
    try SQLiteDatabase(path: desk.path).runScript(
      """
      DROP TRIGGER event_fixed;
      UPDATE event SET payload = replace(payload, '"office"', '"nowhere"') WHERE kind = 'opened';
      """)
    let other = try JournalStore(path: desk.path)
    #expect(throws: Failure.self) {
      try other.reading { state throws(Failure) in try state.ticket(number) }
    }
    #expect(try other.verify().faults.contains { $0.what.contains("nowhere") })
  }
}
