/// What may be a slip is no text.
extension FrameReader {
  /// The first word of what would be a text without a colon before it, where a lone colon stands behind.
  ///
  /// Who types that has begun the text there, as in `received 1 an hour ago : I said so`; the words before it
  /// were to say something else. A subject, or a line of which something is asked, has colons of its own.
  func wordBeforeColon() -> Token? {
    let rest = tokens[position...]
    guard let first = rest.first, frame.textSlot?.isText == true else {
      return nil
    }
    let line = frame.bytes[first.range.lowerBound...].prefix { $0 != 0x0A }
    let isParted = rest.contains { token in
      token.isColon && line.indices.contains(token.range.lowerBound) && frame.isLone(token)
    }
    return isParted ? first : nil
  }
}
