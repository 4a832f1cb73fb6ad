/// A month, a quarter or a year of the calendar, in no zone in particular.
///
/// From the year 1 to the year 9999, as instants.
package struct CivilPeriod: Hashable, Sendable {
  package let kind: Kind
  package let year: Int
  /// Which one of its year, 1 for the first.
  package let number: Int

  /// The years a period can be of.
  package static let years = 1...9_999

  /// The period so written, or nothing if the calendar has none such.
  ///
  /// - Parameter number: 1 to 12 for a month, 1 to 4 for a quarter, 1 for a year.
  package init?(_ kind: Kind, year: Int, number: Int = 1) {
    guard Self.years.contains(year), 1...kind.countPerYear ~= number else { return nil }
    self.init(existing: kind, year, number)
  }

  private init(existing kind: Kind, _ year: Int, _ number: Int) {
    self.kind = kind
    self.year = year
    self.number = number
  }

  /// How long a period is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case month, quarter, year

    /// How many of them make a year.
    var countPerYear: Int {
      switch self {
      case .month: 12
      case .quarter: 4
      case .year: 1
      }
    }
  }
}

// MARK: Neighbours

extension CivilPeriod {
  /// The period of the same kind that follows, or nothing after the last year.
  package var next: CivilPeriod? { advanced(by: 1) }

  /// The period of the same kind before it, or nothing before the first year.
  package var previous: CivilPeriod? { advanced(by: -1) }

  private func advanced(by count: Int) -> CivilPeriod? {
    let index = year * kind.countPerYear + number - 1 + count
    let (year, rest) = index.floored(by: kind.countPerYear)
    return CivilPeriod(kind, year: year, number: rest + 1)
  }
}

// MARK: On the time line

extension CivilPeriod {
  /// From the first instant of its first day to the first instant of the day after its last.
  ///
  /// Half-open; both are instants that exist, whatever clocks do at midnight, so that periods that
  /// follow each other meet. Saturates at `Instant.earliest` and `Instant.latest`.
  /// (availability.md 2.2)
  package func bounds(in zone: Zone) -> Range<Instant> {
    let first = firstDay
    let end = first.adding(months: 12 / kind.countPerYear)
    return zone.firstInstant(of: first)..<zone.firstInstant(of: end)
  }

  /// The period of this kind whose bounds in the zone have the instant between them.
  ///
  /// Where the local year is none of `years`, the first or the last period.
  package init(_ kind: Kind, containing instant: Instant, in zone: Zone) {
    let date = zone.civil(at: instant).date
    let number = (date.month - 1) / (12 / kind.countPerYear) + 1
    let years = Self.years
    let period =
      date.year < years.lowerBound
      ? CivilPeriod(existing: kind, years.lowerBound, 1)
      : date.year > years.upperBound
        ? CivilPeriod(existing: kind, years.upperBound, kind.countPerYear)
        : CivilPeriod(existing: kind, date.year, number)
    // A clock set back just after midnight shows the day before once more; that is still today.
    let isSetBack = instant >= period.bounds(in: zone).upperBound
    self = isSetBack ? period.next ?? period : period
  }

  /// The days of the calendar it has, whatever clocks do: 28 to 366.
  package var dayCount: Int {
    firstDay.adding(months: 12 / kind.countPerYear).dayNumber - firstDay.dayNumber
  }

  private var firstDay: CivilDate {
    let month = (number - 1) * (12 / kind.countPerYear)
    return CivilDate(dayNumber: CivilDate.dayNumber(ofYear: year)).adding(months: month)
  }
}

// MARK: Text

extension CivilPeriod {
  /// One example of each form that `init(text:)` reads.
  package static let forms = ["2026-04", "2026-Q2", "2026"]

  /// Reads a year of four digits, and after `-` a month of two digits, or `Q` and a quarter.
  package init(text: String) throws(CivilPeriodFailure) {
    guard let period = Self.read(text) else { throw CivilPeriodFailure(text: text) }
    self = period
  }

  /// The text that `init(text:)` reads as this period.
  package var text: String {
    switch kind {
    case .month: padded(year, 4) + "-" + padded(number, 2)
    case .quarter: padded(year, 4) + "-Q\(number)"
    case .year: padded(year, 4)
    }
  }

  private static func read(_ text: String) -> CivilPeriod? {
    var scanner = Scanner(text)
    guard let year = scanner.number(digits: 4...4) else { return nil }
    guard !scanner.isAtEnd else { return CivilPeriod(.year, year: year) }
    guard scanner.take("-") else { return nil }
    let kind: Kind = scanner.take("Q") ? .quarter : .month
    let digits = kind == .quarter ? 1 : 2
    guard let number = scanner.number(digits: digits...digits), scanner.isAtEnd else { return nil }
    return CivilPeriod(kind, year: year, number: number)
  }
}

/// A text that is none of `CivilPeriod.forms`, or a period that the calendar lacks.
package struct CivilPeriodFailure: Error, Hashable, Sendable {
  /// The text as it was given.
  package let text: String
  /// One example of each form that would be right.
  package var forms: [String] { CivilPeriod.forms }
}
