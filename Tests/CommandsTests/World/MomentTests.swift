import Interpreter
import ServiceLevels
import Testing

@testable import Commands

/// How instants are told to people.
struct MomentTests {
  private static let wall = Wall(zone: .utc, now: Instant(milliseconds: 1_772_442_000_000))

  private static func moment(ms: Int64) -> Moment {
    wall.moment(wall.now.advanced(byMilliseconds: ms))
  }

  @Test(
    "how far off an instant is, and how pressing",
    arguments: [
      (-3_600_000, "1 h ago", .danger), (-1, "1 ms ago", .danger), (0, "in 0 s", .warning),
      (3_599_999, "in 59 m 59 s", .warning), (3_600_000, "in 1 h", .plain),
    ] as [(Int64, String, Page.Tone)])
  func due(ms: Int64, text: String, tone: Page.Tone) {
    let run = Form<Moment>.due.run?(Self.moment(ms: ms))
    #expect(run?.text == text && run?.tone == tone)
  }

  @Test(
    "the day is told where it is another, seconds where there are any",
    arguments: [
      (0, "09:00", "2026-03-02 09:00"), (1_000, "09:00:01", "2026-03-02 09:00:01"),
      (999, "09:00", "2026-03-02 09:00"), (54_000_000, "2026-03-03 00:00", "2026-03-03 00:00"),
      (53_999_000, "23:59:59", "2026-03-02 23:59:59"), (-32_400_000, "00:00", "2026-03-02 00:00"),
      (-32_401_000, "2026-03-01 23:59:59", "2026-03-01 23:59:59"),
    ] as [(Int64, String, String)])
  func words(ms: Int64, short: String, long: String) {
    #expect(Self.moment(ms: ms).short == short)
    #expect(Self.moment(ms: ms).long == long)
  }
}
