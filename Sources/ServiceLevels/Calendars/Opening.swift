/// Hours of one local day, from the first minute on and up to the last, without it.
package struct Opening: Hashable, Sendable {
  package let from: TimeOfDay
  /// Later than `from`, on the same day; 24:00 at the latest.
  package let until: TimeOfDay

  /// A whole day, `00:00-24:00`.
  package static let wholeDay = Opening(existing: .midnight, .dayEnd)

  /// Joins a beginning and an end.
  ///
  /// Throws `empty` unless the end is later: hours over midnight are two openings, one until
  /// `24:00` and one of the next day from `00:00`.
  package init(from: TimeOfDay, until: TimeOfDay) throws(OpeningFailure) {
    guard from < until else { throw .empty(from: from, until: until) }
    self.init(existing: from, until)
  }

  private init(existing from: TimeOfDay, _ until: TimeOfDay) {
    self.from = from
    self.until = until
  }

  /// How long it is on a wall clock that nobody sets meanwhile.
  package var minutes: Int { until.minutes - from.minutes }
}

extension Opening {
  /// Reads `09:00-17:30`; `9-17:30` is as good, where the end is no earlier than the beginning.
  package init(text: String) throws(OpeningFailure) {
    var scanner = Scanner(text)
    guard let from = scanner.shortMinuteOfDay(), scanner.take("-"),
      let until = scanner.shortMinuteOfDay(),
      scanner.isAtEnd
    else { throw .unreadable(text, at: scanner.position) }
    try self.init(from: from, until: until)
  }

  /// `09:00-17:30`.
  package var text: String { from.text + "-" + until.text }
}

/// Why something is no opening.
package enum OpeningFailure: Error, Hashable, Sendable {
  /// The bytes from this one on are not those of `09:00-17:30`; no clock shows more than 24:00.
  case unreadable(String, at: Int)
  /// It ends no later than it begins.
  case empty(from: TimeOfDay, until: TimeOfDay)
}

extension Opening {
  /// What another stretch of the same day leaves of it: one opening, two, or none.
  func without(_ other: Opening) -> [Opening] {
    var rest: [Opening] = []
    if from < min(until, other.from) {
      rest.append(Opening(existing: from, min(until, other.from)))
    }
    if max(from, other.until) < until {
      rest.append(Opening(existing: max(from, other.until), until))
    }
    return rest
  }

  /// Both as one, if the other begins where it ends.
  func joined(to other: Opening) -> Opening? {
    until == other.from ? Opening(existing: from, other.until) : nil
  }

  /// What both have in common, if anything.
  func common(with other: Opening) -> Opening? {
    let (from, until) = (max(from, other.from), min(until, other.until))
    return from < until ? Opening(existing: from, until) : nil
  }
}
