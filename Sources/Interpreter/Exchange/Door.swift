package import JSON

/// The one door: what a front end holds, and all it can do.
///
/// A front end makes lines or typed requests; the door turns them into a `Call`, performs it and
/// answers. Calls come one at a time, on one thread (rpc.md 2.6). A session is named by the front
/// end and belongs to whoever acts; a line without one remembers nothing and answers nothing.
package protocol Door: AnyObject {
  /// The whole list in the order of help and reference: the desk's commands, the words of the
  /// conversation, of the program and of the wire.
  var commands: [Command] { get }

  /// Carries out one line.
  ///
  /// A line that answers the session's open question continues the call that asked.
  ///
  /// - Parameter terms: values for the terms of a write, such as `dryRun`, beside the line's own;
  ///   a command that does not have such a slot refuses it by name.
  func say(_ line: Line, in session: String?, terms: JSONObject) -> Outcome

  /// Carries out one typed request.
  ///
  /// - Parameter params: nil where the request has none.
  func request(_ method: String, _ params: JSONValue?) -> Outcome

  /// What the line means, without carrying it out.
  func parse(_ line: Line, in session: String?) -> Parse

  /// The words that may stand at the cursor.
  func complete(_ line: Line, cursor: Int, in session: String?) -> Completion

  /// What a session's prompt shows.
  func prompt(of session: String) -> Prompt

  /// Gives the session's open question up; what was kept of a text stays a draft.
  func cancel(in session: String) -> Outcome

  /// Keeps what was typed so far of the text that the session's question asks for.
  ///
  /// - Returns: what the draft is called, such as `d3`; nil where no text is asked for.
  func keepDraft(_ text: String, in session: String) -> String?

  /// What concerns whoever acts and was recorded since they heard last, by whomever: a page each, in
  /// the order of the journal. The first time, what was recorded by calls of this door.
  func hear() -> [Page]
}

/// A door that does things beside calls: for who has it on a thread of its own.
package protocol FollowedDoor: Door {
  /// Who waits for the calls from now on.
  func heed(_ caller: Caller)

  /// Events of the journal that whoever acts may see, in its order.
  func events(_ wanted: WantedEvents) throws(Problem) -> EventBatch

  /// What a front end has done that waits, several times a second: notices that are due are given.
  ///
  /// - Returns: whether something was recorded since the last time, by whomever.
  func attend() -> Bool

  /// What `hear` gives, while whoever acts is typing: as much as is read at a glance, and nothing where
  /// they want it otherwise.
  func overhear() -> [Page]
}

extension FollowedDoor {
  /// Runs a body for which somebody waits.
  package func heeding<Result>(_ caller: Caller, _ body: () -> Result) -> Result {
    heed(caller)
    defer { heed(Caller()) }
    return body()
  }
}

extension Door {
  package func say(_ line: Line, in session: String?) -> Outcome {
    say(line, in: session, terms: [:])
  }
}

/// An answer, and the call it answers.
package struct Outcome: Sendable {
  package var answer: Answer
  /// The canonical call; nil where none could be made.
  package var call: Call?
  /// What was taken for what was left out, such as `(#12 Gateway down)`.
  package var inferred: String?
  /// What came before the answer: a digression's page, before the question it left open.
  package var aside: Page?
  /// The session is to end.
  package var ends: Bool

  package init(
    _ answer: Answer, call: Call? = nil, inferred: String? = nil, aside: Page? = nil,
    ends: Bool = false
  ) {
    self.answer = answer
    self.call = call
    self.inferred = inferred
    self.aside = aside
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

  package init(focus: String?, question: String?, takesText: Bool) {
    self.focus = focus
    self.question = question
    self.takesText = takesText
  }
}
