extension RandomAccessCollection {
  /// The first index whose element fits, where all that fit come after all that do not.
  ///
  /// `endIndex` if none does. Found by halving, so in the logarithm of the count.
  func partitioningIndex(where fits: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if fits(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
