import Interpreter
import ServiceLevels
import SupportDesk
import Testing

@testable import Commands

/// In which tone a clock is told: what presses stands out, what is over steps back.
struct ClockToneTests {
  private static let start = Instant(milliseconds: 1_000_000)

  private static func mark(_ ms: Int64) -> Mark {
    Mark(at: start.advanced(byMilliseconds: ms), source: ms)
  }

  private static func clock() -> PromisedClock {
    let promise = Promise(
      policy: "statement", policyVersion: 1, calendar: Calendars.always, budgetMs: 4_000,
      warnings: [])
    return PromisedClock(.response, promise, .high, at: mark(0))
  }

  private static func tone(_ clock: PromisedClock, at ms: Int64) -> Page.Tone {
    let wall = Wall(zone: .utc, now: start.advanced(byMilliseconds: ms))
    return ClockAnswer(1, clock, wall, by: .onlyAlways).words.tone
  }

  @Test(
    "a clock that runs presses from its last quarter on",
    arguments: [
      (0, .plain), (2_999, .plain), (3_000, .warning), (4_000, .warning), (4_001, .danger),
    ]
      as [(Int64, Page.Tone)])
  func running(ms: Int64, tone: Page.Tone) {
    #expect(Self.tone(Self.clock(), at: ms) == tone)
  }

  @Test(
    "a clock that rests is dim unless it is overdue",
    arguments: [(3_500, .dim), (5_000, .danger)]
      as [(Int64, Page.Tone)])
  func paused(ms: Int64, tone: Page.Tone) {
    var clock = Self.clock()
    clock.pause(at: Self.mark(ms), reason: "waiting")
    #expect(Self.tone(clock, at: 9_000) == tone)
  }

  @Test(
    "a clock that stopped is told as its verdict is",
    arguments: [
      (4_000, .answered, .good), (4_001, .answered, .danger), (1, .endedByResolution, .dim),
    ] as [(Int64, Ending, Page.Tone)])
  func stopped(ms: Int64, ending: Ending, tone: Page.Tone) {
    var clock = Self.clock()
    clock.stop(at: Self.mark(ms), ending: ending)
    #expect(Self.tone(clock, at: 9_000) == tone)
  }
}
