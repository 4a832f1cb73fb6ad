import ServiceLevels
import TestSupport
import Testing

/// Series that are stepped through day by day from their first one.
@Suite(.enabled(if: SystemZones.areReadable)) struct RecurrenceOracleTests {
  private static func rule(_ chance: inout Chance) -> RecurrenceRule {
    let every = Int.random(in: 1...5, using: &chance)
    let weekday = Int.random(in: 1...7, using: &chance)
    switch Int.random(in: 0..<4, using: &chance) {
    case 0: return .days(every: every)
    case 1:
      let count = Int.random(in: 1...4, using: &chance)
      return .weeks(
        every: every, weekdays: Set((0..<count).map { _ in Int.random(in: 1...7, using: &chance) }))
    case 2:
      let day = Int.random(in: 0...31, using: &chance)
      return .monthDay(every: every, day: day == 0 ? -1 : day)
    default:
      let week = Int.random(in: 0...5, using: &chance)
      return .monthWeekday(every: every, week: week == 0 ? -1 : week, weekday: weekday)
    }
  }

  /// Whether a day is one of the rule's, looked at for itself.
  private static func isDay(_ date: CivilDate, of rule: RecurrenceRule, from: CivilDate) -> Bool {
    let months = (date.year - from.year) * 12 + date.month - from.month
    let isLast: (Int) -> Bool = { date.adding(days: $0).month != date.month }
    switch rule {
    case .days(let every): return (date.dayNumber - from.dayNumber) % every == 0
    case .weeks(let every, let weekdays):
      let mondays = (date.dayNumber - date.weekday) - (from.dayNumber - from.weekday)
      return mondays % (7 * every) == 0 && weekdays.contains(date.weekday)
    case .monthDay(let every, let day):
      return months % every == 0 && (day == -1 ? isLast(1) : date.day == day)
    case .monthWeekday(let every, let week, let weekday):
      let isWeek = week == -1 ? isLast(7) : (date.day + 6) / 7 == week
      return months % every == 0 && isWeek && date.weekday == weekday
    }
  }

  @Test func `a series agrees with a walk through all its days`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    print("random series: seed \(seed), 2000 of them")
    let zones = try ["UTC", "Europe/London", "Pacific/Apia", "America/St_Johns"].map {
      try SystemZones.zone($0)
    }
    let base = try #require(CivilDate(year: 2009, month: 1, day: 1))
    let failed = try (0..<2_000).first { _ in
      let from = base.adding(days: Int.random(in: 0...1_000, using: &chance))
      let isEndless = Bool.random(using: &chance)
      let last = from.adding(days: Int.random(in: 0...900, using: &chance))
      let series = try Recurrence(
        Self.rule(&chance), start: TimeOfDay(minutes: Int.random(in: 0..<1_440, using: &chance)),
        durationMs: Int64.random(in: 1...400_000_000, using: &chance),
        zone: zones.randomElement(using: &chance) ?? .utc, from: from,
        until: isEndless ? nil : last)
      let start = series.zone.firstInstant(of: from).advanced(
        byMilliseconds: Int64.random(in: -9_000_000_000...90_000_000_000, using: &chance))
      let range =
        start..<start.advanced(
          byMilliseconds: Int64.random(in: 1...9_000_000_000, using: &chance))
      return series.occurrences(in: range).map(\.range) != Self.walk(series, through: range)
    }
    #expect(failed == nil, "seed \(seed)")
  }

  private static func walk(_ series: Recurrence, through range: Range<Instant>) -> [Range<Instant>]
  {
    var ranges: [Range<Instant>] = []
    var date = series.from
    while date <= series.until ?? date {
      let begin = CivilDateTime(date: date, millisecondOfDay: series.start.minutes * 60_000)
      let start = series.zone.instant(of: begin, overlap: .first, gap: .end)
      if start.advanced(byMilliseconds: -172_800_000) > range.upperBound { break }
      let end = start.advanced(byMilliseconds: series.durationMs)
      if isDay(date, of: series.rule, from: series.from), start < range.upperBound,
        end > range.lowerBound
      {
        ranges.append(start..<end)
      }
      date = date.adding(days: 1)
    }
    return ranges
  }
}
