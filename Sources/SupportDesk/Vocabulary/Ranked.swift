/// Words that rows and lists keep by their place among the cases.
package protocol Ranked: CaseIterable, Equatable where AllCases == [Self] {}

extension Ranked {
  /// 0 for the first case: how a row stores it, and the order of lists.
  package var rank: Int { Self.allCases.prefix { $0 != self }.count }

  /// The word of a rank; nil for a number that is none.
  package init?(rank: Int) {
    guard Self.allCases.indices.contains(rank) else { return nil }
    self = Self.allCases[rank]
  }
}
