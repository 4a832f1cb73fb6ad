/// An exact ratio of two whole numbers, in lowest terms.
///
/// Made for shares and for seconds with a part: what is shown of one is rounded by the reader's
/// choice, what is decided by one is not rounded at all.
package struct Fraction: Hashable, Sendable {
  /// Carries the sign.
  package let numerator: Int64
  /// 1 or more, without a factor in common with the numerator.
  package let denominator: Int64

  /// The whole number.
  package init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// The ratio in lowest terms.
  ///
  /// Traps if `denominator` is 0, or if the lowest terms do not fit 64 bits.
  package init(_ numerator: Int128, over denominator: Int128) {
    precondition(denominator != 0, "a fraction of nothing")
    var (divisor, rest) = (numerator.magnitude, denominator.magnitude)
    while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
    let sign: Int128 = denominator < 0 ? -1 : 1
    guard let top = Int64(exactly: numerator / Int128(divisor) * sign),
      let bottom = Int64(exactly: denominator / Int128(divisor) * sign)
    else { preconditionFailure("fraction out of range") }
    self.numerator = top
    self.denominator = bottom
  }
}

extension Fraction: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }
}

// MARK: Text

extension Fraction {
  /// The greatest number of so many decimals that is no greater, such as `99.499`.
  ///
  /// Toward minus infinity, so that what is left is never shown as more. `decimals` is 0 to 9, else
  /// it traps. (availability.md 2.7, 2.8)
  package func floored(decimals: Int) -> String {
    let (scaled, unit) = scaled(decimals)
    return Self.decimal(scaled.floored(by: Int128(denominator)).quotient, unit, decimals)
  }

  /// The least number of so many decimals that is no less.
  ///
  /// Toward infinity, so that what is used is never shown as less. `decimals` is 0 to 9, else it
  /// traps. (availability.md 2.7)
  package func ceiled(decimals: Int) -> String {
    let (scaled, unit) = scaled(decimals)
    return Self.decimal(-(-scaled).floored(by: Int128(denominator)).quotient, unit, decimals)
  }

  private func scaled(_ decimals: Int) -> (numerator: Int128, unit: Int128) {
    precondition(0...9 ~= decimals, "too many decimals")
    let unit = (0..<decimals).reduce(Int128(1)) { unit, _ in unit * 10 }
    return (Int128(numerator) * unit, unit)
  }

  private static func decimal(_ count: Int128, _ unit: Int128, _ decimals: Int) -> String {
    let (whole, rest) = count.magnitude.quotientAndRemainder(dividingBy: unit.magnitude)
    let sign = count < 0 ? "-" : ""
    return decimals == 0 ? "\(sign)\(whole)" : "\(sign)\(whole)." + padded(Int(rest), decimals)
  }
}
