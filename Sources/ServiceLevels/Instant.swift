/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z, leap seconds left out.
///
/// Everything is computed in instants; zones are for calendars and for showing
/// (service-levels.md 1.9.1).
package struct Instant: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The instant so many milliseconds later; stays at the end of the range rather than overflow.
  package func advanced(byMilliseconds span: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(span)
    return Instant(milliseconds: overflow ? (span < 0 ? .min : .max) : sum)
  }

  /// The milliseconds from the right instant to the left one.
  package static func - (left: Instant, right: Instant) -> Int64 {
    left.milliseconds - right.milliseconds
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

/// An instant, and the number of the event that set it; 0 where none did.
package struct Mark: Hashable, Sendable {
  package let at: Instant
  package let source: Int64

  package init(at: Instant, source: Int64) {
    self.at = at
    self.source = source
  }
}
