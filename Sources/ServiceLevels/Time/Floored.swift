extension BinaryInteger {
  /// The quotient rounded toward minus infinity, with a remainder that is never negative.
  ///
  /// `divisor` must be positive.
  func floored(by divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
