/// The working calendars there are, by the names that targets call them.
package struct Calendars: Hashable, Sendable {
  private let named: [String: CalendarHistory]

  /// The name of the calendar that never closes; it is always there.
  package static let always = "always"
  /// No calendar but that one.
  package static let onlyAlways = Calendars([:])

  /// Names calendars; `always` is none of those that can be named so, and traps.
  package init(_ named: [String: CalendarHistory]) {
    precondition(named[Self.always] == nil, "always is another calendar")
    self.named = named
  }

  /// These, with one of them as it would be otherwise.
  package func replacing(_ name: String, with calendar: CalendarHistory) -> Calendars {
    var named = named
    named[name] = calendar
    return Calendars(named)
  }

  /// All names in order.
  package var names: [String] { ([Self.always] + named.keys).sorted() }

  /// The calendar of a name; nil where there is none.
  package subscript(name: String) -> CalendarHistory? {
    name == Self.always ? .always : named[name]
  }
}

/// That a calendar was named which is not there.
package struct UnknownCalendar: Error, Hashable, Sendable {
  package let name: String
  /// Those that are there, in order.
  package let known: [String]
}
