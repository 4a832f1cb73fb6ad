@testable import ServiceLevels
import Testing

/// What the cases of section 2 leave open.
@Suite struct ClockTests {
  @Test func `a stop at the limit is in time and a millisecond later is not`() throws {
    let clock = try Timeline.clock("4h", from: "09:00")
    let limit = try #require(clock.reading("09:00").limit)
    for (late, verdict) in [(0, Verdict.met), (Int64(1), .missed)] {
      var stopped = clock
      let stop = limit.advanced(byMilliseconds: late)
      stopped.stop(at: Mark(at: stop), ending: .answered)
      #expect(stopped.reading(at: stop).verdict == verdict)
      #expect(clock.reading(at: stop).verdict == (late == 0 ? .open : .missed))
      #expect(stopped.reading(at: stop).breaches.map(\.at) == (late == 0 ? [] : [limit]))
    }
  }

  @Test func `a budget already used up at a change breaches at the change`() throws {
    var clock = try Timeline.clock("1d", from: "09:00")
    try clock.retarget(2, "4h", at: "17:00")
    let reading = try clock.reading("17:00")
    #expect(reading.verdict == .missed)
    #expect(reading.dueText == "2026-03-02T13:00:00Z", "the arithmetic due is still shown")
    #expect(reading.breaches.map(\.at) == [try Timeline.instant("17:00")])
    #expect(reading.breaches.map(\.cause) == [.reclassified])
    #expect(try reading.instant(ofWarningAt: 75) == Timeline.instant("17:00"))
  }

  @Test func `a budget used up exactly at a change is missed a millisecond later`() throws {
    var clock = try Timeline.clock("1d", from: "09:00")
    try clock.retarget(2, "4h", at: "13:00")
    #expect(try clock.reading("13:00").verdict == .open)
    let breaches = try clock.reading("13:00:00.001").breaches
    #expect(breaches.map(\.at) == [try Timeline.instant("13:00")])
    #expect(breaches.map(\.cause) == [.reclassified])
  }

  @Test func `a larger budget reopens the verdict and keeps the breach`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.retarget(2, "1d", at: "14:00")
    try clock.stop("15:00")
    let reading = try clock.reading("15:00")
    #expect(reading.verdict == .met)
    #expect(reading.breaches.map(\.targetVersion) == [1])
  }

  @Test func `a budget used up as a pause begins is due then, and limited by the pause's end`()
    throws
  {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.wait("13:00")
    #expect(try clock.reading("20:00").verdict == .open)
    try clock.resume("18:00")
    let reading = try clock.reading("18:00")
    #expect(reading.dueText == "2026-03-02T13:00:00Z")
    #expect(try reading.limit == Timeline.instant("18:00"))
    #expect(try clock.reading("18:01").breaches.map(\.at) == [Timeline.instant("18:00")])
  }

  @Test(arguments: [Ending.endedByResolution, .cancelled(reason: "merged into 7")])
  func `no ending hides a miss`(ending: Ending) throws {
    var clock = try Timeline.clock("1h", from: "09:00")
    var early = clock
    try early.stop("10:00", ending)
    let expected: Verdict = ending == .endedByResolution ? .endedByResolution : .cancelled
    #expect(try early.reading("12:00").verdict == expected)
    try clock.stop("10:01", ending)
    #expect(try clock.reading("12:00").verdict == .missed)
  }

  @Test func `a target that comes while the clock is stopped waits for the reopening`() throws {
    var clock = try Timeline.clock("1d", from: "09:00")
    try clock.stop("15:00")
    try clock.retarget(2, "4h", at: "16:00")
    let stopped = try clock.reading("17:00")
    #expect(stopped.verdict == .met)
    #expect(stopped.budgetMs == 86_400_000)
    #expect(stopped.target.version == 2)
    #expect(stopped.segments.map(\.to.at) == [try Timeline.instant("15:00")])
    #expect(stopped.breaches.isEmpty)
    try clock.reopen("18:00")
    let reopened = try clock.reading("18:00")
    #expect(reopened.cycles.map(\.verdict) == [.met, .missed])
    #expect(reopened.breaches.map(\.at) == [try Timeline.instant("18:00")])
    #expect(reopened.breaches.map(\.cause) == [.reclassified])
  }

  @Test func `a breach of an earlier cycle is not repeated by a reopening`() throws {
    var clock = try Timeline.clock("1h", from: "09:00")
    try clock.stop("11:00")
    try clock.reopen("12:00")
    let reading = try clock.reading("13:00")
    #expect(reading.cycles.map(\.verdict) == [.missed, .missed])
    #expect(reading.breaches.map(\.at) == [try Timeline.instant("10:00")])
    #expect(reading.elapsed == "3h")
  }

  @Test func `what changes nothing is ignored`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.resume("09:30")
    try clock.reopen("09:40")
    let untouched = try Timeline.clock("4h", from: "09:00")
    #expect(clock == untouched)
    try clock.wait("10:00")
    clock.pause(at: try Timeline.mark("10:30"), reason: "other")
    #expect(try clock.reading("10:40").state == .paused(reason: "waiting-customer"))
    try clock.stop("11:00")
    let stopped = clock
    try clock.stop("12:00", .endedByResolution)
    try clock.wait("12:10")
    try clock.resume("12:20")
    #expect(clock == stopped)
  }

  @Test func `a mark earlier than the last one is lifted to it`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.stop("08:00")
    let reading = try clock.reading("12:00")
    #expect(reading.elapsed == "0s")
    #expect(reading.verdict == .met)
    #expect(try reading.state == .stopped(at: Timeline.mark("09:00"), ending: .answered))
    #expect(reading.segments.isEmpty)
  }

  @Test func `a reading before the start is that of the start`() throws {
    let clock = try Timeline.clock("4h", from: "09:00")
    #expect(try clock.reading("08:00") == clock.reading("09:00"))
  }

  @Test func `a threshold is reached by whole milliseconds, rounded up`() throws {
    let start = try Timeline.mark("09:00")
    let target = TargetVersion(version: 1, label: "urgent", budgetMs: 3, from: start)
    let reading = Clock(target).reading(at: start.at)
    let after = [1, 34, 50, 67, 99].map { reading.instant(ofWarningAt: $0) }
    #expect(after.compactMap { $0.map { $0 - start.at } } == [1, 2, 2, 3, 3])
  }

  @Test func `segments name the events that bound them`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    clock.pause(at: try Timeline.mark("10:00", 5), reason: "waiting-customer")
    clock.resume(at: try Timeline.mark("11:00", 8))
    let segments = try clock.reading("12:00").segments
    #expect(segments.map(\.from.source) == [1, 5, 8])
    #expect(segments.map(\.to.source) == [5, 8, 0])
  }

  @Test func `what is used up in the moment of a reopening was used up before it`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.stop("12:00")
    #expect(try clock.reading("12:00").warnings(at: 75).map(\.cycle) == [1])
    try clock.reopen("12:00")
    #expect(try clock.reading("14:00").warnings(at: 75).map(\.cycle) == [1])
    #expect(try clock.reading("14:00").breaches.map(\.cycle) == [2])
  }

  @Test func `a target that only counts from a reopening is used up in the new cycle`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.stop("12:00")
    try clock.retarget(2, "2h", at: "12:30")
    try clock.reopen("13:00")
    let reading = try clock.reading("13:30")
    #expect(reading.thresholds(percent: 100).map(\.cycle) == [2])
    #expect(reading.breaches.map(\.cycle) == [2])
    #expect(reading.breaches.map(\.at) == [try Timeline.instant("13:00")])
    #expect(reading.targets.map(\.version) == [1, 2])
  }

  @Test func `a target is in force from the fact before it if it names an earlier instant`() throws
  {
    let early = try Timeline.mark("08:00", 3)
    let start = try Timeline.mark("09:00", 4)
    let target = TargetVersion(version: 1, label: "urgent", budgetMs: 3_600_000, from: start)
    var clock = Clock(target)
    try clock.wait("10:00")
    clock.retarget(TargetVersion(version: 2, label: "high", budgetMs: 7_200_000, from: early))
    #expect(try clock.reading("10:00").target.from == Timeline.mark("10:00", 3))
  }

  @Test
  func `a threshold belongs to the cycle in which it is reached, a reopening's to the new one`()
    throws
  {
    var clock = try Timeline.clock("1d", from: "09:00")
    try clock.stop("15:00")
    try clock.retarget(2, "4h", at: "16:00")
    try clock.reopen("18:00")
    let reading = try clock.reading("19:00")
    let thresholds = reading.warnings(at: 10)
    #expect(try thresholds.map(\.at) == ["11:24", "18:00"].map { try Timeline.instant($0) })
    #expect(thresholds.map(\.cycle) == [1, 2])
    #expect(try reading.cycles.map(\.stoppedAt) == [Timeline.instant("15:00"), nil])
  }

  @Test func `a clock may have all time there is`() {
    let start = Mark(at: .earliest)
    let target = TargetVersion(
      version: 1, label: "", budgetMs: Instant.latest - Instant.earliest, from: start)
    #expect(Clock(target).reading(at: start.at).due == .latest)
  }

  @Test func `what exceeds a budget after a reopening at its limit is of the new cycle`() throws {
    var clock = try Timeline.clock("1h", from: "09:00")
    try clock.stop("10:00")
    try clock.reopen("11:00")
    let reading = try clock.reading("12:00")
    #expect(reading.cycles.map(\.verdict) == [.met, .missed])
    #expect(reading.breaches.map(\.at) == [try Timeline.instant("11:00")])
    #expect(reading.breaches.map(\.cycle) == [2])
  }

  @Test func `three facts in one millisecond leave a breach in its cycle`() throws {
    var clock = try Timeline.clock("4h", from: "09:00")
    try clock.retarget(2, "1h", at: "12:00")
    try clock.stop("12:00")
    let before = try clock.reading("12:00")
    try clock.reopen("12:00")
    let after = try clock.reading("13:00")
    for reading in [before, after] {
      #expect(reading.breaches.map(\.cycle) == [1])
      // 75 % of an hour were used when the target came.
      #expect(reading.warnings(at: 75).first { $0.targetVersion == 2 }?.cycle == 1)
    }
  }
}
