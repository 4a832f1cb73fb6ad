extension StringProtocol {
  /// Without the characters at its end that are such.
  ///
  /// It looks at those alone, for the way back through one character may be as long as the text.
  package func droppingLast(while isSuch: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex {
      let before = index(before: end)
      guard isSuch(self[before]) else { break }
      end = before
    }
    return self[..<end]
  }
}
