extension Int64 {
  /// The number that a text of ASCII digits writes: no sign, no other script's digits.
  ///
  /// - Returns: nil for any other text, the empty one too, and for what is larger than can be held.
  package init?(digits text: some StringProtocol) {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(text)
  }
}
