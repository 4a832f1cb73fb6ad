import TestSupport
import Testing

@testable import Commands

/// The parts of a sum as they are read.
struct WhySumTests {
  @Test func `the parts that are read add up to the sum that is read`() {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    for _ in 0..<1_000 {
      let longest: Int64 = Bool.random(using: &chance) ? 300 : 100_000
      let parts = (0..<Int.random(in: 1...9, using: &chance)).map { _ in
        Int64.random(in: 0...longest, using: &chance)
      }
      let all = parts.reduce(0, +)
      var sum = ShownSum(of: all)
      let shown = parts.map { sum.next($0) }
      let seconds = shown.map { all < 1_000 ? $0 : $0 - $0 % 1_000 }
      #expect(seconds.reduce(0, +) == sum.shown(all), "seed \(seed): \(parts)")
      #expect(sum.shown(all) == (all < 1_000 ? all : all - all % 1_000), "seed \(seed)")
      for (part, words) in zip(parts, shown) {
        #expect((words - part).magnitude < 1_000, "seed \(seed)")
        #expect(all < 1_000 || words % 1_000 == 0 || words == part && part < 1_000, "seed \(seed)")
      }
    }
  }
}
