/// What a service level promises: an amount of running time, or a civil period.
///
/// Counts are positive; a period of none or less gives a budget of 0.
package enum Target: Hashable, Sendable {
  /// `30m`, `4h`: counted on the clock.
  case running(milliseconds: Int64)
  /// `1d`: until the same wall-clock time so many days later.
  case days(Int)
  /// `1w`: until the same wall-clock time so many weeks later.
  case weeks(Int)
  /// `1mo`: until the same wall-clock time on the same day of the month, or the month's last day.
  case months(Int)
}

extension Target {
  /// The running milliseconds that a clock started at this instant may use, at least 0.
  ///
  /// A civil period ends on the zone's wall clock: a day over a change of daylight saving time is 23
  /// or 25 hours. An end that is skipped moves forward by the gap; one that is shown twice is the
  /// second, as it is for every closing. Ends no later than `Instant.latest`.
  package func budget(from start: Instant, in zone: Zone) -> Int64 {
    switch self {
    case .running(let milliseconds):
      return max(0, start.advanced(byMilliseconds: milliseconds) - start)
    case .days(let count):
      return span(from: start, in: zone) { $0.adding(days: count) }
    case .weeks(let count):
      let limited = min(max(count, 0), CivilDate.years.upperBound * 53)
      return span(from: start, in: zone) { $0.adding(days: limited * 7) }
    case .months(let count):
      return span(from: start, in: zone) { $0.adding(months: count) }
    }
  }

  private func span(
    from start: Instant, in zone: Zone, _ end: (CivilDate) -> CivilDate
  ) -> Int64 {
    let local = zone.civil(at: start)
    let civil = CivilDateTime(date: end(local.date), millisecondOfDay: local.millisecondOfDay)
    return max(0, zone.instant(of: civil, overlap: .second) - start)
  }
}

// MARK: Text

extension Target {
  /// One example of each form that `init(text:)` reads.
  package static let forms = ["30m", "4h", "1h30m", "1d", "1w", "1mo"]

  /// Reads a count and `d`, `w` or `mo` as a civil period, and what `DurationText` reads as running.
  ///
  /// Civil counts are 1 to 9999; running time is more than 0.
  package init(text: String) throws(TargetFailure) {
    var scanner = Scanner(text)
    if let count = scanner.number(in: 1...9_999, digits: 1...4) {
      let unit = scanner.word(while: isLetter)
      if scanner.isAtEnd, let target = Self.civil(count, unit) {
        self = target
        return
      }
    }
    do {
      self = .running(milliseconds: try DurationText.parse(text))
    } catch {
      throw TargetFailure(text: text)
    }
    guard self != .running(milliseconds: 0) else { throw TargetFailure(text: text) }
  }

  /// The shortest text that `init(text:)` reads as this target.
  package var text: String {
    switch self {
    case .running(let milliseconds): DurationText.exact(milliseconds)
    case .days(let count): "\(count)d"
    case .weeks(let count): "\(count)w"
    case .months(let count): "\(count)mo"
    }
  }

  private static func civil(_ count: Int, _ unit: String) -> Target? {
    switch unit {
    case "d": .days(count)
    case "w": .weeks(count)
    case "mo": .months(count)
    default: nil
    }
  }
}

/// A text that is none of `Target.forms`, or promises no time at all.
package struct TargetFailure: Error, Hashable, Sendable {
  /// The text as it was given.
  package let text: String
  /// One example of each form that would be right.
  package var forms: [String] { Target.forms }
}
