import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A month of a calendar, day by day.
struct CalendarDays: Sendable {
  let name: String
  let month: String
  let zone: Zone
  let days: [Day]

  /// A day, and what is open on it.
  struct Day: Sendable {
    let date: CivilDate
    /// In order, as its version of that day says.
    let openings: [Opening]
    let openMs: Int64
    /// What closes it, or a part of it.
    let closures: [String]

    var text: String { Closure.Day.date(date).text }

    static let shape = Shape<Day>(
      "CalendarDay",
      [
        Field("date", "The day.", .text, \.text),
        Field("openings", "When it opens.", .list(.text)) { $0.openings.map(\.text) },
        Field("openMs", "How long it is open.", .count, \.openMs),
        Field("closures", "What closes it, or a part of it.", .list(.text), \.closures),
      ])
  }

  private static let month = Parameter(
    "month", "The month, such as `2026-12`; this one, unless it is said.",
    ValueType<NamedMonth>.month)

  static let shape = Shape<CalendarDays>(
    "CalendarDays",
    [
      Field("calendar", "The calendar.", .text, \.name),
      Field("month", "The month.", .text, \.month),
      Field("zone", "Whose wall clocks it goes by.", .text, \.zone.name),
      Field("openMs", "How long it is open in the month.", .count, \.openMs),
      Field("days", "Every day of it.", .list(Day.shape.form), \.days),
    ], page: \.page)

  private var openMs: Int64 { days.reduce(0) { $0 + $1.openMs } }

  static let entry = Entry.read(
    "calendar.days", "Shows a month of a working calendar, day by day.", verbs: ["calendar days"],
    slots: [CalendarParameters.name.slot(), month.slot(optional: true)], needs: .report,
    errors: [.notFound, .badValue],
    examples: [Example("calendar days office 2026-12", "Tue 2026-12-01")], answers: shape
  ) { call, desk throws(Failure) in
    let calendar = try CalendarParameters.calendar(call, desk)
    let zone = calendar.fact(at: desk.wall.now).zone.zone
    let period =
      call[optional: month]?.period ?? CivilPeriod(.month, containing: desk.wall.now, in: zone)
    return CalendarDays(calendar, period, zone)
  }

  private init(_ calendar: Calendar, _ period: CivilPeriod, _ zone: Zone) {
    name = calendar.name
    month = period.text
    self.zone = zone
    let bounds = period.bounds(in: zone)
    let history = calendar.history
    let first = zone.civil(at: bounds.lowerBound).date
    days = (0..<period.dayCount).map { index in
      let date = first.adding(days: index)
      let range = zone.firstInstant(of: date)..<zone.firstInstant(of: date.adding(days: 1))
      let segments = history.segments(from: range.lowerBound, to: range.upperBound)
      var (openings, closures): ([Opening], [String]) = ([], [])
      for segment in segments {
        switch segment.rule {
        case .always: openings.append(.wholeDay)
        case .opening(let opening, _): if !openings.contains(opening) { openings.append(opening) }
        case .closure(let closure, _):
          if !closures.contains(closure.name) { closures.append(closure.name) }
        case .outsideHours: break
        }
      }
      return Day(
        date: date, openings: openings, openMs: segments.reduce(0) { $0 + $1.runningMs },
        closures: closures)
    }
  }

  private var page: Page {
    var page = Page(.init("calendar \(name), \(month) (\(zone.name))", .strong))
    let rows = days.map { day -> [Page.Run] in
      let weekday = WeekHours.weekdayNames[day.date.weekday - 1]
      let hours = day.openings.map(\.text).joined(separator: " ")
      return [
        .init("  \(weekday) \(day.text)", day.openings.isEmpty ? .dim : .plain),
        hours.isEmpty ? .init("closed", .dim) : .init(hours),
        .init(day.closures.joined(separator: ", "), .warning),
      ]
    }
    page.add(Table(columns: [.init(), .init(), .init(shrinksTo: 12, wraps: true)], rows: rows))
    page.add("  open \(DurationText.exact(openMs))")
    return page
  }
}
