/// Pseudo-random numbers that a printed seed repeats (SplitMix64).
package struct Chance: RandomNumberGenerator {
  /// So many trials, or a tenth of them where nothing is optimised and each takes 30 times as long.
  package static func trials(_ count: Int) -> Int {
    #if DEBUG
      count / 10
    #else
      count
    #endif
  }

  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
