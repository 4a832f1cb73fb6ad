/// What may be a slip is no text.
extension FrameReader {
  /// A word before a lone colon that reads as a value of a slot which one word introduces, as in
  /// `received 1 yesterday at 10:05 : I said so`.
  func valueBeforeColon() -> Token? {
    let rest = tokens[position...]
    guard let colon = rest.firstIndex(where: \.isColon) else { return nil }
    let slots = command.slots.filter {
      $0.extent == .word && !$0.required && !$0.prepositions.isEmpty && frame.isOpen($0)
    }
    return rest[..<colon].first { token in
      slots.contains {
        (try? $0.read(Self.core(of: token.text))) != nil
      }
    }
  }

  /// A word without what stands round its digits, as in `(at10:05)`.
  private static func core(of word: String) -> String {
    String(word.drop { !$0.isNumber }.droppingLast { !$0.isNumber })
  }
}
