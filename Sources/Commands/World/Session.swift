import Interpreter

/// What a conversation remembers, in memory only.
struct Session {
  /// A call that a question is open for.
  struct Question {
    var needs: Needs
    /// What holds the text that is typed: a draft, `d3`, or a file's path; nil before anything was.
    var kept: String?
    /// Whether what was typed since could not be kept any more.
    var isPartial: Bool

    /// The number of the draft; nil where it is none.
    var draft: Int64? { kept.flatMap(DraftNumber.number(in:)) }
  }

  /// What `it` means.
  var focus: Focus?
  var open: Question?
  /// Whether it is to end.
  var ends = false
}
