/// When a desk is open: hours on the wall clocks of a zone, made into instants.
///
/// An opening begins with the first instant that shows its beginning and ends with the last that
/// shows its end; what a zone skips moves on by the gap, and a day that is skipped altogether has
/// no openings (service-levels.md 1.9.6). Nothing is open before 1970, unless it never closes.
/// Making one takes some milliseconds, more if a closure is for a date of a far century; asking it
/// takes the logarithm of the distance.
package struct WorkingCalendar: Sendable {
  package let hours: OpeningHours
  package let zone: Zone
  private let pieces: CalendarPieces

  /// Puts hours on the wall clocks of a zone.
  package init(hours: OpeningHours, zone: Zone) {
    self.hours = hours
    self.zone = zone
    pieces = CalendarPieces(hours: hours, zone: zone)
  }

  /// Open round the clock in a zone, which decides no more than where a day ends.
  package static func always(in zone: Zone) -> WorkingCalendar {
    WorkingCalendar(hours: .always, zone: zone)
  }
}

extension WorkingCalendar: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.hours == right.hours && left.zone == right.zone
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(hours)
    hasher.combine(zone.name)
  }
}

extension WorkingCalendar {
  /// What is open before an instant, in milliseconds, counted from the same beginning for all.
  func open(before instant: Instant) -> Int64 {
    pieces.open(before: instant.milliseconds)
  }

  /// The least instant before which so much is open; saturates at both ends of time.
  func leastInstant(open: Int64) -> Instant {
    guard open > 0 else { return .earliest }
    return pieces.leastInstant(open: open).map { Instant(clamping: $0) } ?? .latest
  }

  /// The greatest instant before which no more is open, 0 or more; saturates at the end of time.
  func greatestInstant(open: Int64) -> Instant {
    pieces.greatestInstant(open: open).map { Instant(clamping: $0) } ?? .latest
  }
}
