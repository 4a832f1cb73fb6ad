package import JSON

/// The one door: what a front end holds, and all it can do.
///
/// A front end makes lines or typed requests; the door turns them into a `Call`, performs it and
/// answers. Calls come one at a time, on one thread (rpc.md 2.6).
package protocol Door: AnyObject {
  /// Every command, in the order of help and reference.
  var commands: [Command] { get }

  /// Carries out one line of a session.
  ///
  /// A line that answers the session's open question continues the call that asked.
  func say(_ line: Line, in session: String) -> Outcome

  /// Carries out one typed request.
  ///
  /// - Parameter params: nil where the request has none.
  func request(_ method: String, _ params: JSONValue?) -> Outcome

  /// What the line means, without carrying it out.
  func parse(_ line: Line, in session: String) -> Parse

  /// The words that may stand at the cursor.
  func complete(_ line: Line, cursor: Int, in session: String) -> Completion

  /// What a session's prompt shows.
  func prompt(of session: String) -> Prompt

  /// What fell due since the last call, and the instant at which the next thing will.
  ///
  /// - Returns: a page a notice, in the order of their instants.
  func takeNotices() -> [Page]
}

/// An answer, and the call it answers.
package struct Outcome: Sendable {
  package var answer: Answer
  /// The canonical call; nil where none could be made.
  package var call: Call?
  /// What was taken for what was left out, such as `(#12 Gateway down)`.
  package var inferred: String?
  /// The session is to end.
  package var ends: Bool

  package init(_ answer: Answer, call: Call? = nil, inferred: String? = nil, ends: Bool = false) {
    self.answer = answer
    self.call = call
    self.inferred = inferred
    self.ends = ends
  }
}

/// What a line or a request means, before anything is done.
package enum Parse: Sendable {
  case call(Call)
  case needs(Needs)
  case refused(Problem)
  /// Nothing was said.
  case empty
}

/// What can be typed at the cursor.
package struct Completion: Sendable, Equatable {
  /// Where the word under the cursor starts, as a UTF-8 byte offset.
  package var start: Int
  package var candidates: [Candidate]

  package init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }
}

/// What a prompt shows: `desk #12 ▸`, or the question that is open.
package struct Prompt: Sendable, Equatable {
  package var focus: String?
  package var question: String?
  /// Whether the question's answer may be of several lines.
  package var takesText: Bool

  package init(focus: String? = nil, question: String? = nil, takesText: Bool = false) {
    self.focus = focus
    self.question = question
    self.takesText = takesText
  }
}
