import Interpreter
import SupportDesk

/// What a conversation remembers, in memory only.
struct Session {
  /// A call that a question is open for.
  struct Question {
    var needs: Needs
    /// Whose the ticket was that the call is about, when it was asked: what is answered is meant for them; nil where
    /// it is about none.
    var customer: PersonNumber?
    /// What holds the text that is typed; nil before anything was.
    var kept: Kept?

    /// The number of the draft; nil where it is none.
    var draft: Int64? { kept.flatMap { DraftNumber.number(in: $0.name) } }
  }

  /// What holds a text that was typed.
  struct Kept {
    /// A draft, `d3`, or a file's path.
    let name: String
    /// Whether that is its beginning alone, for the rest could not be kept.
    var isPartial = false
  }

  /// What `it` means.
  var focus: Focus?
  var open: Question?
  /// Whether it is to end.
  var ends = false
}
