extension CalendarHistory {
  /// Refuses versions that together, from some instant on, are closed too long.
  ///
  /// Throws `neverOpens` with the first such instant no earlier than `start`: more than 366 days
  /// pass until it opens again. Nothing is open before 1970, so ask from when it is to be in force.
  /// (service-levels.md 1.9.7)
  package func requireOpenings(from start: Instant) throws(CalendarFailure) {
    // A closed stretch of more than 366 days has two marks in it that are half as far apart.
    var mark = start
    while mark < .latest {
      let next = mark.advanced(byMilliseconds: longestYearMs / 2)
      if running(from: mark, to: next) == 0 {
        let closing = max(start, closing(before: mark))
        guard firstOpening(from: mark) - closing <= longestYearMs else {
          throw .neverOpens(from: closing)
        }
      }
      mark = next
    }
  }

  /// The end of the last opening before an instant at which it is closed.
  private func closing(before instant: Instant) -> Instant {
    earliestStart(before: 0, until: instant)
  }
}
