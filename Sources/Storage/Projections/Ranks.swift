import SupportDesk

/// The cases of a word by their ranks, for those who read rows by the hundred thousand: a list of cases
/// is made anew each time it is asked for.
struct Ranks<Word: Ranked & Sendable>: Sendable {
  private let words = Word.allCases

  /// Nil for a number that is no rank.
  subscript(rank: Int64) -> Word? {
    rank >= 0 && rank < words.count ? words[Int(rank)] : nil
  }
}

extension Ranks where Word == ClockName { static let clocks = Ranks() }
extension Ranks where Word == Priority { static let priorities = Ranks() }
extension Ranks where Word == Status { static let statuses = Ranks() }
