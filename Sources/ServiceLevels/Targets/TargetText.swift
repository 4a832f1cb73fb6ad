extension Target {
  /// One example of each form that `init(text:)` reads.
  package static let forms = ["30m", "4h", "1h30m", "1wd", "1d", "1w", "1mo", "4h always"]

  /// Reads a count and `wd`, `d`, `w` or `mo`, or what `DurationText` reads as running time.
  ///
  /// Counts of days, weeks and months are 1 to 9999; running time is more than 0. A last word
  /// `always`, after one blank, makes it count round the clock.
  package init(text: String) throws(TargetFailure) {
    let isAlways = text.hasSuffix(Self.always)
    let body = isAlways ? String(text.dropLast(Self.always.count)) : text
    guard let amount = Amount(text: body) else { throw TargetFailure(text: text) }
    self.init(amount, isAlways: isAlways)
  }

  /// A text that `init(text:)` reads as this target, if that can be read at all.
  ///
  /// It cannot if it promises no time, a count above 9999, or more than `DurationText.longestMs`.
  package var text: String {
    amount.text + (isAlways ? Self.always : "")
  }

  private static let always = " always"
}

/// A text that is none of `Target.forms`, or promises no time at all.
package struct TargetFailure: Error, Hashable, Sendable {
  /// The text as it was given.
  package let text: String
  /// One example of each form that would be right.
  package var forms: [String] { Target.forms }
}

extension Target.Amount {
  fileprivate init?(text: String) {
    var scanner = Scanner(text)
    if let count = scanner.number(in: Target.counts, digits: 1...4) {
      let unit = scanner.word(while: isLetter)
      if scanner.isAtEnd, let amount = Self.counted(count, unit) {
        self = amount
        return
      }
    }
    guard let milliseconds = try? DurationText.parse(text), milliseconds > 0 else { return nil }
    self = .running(milliseconds: milliseconds)
  }

  private static func counted(_ count: Int, _ unit: String) -> Self? {
    switch unit {
    case "wd": .workingDays(count)
    case "d": .days(count)
    case "w": .weeks(count)
    case "mo": .months(count)
    default: nil
    }
  }

  fileprivate var text: String {
    switch self {
    case .running(let milliseconds): DurationText.exact(milliseconds)
    case .workingDays(let count): "\(count)wd"
    case .days(let count): "\(count)d"
    case .weeks(let count): "\(count)w"
    case .months(let count): "\(count)mo"
    }
  }
}
