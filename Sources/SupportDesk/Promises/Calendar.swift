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
  /// In the order of the instants from which they hold.
  package private(set) var versions: [CalendarFact]
  package private(set) var version: Int64 = 1

  package static let kind = StreamKind.calendar

  package init?(_ number: CalendarNumber, beginningWith first: Recorded<CalendarEvent>) {
    self.number = number
    switch first.event {
    case .set(let fact):
      name = fact.name
      versions = [fact]
    }
  }

  package mutating func apply(_ recorded: Recorded<CalendarEvent>) {
    version += 1
    switch recorded.event {
    case .set(let fact): versions.adopt(fact)
    }
  }

  /// As it would be by a version more.
  package func adding(_ fact: CalendarFact) -> Calendar {
    var after = self
    after.versions.adopt(fact)
    return after
  }

  /// When it is open, of all time: the first version holds before its instant too.
  package var history: CalendarHistory {
    CalendarHistory(
      versions: versions.map { CalendarVersion(from: $0.start, $0.calendar) })
  }

  /// The version that holds at an instant.
  package func fact(at instant: Instant) -> CalendarFact {
    versions.inForce(at: instant)
  }
}

extension Calendars {
  package init(_ calendars: [Calendar]) {
    self.init(Dictionary(calendars.map { ($0.name, $0.history) }) { _, last in last })
  }
}
