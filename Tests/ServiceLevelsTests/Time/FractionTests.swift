import ServiceLevels
import Testing

@Suite struct FractionTests {
  @Test func `a fraction is in lowest terms and its denominator is positive`() {
    let half = Fraction(-129_600, over: -259_200)
    #expect(half.numerator == 1)
    #expect(half.denominator == 2)
    #expect(Fraction(0, over: -7) == Fraction(0))
    #expect(Fraction(7, over: -14).numerator == -1)
  }

  @Test func `fractions compare exactly where floating point does not`() {
    let huge = Int128(Int64.max)
    let (less, more) = (Fraction(huge - 1, over: huge), Fraction(huge - 2, over: huge - 1))
    #expect(more < less)
    #expect(!(less < more))
    #expect(Fraction(-1, over: 2) < Fraction(-1, over: 3))
  }

  @Test(arguments: [
    (257_903, 2_592, "99.499", "99.500"), (199, 2, "99.500", "99.500"),
    (-1, 10_000, "-0.001", "0.000"),
    (1, 10_000, "0.000", "0.001"), (-7, 2, "-3.500", "-3.500"),
    (-999_999, 1_000_000, "-1.000", "-0.999"),
    (12, 1, "12.000", "12.000"),
  ])
  func `what is shown is rounded to the side that was asked for`(
    numerator: Int, denominator: Int, floored: String, ceiled: String
  ) {
    let fraction = Fraction(Int128(numerator), over: Int128(denominator))
    #expect(fraction.floored(decimals: 3) == floored)
    #expect(fraction.ceiled(decimals: 3) == ceiled)
  }

  @Test func `decimals may be none`() {
    #expect(Fraction(-7, over: 2).floored(decimals: 0) == "-4")
    #expect(Fraction(-7, over: 2).ceiled(decimals: 0) == "-3")
    #expect(Fraction(27_777, over: 1_000).ceiled(decimals: 1) == "27.8")
  }
}
