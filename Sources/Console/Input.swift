/// What reading a line gave.
enum Input: Equatable {
  /// A finished line, which a paste may have given line feeds.
  ///
  /// - Parameter isPasted: whether some of it was pasted.
  case line(String, isPasted: Bool)
  /// The line was given up; what stood on it.
  case interrupted(String)
  /// There is no more input; what stood on the line that nobody finished.
  case end(String)
  /// The line is to go on in the writer's editor; what stands on it.
  case editor(String)
}

/// What a line is read for, which says what its keys mean.
enum Purpose {
  case command
  case answer
  /// A line of a text: everything on it is text.
  case text
}
