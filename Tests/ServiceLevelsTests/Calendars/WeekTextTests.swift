import ServiceLevels
import Testing

/// A week as people write it.
@Suite struct WeekTextTests {
  @Test(arguments: [
    ("Mon-Fri 09:00-17:00", "Mon-Fri 09:00-17:00"),
    (
      "mon-thu 09:00-13:00 14:00-18:00; FRI 09:00-15:00",
      "Mon-Thu 09:00-13:00 14:00-18:00; Fri 09:00-15:00"
    ),
    // Over the end of the week, and days that do not stand together.
    ("Fri-Mon 10:00-12:00", "Mon 10:00-12:00; Fri-Sun 10:00-12:00"),
    ("Mon Wed Fri 10:00-12:00", "Mon 10:00-12:00; Wed 10:00-12:00; Fri 10:00-12:00"),
    // Openings in any order, and two that touch are one.
    ("Mon 12:00-17:00 09:00-12:00", "Mon 09:00-17:00"),
    ("Mon-Sun 00:00-24:00", "Mon-Sun 00:00-24:00"),
  ])
  func `a week reads and writes itself`(text: String, written: String) throws {
    let hours = try OpeningHours(week: text)
    #expect(hours.weekText == written)
    #expect(try OpeningHours(week: written) == hours)
  }

  @Test(arguments: [
    ("", WeekFailure.incomplete("")), ("Mon-Fri", .incomplete("Mon-Fri")),
    ("09:00-17:00", .noWeekday("09:00-17:00")), ("Mo 09:00-17:00", .noWeekday("Mo")),
    ("Mon-Tue-Wed 09:00-17:00", .noWeekday("Mon-Tue-Wed")),
    ("Mon-Fri Wed 09:00-17:00", .twice("Wed")),
    ("Mon-Fri 09:00-17:00; Fri 09:00-15:00", .twice("Fri")),
    (
      "Mon 9-5",
      .noOpening("9-5", .empty(from: TimeOfDay(minutes: 540), until: TimeOfDay(minutes: 300)))
    ),
    ("Mon 9am-5pm", .noOpening("9am-5pm", .unreadable("9am-5pm", at: 1))),
    ("Mon 09:00-17:00 Tue", .noOpening("Tue", .unreadable("Tue", at: 0))),
    ("Mon 09:00-17:00;", .incomplete("")),
  ])
  func `what is no week is told by its word`(text: String, failure: WeekFailure) {
    #expect(throws: failure) { try OpeningHours(week: text) }
  }

  @Test func `openings of one day that overlap are no week`() throws {
    let (early, late) = (try Opening(text: "09:00-13:00"), try Opening(text: "12:59-18:00"))
    #expect(throws: WeekFailure.calendar(.overlap(weekday: 2, early, late))) {
      try OpeningHours(week: "Tue 09:00-13:00 12:59-18:00")
    }
  }
}
