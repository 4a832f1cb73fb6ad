/// The working calendars there are, by the names that targets call them.
package struct Calendars: Hashable, Sendable {
  private let named: [String: CalendarHistory]

  /// The name of the calendar that never closes; it is always there.
  package static let always = "always"
  /// No calendar but that one.
  package static let onlyAlways = Calendars([:])

  /// Names calendars.
  package init(_ named: [String: CalendarHistory]) {
    self.named = named
  }

  /// The calendar of a name.
  ///
  /// Traps on a name that is not there: whoever lets a target name a calendar has looked it up, and
  /// calendars are never taken away, only followed by another version.
  package subscript(name: String) -> CalendarHistory {
    if let calendar = named[name] { return calendar }
    precondition(name == Self.always, "no calendar of that name")
    return .always
  }
}
