import ServiceLevels
import Testing

@Suite struct OpeningTests {
  @Test(arguments: ["09:00-17:30", "00:00-24:00", "23:59-24:00"])
  func `an opening is read and written back`(text: String) throws {
    #expect(try Opening(text: text).text == text)
  }

  @Test(arguments: [
    ("9-17:30", "09:00-17:30"), ("9:00-17", "09:00-17:00"), ("0-24", "00:00-24:00"),
    ("09-9:01", "09:00-09:01"),
  ])
  func `an opening may be written short`(text: String, whole: String) throws {
    #expect(try Opening(text: text).text == whole)
  }

  @Test(arguments: [
    ("", 0), ("9:0-17:00", 0), ("900-17:00", 0), ("09:00", 5), ("09:00-", 6), ("09:60-17:00", 0),
    ("24:30-24:40", 0),
    ("09:00-24:01", 6), ("09:00-17:00 ", 11), ("09.00-17.00", 2), ("25:00-26:00", 0),
  ])
  func `a text that is no opening is refused at its place`(text: String, position: Int) {
    #expect(throws: OpeningFailure.unreadable(text, at: position)) { try Opening(text: text) }
  }

  @Test(arguments: ["17:00-09:00", "09:00-09:00", "24:00-24:00"])
  func `an opening that ends no later than it begins is refused`(text: String) throws {
    let times = try text.split(separator: "-").map { try #require(TimeOfDay(text: String($0))) }
    #expect(throws: OpeningFailure.empty(from: times[0], until: times[1])) {
      try Opening(text: text)
    }
  }

  @Test(arguments: ["2026-12-25", "*-12-25", "*-02-29", "2028-02-29"])
  func `a day of a closure is read and written back`(text: String) throws {
    #expect(try Closure.Day(text: text).text == text)
  }

  @Test(arguments: ["2026-02-29", "*-02-30", "2026-13-01", "*-00-10", "2026-04-31"])
  func `a day that no calendar has is refused`(text: String) {
    #expect(throws: ClosureDayFailure.noSuchDay(text)) { try Closure.Day(text: text) }
  }

  @Test(arguments: [
    ("", 0), ("25.12.2026", 0), ("2026-12", 7), ("*12-25", 1), ("*-12-25 ", 7), ("26-12-25", 0),
  ])
  func `a text that is no day is refused at its place`(text: String, position: Int) {
    #expect(throws: ClosureDayFailure.unreadable(text, at: position)) {
      try Closure.Day(text: text)
    }
  }

  @Test func `openings that overlap are refused with their day`() throws {
    let (early, late) = (try Opening(text: "09:00-13:00"), try Opening(text: "12:59-18:00"))
    #expect(throws: CalendarFailure.overlap(weekday: 3, early, late)) {
      try OpeningHours(week: [3: [late, early]])
    }
  }

  @Test func `openings that touch are one`() throws {
    let week = [1: [try Opening(text: "13:00-18:00"), try Opening(text: "09:00-13:00")]]
    #expect(try OpeningHours(week: week).week[0] == [try Opening(text: "09:00-18:00")])
  }
}
