@testable import ServiceLevels
import Testing

/// What a clock on working hours shows of its past, stretch by stretch.
@Suite(.enabled(if: SystemZones.areReadable)) struct ClockProofTests {
  private static func calendars() throws -> Calendars {
    Calendars(["desk": try TestCalendars.history("09:00-17:00", in: "UTC")])
  }

  private static func clock(_ budget: String, from start: String) throws -> Clock {
    let mark = try Timeline.mark(start, 1)
    let target = TargetVersion(
      version: 1, label: "", budgetMs: try DurationText.parse(budget), calendar: "desk", from: mark)
    return Clock(target)
  }

  private static func reading(_ clock: Clock, _ instant: String) throws -> ClockReading {
    try clock.reading(at: try Timeline.instant(instant), calendars: try calendars())
  }

  private static func lines(_ proof: [ProofSegment]) -> [String] {
    proof.map { segment in
      let reason =
        switch segment.reason {
        case .calendar(.opening): "open"
        case .calendar: "closed"
        case .paused(let reason): "paused: \(reason)"
        case .resolved: "resolved"
        }
      let times = [segment.range.lowerBound, segment.range.upperBound].map {
        InstantText.utc($0).dropFirst(8).prefix(8)
      }
      return "\(times[0]) \(times[1]) \(reason)"
    }
  }

  private static let past = [
    "02T16:00 02T17:00 open", "02T17:00 03T09:00 closed", "03T09:00 03T10:00 open",
    "03T10:00 03T12:00 paused: waiting-customer", "03T12:00 03T13:00 open",
    "03T13:00 04T10:00 resolved",
    "04T10:00 04T11:00 open", "04T11:00 04T17:00 open", "04T17:00 05T09:00 closed",
  ]

  @Test(
    arguments: [
      ("2026-03-02 16:00", [], nil), ("2026-03-03 10:00", past[..<3], nil),
      ("2026-03-03 11:00", past[..<3], "03T10:00 03T11:00 paused: waiting-customer"),
      ("2026-03-03 13:00", past[..<5], nil),
      ("2026-03-04 09:00", past[..<5], "03T13:00 04T09:00 resolved"),
      ("2026-03-04 10:00", past[..<6], nil), ("2026-03-05 09:00", past[...], nil),
    ] as [(String, ArraySlice<String>, String?)])
  func `the proof says what the clock did up to its end, and what it will do`(
    end: String, whole: ArraySlice<String>, part: String?
  ) throws {
    var clock = try Self.clock("8h", from: "16:00")
    try clock.wait("2026-03-03 10:00")
    try clock.resume("2026-03-03 12:00")
    try clock.stop("2026-03-03 13:00")
    try clock.reopen("2026-03-04 10:00")
    let proof = try Self.reading(clock, "2026-03-04 11:00").proof(to: Timeline.instant(end))
    #expect(Self.lines(proof) == Array(whole) + [part].compactMap { $0 })
  }

  @Test func `the proof of a clock that does not run ends with its reading`() throws {
    var clock = try Self.clock("8h", from: "09:00")
    let later = try Timeline.instant("16:00")
    try clock.wait("10:00")
    let waiting = try Self.reading(clock, "12:00").proof(to: later)
    #expect(
      Self.lines(waiting) == [
        "02T09:00 02T10:00 open", "02T10:00 02T12:00 paused: waiting-customer",
      ])
    try clock.stop("13:00")
    let stopped = try Self.reading(clock, "14:00").proof(to: later)
    #expect(stopped.last?.range.upperBound == (try Timeline.instant("13:00")))
  }

  @Test func `a clock's future is that of the calendar of the target in force`() throws {
    var clock = try Self.clock("8h", from: "09:00")
    clock.retarget(
      TargetVersion(version: 2, label: "", budgetMs: 36_000_000, from: try Timeline.mark("12:00")))
    let reading = try Self.reading(clock, "12:00")
    let due = try #require(reading.due)
    #expect(InstantText.utc(due) == "2026-03-02T19:00:00Z")
    #expect(reading.proof(to: due).reduce(0) { $0 + $1.countedMs } == 36_000_000)
  }

  @Test func `a pause says how much of it would have counted`() throws {
    var clock = try Self.clock("8h", from: "2026-03-06 15:00")
    try clock.wait("2026-03-06 16:00")
    try clock.resume("2026-03-09 10:00")
    let segments = try Self.reading(clock, "2026-03-09 11:00").segments
    #expect(segments.map { DurationText.exact($0.milliseconds) } == ["1h", "2h", "1h"])
  }

  @Test(arguments: [
    // Used up at Friday's closing, and exceeded from Monday's opening on.
    ("1h", "2026-03-06T17:00:00Z", "2026-03-09T09:00:00Z"),
    ("2h", "2026-03-09T10:00:00Z", "2026-03-09T10:00:00Z"),
  ])
  func `what a target on one calendar brought about stays when another calendar measures`(
    budget: String, used: String, breach: String
  ) throws {
    var clock = try Self.clock(budget, from: "2026-03-06 16:00")
    clock.retarget(
      TargetVersion(
        version: 2, label: "", budgetMs: 360_000_000, from: try Timeline.mark("2026-03-09 12:00")))
    let reading = try Self.reading(clock, "2026-03-09 13:00")
    #expect(reading.thresholds(percent: 100).map { InstantText.utc($0.at) } == [used])
    #expect(reading.breaches.map { InstantText.utc($0.at) } == [breach])
  }
}
