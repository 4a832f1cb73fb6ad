import ServiceLevels
import Testing

@Suite struct UptimeTargetTests {
  @Test(arguments: [
    ("99.5 %", "99.5 %", 99_500), ("99.5%", "99.5 %", 99_500), ("99%", "99 %", 99_000),
    ("99.999 %", "99.999 %", 99_999), ("0.001 %", "0.001 %", 1), ("99.50 %", "99.5 %", 99_500),
    ("99.125%", "99.125 %", 99_125),
  ])
  func `a target is read with up to three decimals`(
    text: String, printed: String, thousandths: Int
  ) throws {
    let target = try UptimeTarget(text: text)
    #expect(target.thousandths == thousandths)
    #expect(target.text == printed)
  }

  @Test(arguments: [("100 %", 100_000), ("0 %", 0), ("250%", 250_000), ("100.001 %", 100_001)])
  func `all or nothing is no target`(text: String, thousandths: Int) {
    #expect(throws: AvailabilityFailure.targetOutOfRange(thousandths: thousandths)) {
      try UptimeTarget(text: text)
    }
  }

  @Test(arguments: [
    ("", 0), ("99.5", 4), ("99.5  %", 5), ("99.5 % ", 6), ("99.1234 %", 3), ("99. %", 3),
    ("-1 %", 0), ("99,5 %", 2), ("1000 %", 0),
  ])
  func `what cannot be read says from where on`(text: String, position: Int) {
    #expect(throws: AvailabilityFailure.targetUnreadable(text, at: position)) {
      try UptimeTarget(text: text)
    }
  }

  @Test func `basis points are hundredths of a percent`() throws {
    #expect(try UptimeTarget(basisPoints: 9_950) == UptimeTarget(text: "99.5 %"))
    for basisPoints in [10_000, 0, -1, .max] {
      #expect(throws: AvailabilityFailure.self) { try UptimeTarget(basisPoints: basisPoints) }
    }
  }
}
