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

  /// Whether there is a calendar of that name.
  package func contains(_ name: String) -> Bool {
    name == Self.always || named[name] != nil
  }

  /// All names in order.
  package var names: [String] { ([Self.always] + named.keys).sorted() }

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
