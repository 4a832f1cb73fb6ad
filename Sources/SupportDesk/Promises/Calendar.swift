package import ServiceLevels

/// A working calendar's number: 1 and up.
package struct CalendarNumber: StreamNumber {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }
}

/// A working calendar as its events make it: what holds from when on.
package struct Calendar: Stream {
  package let number: CalendarNumber
  package let name: String
  /// In the order of the instants from which they hold, each with the journal's number of the event that
  /// set it.
  package private(set) var versions: [(fact: CalendarFact, event: Int64)]
  package private(set) var version: Int64 = 1

  package static let kind = StreamKind.calendar

  package init?(_ number: CalendarNumber, beginningWith first: Recorded<CalendarEvent>) {
    self.number = number
    switch first.event {
    case .set(let fact):
      name = fact.name
      versions = [(fact, first.sequence)]
    }
  }

  /// What is set holds from its instant on, so that nothing holds that would begin later.
  package mutating func apply(_ recorded: Recorded<CalendarEvent>) {
    version += 1
    switch recorded.event {
    case .set(let fact): set(fact, by: recorded.sequence)
    }
  }

  mutating func set(_ fact: CalendarFact, by event: Int64) {
    versions.removeAll { $0.fact.start >= fact.start }
    versions.append((fact, event))
  }

  /// When it is open, of all time: the first version holds before its instant too.
  package var history: CalendarHistory {
    CalendarHistory(
      versions: versions.map { CalendarVersion(from: $0.fact.start, $0.fact.calendar) })
  }

  /// The version that holds at an instant.
  package func fact(at instant: Instant) -> CalendarFact {
    versions.last { $0.fact.start <= instant }?.fact ?? versions[0].fact
  }
}

extension Calendars {
  package init(_ calendars: [Calendar]) {
    self.init(Dictionary(calendars.map { ($0.name, $0.history) }) { _, last in last })
  }
}
