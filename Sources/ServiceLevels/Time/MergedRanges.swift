extension [Range<Instant>] {
  /// The same instants in order, with nothing between two of the ranges left to join.
  ///
  /// `RangeSet` does more and, being generic, takes ten times as long.
  func merged() -> [Range<Instant>] {
    var merged: [Range<Instant>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
