import Interpreter

/// What a conversation remembers, in memory only.
struct Session {
  /// A call that a question is open for.
  struct Question {
    var needs: Needs
    /// The draft in which what is typed is kept; nil before anything was.
    var draft: Int64?
  }

  /// What `it` means.
  var focus: Focus?
  var open: Question?
  /// Whether it is to end.
  var ends = false
}
