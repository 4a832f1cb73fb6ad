@testable import ServiceLevels
import Testing

/// The cases of section 2 of the service-level rules that need no working calendar.
@Suite struct CaseTests {
  /// S-01 and what S-03 adds.
  private func answeredAndWaiting() throws -> (response: Clock, resolution: Clock) {
    var response = try Timeline.clock("1h", from: "09:00")
    try response.stop("09:20")
    var resolution = try Timeline.clock("1d", from: "09:00")
    try resolution.wait("09:20")
    return (response, resolution)
  }

  @Test func `S-01 a reply that waits for the customer meets one clock and pauses the other`()
    throws
  {
    let (response, resolution) = try answeredAndWaiting()
    let first = try response.reading("09:20")
    #expect(first.verdict == .met)
    #expect(first.elapsed == "20m")
    let second = try resolution.reading("10:00")
    #expect(second.state == .paused(reason: "waiting-customer"))
    #expect(DurationText.words(second.remainingMs) == "23 h 40 m")
    #expect(second.due == nil)
    #expect(second.limit == nil)
    #expect(second.instant(ofWarningAt: 75) == nil)
  }

  @Test func `S-03 the customer's answer ends the pause at its own instant`() throws {
    var (_, resolution) = try answeredAndWaiting()
    try resolution.resume("11:00")
    #expect(try resolution.reading("11:00").dueText == "2026-03-03T10:40:00Z")
    let next = try Timeline.clock("1h", from: "11:00")
    #expect(try next.reading("11:00").dueText == "2026-03-02T12:00:00Z")
  }

  @Test func `S-04 nothing runs while the customer is silent after a reply`() throws {
    var next = try Timeline.clock("1h", from: "11:00")
    try next.stop("11:30")
    let later = try next.reading("16:30")
    #expect(later.verdict == .met)
    #expect(later.elapsed == "30m")
    #expect(later.breaches.isEmpty)
    #expect(later.instant(ofWarningAt: 75) == nil)
  }

  @Test func `S-06 the oldest unanswered message counts`() throws {
    let next = try Timeline.clock("1h", from: "10:00")
    for time in ["10:00", "10:20", "10:40"] {
      #expect(try next.reading(time).dueText == "2026-03-02T11:00:00Z")
    }
  }

  @Test func `S-07 a change of priority keeps what has elapsed`() throws {
    var clock = try Timeline.clock("1w", from: "09:00")
    try clock.wait("10:00")
    try clock.resume("16:00")
    #expect(try clock.reading("16:59").dueText == "2026-03-09T15:00:00Z")
    try clock.retarget(2, "4h", at: "17:00")
    let after = try clock.reading("17:00")
    #expect(after.elapsed == "2h")
    #expect(after.dueText == "2026-03-02T19:00:00Z")
    #expect(after.verdict == .open)
    #expect(after.breaches.isEmpty)
    #expect(try clock.reading("16:59").dueText == "2026-03-09T15:00:00Z", "as of then")
  }

  @Test func `S-07 a change of priority during a pause shows what is left`() throws {
    var clock = try Timeline.clock("1w", from: "09:00")
    try clock.wait("10:00")
    try clock.retarget(2, "4h", at: "12:00")
    let paused = try clock.reading("12:00")
    #expect(paused.state == .paused(reason: "waiting-customer"))
    #expect(paused.remaining == "3h")
    #expect(paused.due == nil)
    try clock.resume("16:00")
    #expect(try clock.reading("16:00").dueText == "2026-03-02T19:00:00Z")
  }

  @Test func `S-09 a ticket resolved out of a long wait used only what ran`() throws {
    var clock = try Timeline.clock("1w", from: "2026-02-02 09:00")
    try clock.wait("2026-02-03 09:00")
    try clock.stop("2026-08-10 09:00")
    let reading = try clock.reading("2026-09-01 00:00")
    #expect(reading.elapsed == "24h")
    #expect(reading.verdict == .met)
    let hold = try #require(reading.segments.last)
    #expect(hold.kind == .paused(reason: "waiting-customer"))
    #expect(DurationText.words(hold.milliseconds) == "188 d")
    #expect(reading.segments.count == 2)
  }

  @Test func `S-10 nothing comes due while the ticket waits`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.wait("09:10")
    let reading = try clock.reading("20:00")
    #expect(reading.breaches.isEmpty)
    #expect(reading.warnings(at: 75).isEmpty)
    #expect(reading.verdict == .open)
  }

  @Test func `S-12 a reopening continues the same budget`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.stop("12:00")
    try clock.reopen("2026-03-05 12:00")
    let reading = try clock.reading("2026-03-05 12:00")
    #expect(reading.cycle == 2)
    #expect(reading.cycles.map(\.verdict) == [.met, .open])
    #expect(reading.cycles.map(\.elapsedMs) == [10_800_000, 10_800_000])
    #expect(reading.dueText == "2026-03-05T13:00:00Z")
    #expect(reading.segments.map(\.kind.reason) == [nil, "resolved"])
    #expect(reading.breaches.isEmpty)
    #expect(reading.thresholds(percent: 100).isEmpty)
  }

  @Test func `S-13 resolving ends a response clock without a miss`() throws {
    var next = try Timeline.clock("1h", from: "14:00")
    try next.stop("14:05", .endedByResolution)
    let reading = try next.reading("2026-03-09 00:00")
    #expect(reading.verdict == .endedByResolution)
    #expect(reading.breaches.isEmpty)
  }

  @Test func `S-14 a late resolution stays late by the same amount for ever`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    let overdue = try clock.reading("13:10")
    #expect(overdue.verdict == .missed)
    #expect(overdue.remaining == "-10m")
    #expect(overdue.dueText == "2026-03-02T13:00:00Z")
    try clock.stop("13:25")
    let reading = try clock.reading("2026-04-02 00:00")
    #expect(reading.verdict == .missed)
    #expect(reading.remaining == "-25m")
    #expect(reading.breaches.map { InstantText.utc($0.at) } == ["2026-03-02T13:00:00Z"])
    #expect(reading.breaches.map(\.cause) == [.overrun])
  }

  @Test func `S-15 a late first reply stays breached after it is given`() throws {
    var clock = try Timeline.clock("30m", from: "09:00")
    try clock.stop("09:50")
    let reading = try clock.reading("09:50")
    #expect(reading.verdict == .missed)
    #expect(reading.remaining == "-20m")
    #expect(reading.breaches.map { InstantText.utc($0.at) } == ["2026-03-02T09:30:00Z"])
  }

  @Test func `S-17 a new target warns and breaches once more, the old one never again`() throws {
    var clock = try Timeline.clock("1d", from: "09:00")
    #expect(
      try clock.reading("09:00").instant(ofWarningAt: 75)
        == Timeline.instant("2026-03-03 03:00"))
    try clock.retarget(2, "20h", at: "2026-03-03 04:00")
    try clock.retarget(1, "1d", at: "2026-03-03 06:00")
    let reading = try clock.reading("2026-03-05 00:00")
    let warnings = reading.warnings(at: 75)
    #expect(warnings.map(\.targetVersion) == [1, 2])
    // The second target's 15 h were over by 00:00: it warns when it comes into force.
    #expect(
      warnings.map { InstantText.utc($0.at) } == ["2026-03-03T03:00:00Z", "2026-03-03T04:00:00Z"])
    #expect(reading.breaches.map(\.targetVersion) == [2, 1])
    #expect(
      reading.breaches.map { InstantText.utc($0.at) }
        == ["2026-03-03T05:00:00Z", "2026-03-03T09:00:00Z"])
  }

  @Test func `S-28 a pause moves the end of a month by itself`() throws {
    var clock = try Timeline.clock("1mo", from: "2026-01-31 10:00")
    #expect(try clock.reading("2026-02-01 00:00").dueText == "2026-02-28T10:00:00Z")
    try clock.wait("2026-02-05 10:00")
    try clock.resume("2026-02-10 10:00")
    #expect(try clock.reading("2026-02-10 10:00").dueText == "2026-03-05T10:00:00Z")
  }
}
