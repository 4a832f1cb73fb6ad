import Interpreter
import ServiceLevels
import SupportDesk

/// Every kind of event about a working calendar, and how it is told before it is recorded.
enum CalendarEvents {
  static let forms: [AnyEventForm] = [set.any]

  static func telling(_ event: CalendarEvent, _ desk: Reading) -> Telling {
    switch event {
    case .set(let fact): set.telling(CalendarAnswer.Version(fact, desk.wall))
    }
  }

  private static let set = EventForm<CalendarAnswer.Version>(
    CalendarEvent.Kind.set.rawValue, CalendarAnswer.Version.fields, isRecorded: false
  ) { version in
    let since = version.from.map { "from \($0.long) on" } ?? "since ever"
    return
      "the calendar \(version.name) opens \(version.hours.weekText) (\(version.zone.zone.name)) \(since)"
  }
}
