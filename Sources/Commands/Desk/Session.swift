import Interpreter

/// What a conversation remembers, in memory only.
struct Session {
  /// What `it` means.
  var focus: Focus?
  /// The call that a question is open for.
  var open: Needs?
}
