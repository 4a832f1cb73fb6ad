import ServiceLevels
import SupportDesk

/// The working calendars of a desk, and which tickets they measure.
struct DeskCalendars {
  private let state: any Snapshot
  /// Only what was recorded up to this change; nil for all.
  private let change: Int64?
  private let actor: Person

  init(_ state: any Snapshot, upTo change: Int64?, for actor: Person) {
    self.state = state
    self.change = change
    self.actor = actor
  }

  /// Those by which clocks are measured, by their names.
  func byName() throws(Failure) -> Calendars { try state.calendars(upTo: change) }

  /// Each with all its versions, in the order of their numbers.
  func all() throws(Failure) -> [Calendar] { try state.workingCalendars(upTo: change) }

  func calendar(_ number: CalendarNumber) throws(Failure) -> Calendar {
    guard let calendar = try all().first(where: { $0.number == number }) else {
      throw .storage(.damaged("there is no calendar \(number.value)"))
    }
    return calendar
  }

  /// The calendar that a change is about.
  func calendar(of entry: JournalEntry) throws(Failure) -> Calendar {
    let names = entry.events.compactMap { StreamName($0.stream) }
    return try calendar(CalendarNumber(names.first { $0.kind == .calendar }?.number ?? 0))
  }

  /// The tickets whose clocks a calendar measures from an instant on, of all customers.
  func tickets(
    measuredBy calendar: String, from instant: Instant
  ) throws(Failure) -> [Ticket] {
    guard actor.has(.report) else { throw .refused(.forbidden(.report)) }
    var tickets: [Ticket] = []
    for number in try state.tickets(measuredBy: calendar, from: instant) {
      if let ticket = try state.ticket(number) { tickets.append(ticket) }
    }
    return tickets
  }
}
