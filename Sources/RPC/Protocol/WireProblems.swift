import Interpreter
import JSON

/// The faults of the protocol in words, made from its limits.
extension Problem {
  static func wire(_ failure: JSONFailure, _ limits: WireLimits) -> Problem {
    switch failure {
    case .notUTF8(let at): Problem(.notUTF8, "byte \(at) is no UTF-8")
    case .syntax(let at, let expected):
      Problem(.notJSON, "byte \(at) is no JSON: \(expected) is expected")
    case .tooDeep: tooDeep(limits)
    case .tooLong: tooLong(limits)
    case .tooLarge: tooLarge(limits)
    }
  }

  static func tooDeep(_ limits: WireLimits) -> Problem {
    Problem(.tooDeep, "a message nests at most \(limits.text.depthMax) deep")
  }

  /// Of a string in a message.
  static func tooLong(_ limits: WireLimits) -> Problem {
    Problem(
      .messageTooLarge,
      "a string has at most \(WireLimits.words(bytes: limits.text.stringBytesMax))")
  }

  static func tooLarge(_ limits: WireLimits) -> Problem {
    Problem(
      .messageTooLarge, "a message has at most \(WireLimits.words(bytes: limits.text.bytesMax))")
  }

  static func batchTooLarge(_ limits: WireLimits) -> Problem {
    Problem(.batchTooLarge, "a batch has at most \(limits.batchCallsMax) calls")
  }

  /// How much of a method's name an answer quotes.
  private static let nameShownMax = 80

  /// A method that is on no list, or is a word of another way in.
  static func unknownMethod(_ name: String, among commands: [Command]) -> Problem {
    let shown = name.count > nameShownMax ? name.prefix(nameShownMax) + "…" : name[...]
    var problem = Problem(.unknownMethod, "there is no method \(shown)")
    let known = commands.filter(\.isMethod).map(\.name)
    let near = Suggestion.near(name, among: known)
    // Always there, so that a client can rely on it.
    (problem.suggestions, problem.alwaysSuggests) = (near, true)
    if let word = commands.first(where: { $0.name == name }) {
      if case .talk = word.ground {
        problem.hint = "\(word.usage) is a line: desk.execute carries it out in a session"
      }
    }
    return problem
  }
}

extension Command {
  /// Whether it can be called over JSON-RPC.
  var isMethod: Bool {
    switch ground {
    case .desk, .wire: true
    case .talk, .program: false
    }
  }
}
