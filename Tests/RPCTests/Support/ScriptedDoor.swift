import Interpreter
import JSON
import RPC

/// A door that answers as it was told, and keeps what it was asked.
final class ScriptedDoor: FollowedDoor {
  static let tag = Command(
    "ticket.tag", .write, "Tags.", verbs: ["tag"],
    slots: [
      Parameter("ticket", "Which.", ValueType<Int64>.integer(1...9), ask: "Which ticket?").slot(),
      Parameter("tag", "The tag.", ValueType<String>.word, ask: "Which tag?").slot(),
    ],
    examples: [Example("tag 1 ui", "tagged"), Example("quit", "ended")]
  ) { Schema([:]) }

  private static let quit = Command(
    "session.quit", .aside, "Ends.", ground: .talk, verbs: ["quit"]
  ) { Schema([:]) }

  private static let server = Command(
    "program.rpc", .read, "Serves.", ground: .program(.rpc), verbs: ["rpc"]
  ) { Schema([:]) }

  let commands = [tag, quit, server] + WireWord.allCases.map(\.command)
  let errorKinds = ErrorKind.language + ErrorKind.wire

  var outcome = Outcome(.done(ScriptedDoor.done))
  var meaning = Parse.empty
  var completion = Completion(start: 0, candidates: [])
  var question: String?
  var notices: [Page] = []
  /// Who waits.
  private(set) var caller = Caller()
  /// What is done with who waits, while a call is carried out.
  var deed: (Caller) -> Void = { _ in }
  /// Every call, as one text.
  private(set) var asked: [String] = []

  static let done = Shape<Int64>(
    "Done", [Field("number", "Which.", .count) { $0 }], page: { Page(.init("done \($0)")) }
  ).reply(1)

  /// What `ticket.tag` lacks without its tag.
  static let needs: Needs = {
    guard case .needs(let needs) = Grammar.complete(tag, ["ticket": 1], focus: nil) else {
      preconditionFailure("a tag is asked for")
    }
    return needs
  }()

  func say(_ line: Line, in session: String?, terms: JSONObject) -> Outcome {
    asked.append("say \(line.text) in \(session ?? "-") \(JSONValue.object(terms).compact())")
    return outcome
  }

  func request(_ method: String, _ params: JSONValue?) -> Outcome {
    asked.append("request \(method) \(params?.compact() ?? "-")")
    deed(caller)
    return outcome
  }

  func parse(_ line: Line, in session: String?) -> Parse {
    asked.append("parse \(line.text) in \(session ?? "-")")
    return meaning
  }

  func complete(_ line: Line, cursor: Int, in session: String?) -> Completion {
    asked.append("complete \(line.text) at \(cursor) in \(session ?? "-")")
    return completion
  }

  func prompt(of session: String) -> Prompt {
    Prompt(focus: nil, question: question, takesText: false)
  }

  func cancel(in session: String) -> Outcome {
    asked.append("cancel in \(session)")
    return outcome
  }

  func keepDraft(_ text: String, in session: String) -> String? { nil }

  func heed(_ caller: Caller) { self.caller = caller }

  func hear() -> [Page] { notices }

  func attend() -> Bool { false }

  func overhear() -> [Page] { [] }

  func events(_ wanted: WantedEvents) throws(Problem) -> EventBatch {
    EventBatch(events: [], seq: 0, mark: nil, isAtEnd: true)
  }
}
