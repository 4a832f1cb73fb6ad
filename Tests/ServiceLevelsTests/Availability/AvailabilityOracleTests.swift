import ServiceLevels
import TestSupport
import Testing

/// Random months, read by the module and second by second.
@Suite(.enabled(if: SystemZones.areReadable)) struct AvailabilityOracleTests {
  private static func zones() throws -> [String: Zone] {
    try Dictionary(
      uniqueKeysWithValues: Set(RandomMonth.table.map(\.zone)).map {
        ($0, try SystemZones.zone($0))
      })
  }

  @Test func `a reading agrees with one that looks at every second of the month`() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    let zones = try Self.zones()
    let count = Chance.trials(400)
    print("random months: seed \(seed), \(count) of them")
    var met: [Int?: Int] = [:]
    var verdicts: [AvailabilityVerdict: Int] = [:]
    for number in 0..<count {
      let month = RandomMonth(&chance)
      let reading = try month.reading(zones)
      let oracle = SecondMonth(month: month.month, month.history)
      let place: Comment = "seed \(seed), month \(number)"
      Self.compareSums(reading, oracle, place)
      Self.compareMeaning(reading, oracle, month.history, place)
      Self.compareSeconds(reading, oracle, now: month.history.now, place, &chance)
      verdicts[reading.verdict, default: 0] += 1
      met[reading.metThrough == nil ? 0 : 1, default: 0] += 1
    }
    let kinds = AvailabilityVerdict.allCases.map { "\($0) \(verdicts[$0] ?? 0)" }
    print("random months: " + kinds.joined(separator: ", ") + ", exhausted \(met[1] ?? 0)")
    #expect(verdicts[.met] != nil && verdicts[.missed] != nil, "both came up")
  }

  private static func compareSums(
    _ reading: Availability, _ oracle: SecondMonth, _ place: Comment
  ) {
    #expect(reading.bounds.lowerBound == RandomMonth.instant(oracle.month.lowerBound), place)
    #expect(reading.bounds.upperBound == RandomMonth.instant(oracle.month.upperBound), place)
    #expect(reading.agreedMs == oracle.agreed * 1_000, place)
    #expect(reading.elapsedMs == oracle.elapsed * 1_000, place)
    #expect(reading.excludedMs == oracle.excluded * 1_000, place)
    #expect(reading.gapsUp.downPercentMs == oracle.best * 1_000, place)
    #expect(reading.gapsDown.downPercentMs == oracle.worst * 1_000, place)
  }

  /// Shares, verdict, budget and forecast, by cross-multiplication of whole seconds.
  private static func compareMeaning(
    _ reading: Availability, _ oracle: SecondMonth, _ history: SecondMonth.History,
    _ place: Comment
  ) {
    for (tally, down) in [(reading.gapsUp, oracle.best), (reading.gapsDown, oracle.worst)] {
      for (share, whole) in [(tally.availability, oracle.elapsed), (tally.bestCase, oracle.agreed)]
      {
        #expect((share == nil) == (whole == 0), place)
        guard let share else { continue }
        #expect(
          Int(share.numerator) * 100 * whole == (100 * whole - down) * Int(share.denominator), place
        )
      }
      let left = oracle.agreed * (100_000 - history.thousandths) - down * 1_000
      let remaining = tally.budget(reading.commitment.target).remainingSeconds
      #expect(Int(remaining.numerator) * 100_000 == left * Int(remaining.denominator), place)
    }
    let allowed = oracle.agreed * (100_000 - history.thousandths)
    let verdict: AvailabilityVerdict =
      oracle.agreed == 0
      ? .notApplicable
      : oracle.worst * 1_000 <= allowed
        ? .met : oracle.best * 1_000 <= allowed ? .metIfGapsWereUp : .missed
    #expect(reading.verdict == verdict, place)
    let second = reading.metThrough.map { Int($0.milliseconds / 1_000) }
    #expect(second == oracle.metThrough, place)
  }

  /// The segments around now and at random seconds.
  private static func compareSeconds(
    _ reading: Availability, _ oracle: SecondMonth, now: Int, _ place: Comment,
    _ chance: inout Chance
  ) {
    for sample in 0..<60 {
      let second =
        sample < 2 ? now - sample : Int.random(in: oracle.month, using: &chance)
      guard oracle.month.contains(second) else { continue }
      let index = second - oracle.month.lowerBound
      let instant = RandomMonth.instant(second)
      let segment = reading.segments.first { $0.range.contains(instant) }
      let isAgreed = oracle.state[index] == 0
      let weight = isAgreed ? Int(oracle.weight[index]) : 0
      #expect(segment?.isAgreed == isAgreed, place)
      #expect(segment?.leastWeight == weight, place)
      #expect(segment?.greatestWeight == (isAgreed && oracle.gap[index] ? 100 : weight), place)
      #expect(segment?.isToCome == (second >= now), place)
    }
  }
}
