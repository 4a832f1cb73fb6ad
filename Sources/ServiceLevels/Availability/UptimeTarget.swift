/// The least share of the agreed time in which a service is promised to be up.
///
/// More than 0 % and less than 100 %: a promise of all the time leaves nothing to divide by.
package struct UptimeTarget: Hashable, Sendable {
  /// 1 to 99,999, where 99,500 is 99.5 %.
  package let thousandths: Int

  /// All the time, in thousandths of a percent.
  static let whole = 100_000

  /// A target of up to three decimals.
  package init(thousandths: Int) throws(AvailabilityFailure) {
    guard 1..<Self.whole ~= thousandths else {
      throw .targetOutOfRange(thousandths: thousandths)
    }
    self.thousandths = thousandths
  }

  /// A target of up to two decimals, where 9,950 is 99.5 %.
  package init(basisPoints: Int) throws(AvailabilityFailure) {
    let (thousandths, overflow) = basisPoints.multipliedReportingOverflow(by: 10)
    guard !overflow else { throw .targetOutOfRange(thousandths: basisPoints < 0 ? .min : .max) }
    try self.init(thousandths: thousandths)
  }
}

extension UptimeTarget {
  /// What may be missed, in thousandths of a percent: 500 for 99.5 %.
  var allowance: Int { Self.whole - thousandths }
}

// MARK: Text

extension UptimeTarget {
  /// Reads `99.5 %` or `99.5%`, with up to three decimals.
  package init(text: String) throws(AvailabilityFailure) {
    var scanner = Scanner(text)
    guard let percent = scanner.number(digits: 1...3) else {
      throw .targetUnreadable(text, at: scanner.position)
    }
    var thousandths = 0
    if scanner.take(".") {
      guard let written = scanner.thousandths() else {
        throw .targetUnreadable(text, at: scanner.position)
      }
      thousandths = written
    }
    _ = scanner.take(" ")
    guard scanner.take("%"), scanner.isAtEnd else {
      throw .targetUnreadable(text, at: scanner.position)
    }
    try self.init(thousandths: percent * 1_000 + thousandths)
  }

  /// A text that `init(text:)` reads as this target, such as `99.5 %`.
  package var text: String {
    var decimals = padded(thousandths % 1_000, 3)
    while decimals.last == "0" { decimals.removeLast() }
    return "\(thousandths / 1_000)" + (decimals.isEmpty ? "" : "." + decimals) + " %"
  }
}
