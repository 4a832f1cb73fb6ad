import TestSupport
import Testing

@testable import Commands

/// The parts of a sum as they are read.
struct WhySumTests {
  @Test func `the parts that are read add up to the sum that is read`() {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    for _ in 0..<1_000 {
      let parts = (0..<Int.random(in: 1...9, using: &chance)).map { _ in
        Int64.random(in: 0...100_000, using: &chance)
      }
      var (told, shown): (Int64, Int64) = (0, 0)
      for part in parts {
        let words = WhyAnswer.shown(part, behind: told)
        #expect((words - part).magnitude < 1_000, "seed \(seed)")
        told += part
        shown = told < 1_000 ? told : shown / 1_000 * 1_000 + words
      }
      #expect(told < 1_000 || shown == told / 1_000 * 1_000, "seed \(seed): \(parts)")
    }
  }
}
