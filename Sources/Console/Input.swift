import Interpreter

/// What reading a line gave.
enum Input {
  /// A finished line, which a paste may have given line feeds.
  ///
  /// - Parameter isPasted: whether some of it was pasted.
  case line(String, isPasted: Bool)
  /// What came is no line, and is done without.
  case refused(Problem)
  /// The line was given up; what stood on it.
  case interrupted(String)
  /// There is no more input; what stood on the line that nobody finished.
  case end(String)
  /// The line is to go on in the writer's editor; what stands on it.
  case editor(String)
}

extension Input {
  /// A finished line; bytes that are no UTF-8 stand on it as U+FFFD, and refuse it.
  ///
  /// Refused, and never changed: a text is taken byte for byte.
  static func finished(_ text: String, isPasted: Bool, sawIllegible: Bool) -> Input {
    sawIllegible && text.unicodeScalars.contains("\u{FFFD}")
      ? .refused(Problem(.notText, "what was typed is not valid UTF-8: it is not taken"))
      : .line(text, isPasted: isPasted)
  }
}

extension Line {
  /// What was said where no words of anybody's are answered.
  static let none = Line(arguments: [])
}

/// What a line is read for, which says what its keys mean.
enum Purpose {
  case command
  case answer
  /// A line of a text: everything on it is text.
  case text
}
