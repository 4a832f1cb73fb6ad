/// The stable word for one way in which a call can fail, the same at the prompt, in replays and in
/// JSON-RPC's `error.data.kind`.
///
/// The lists of kinds are `ErrorKind.language` here and what the commands' module adds; both are
/// printed into the published reference. Source: rpc.md 2.10, console.md 2.10.
package struct ErrorKind: Hashable, Sendable {
  package let word: String
  package let family: ErrorFamily
  /// One sentence for `help KIND` and the reference.
  package let summary: String

  package init(_ word: String, _ family: ErrorFamily, _ summary: String) {
    self.word = word
    self.family = family
    self.summary = summary
  }
}

/// Who has to change something before a failed call can succeed.
package enum ErrorFamily: String, CaseIterable, Sendable {
  /// The bytes are no JSON.
  case json
  /// The message is no JSON-RPC request, or comes at the wrong time.
  case envelope
  /// There is no such method.
  case method
  /// What was said cannot be understood.
  case language
  /// The rules of the desk forbid it, or what it names does not exist.
  case rules
  /// Too much at once.
  case load
  /// The file, the disk or the clock.
  case world
  /// Whoever called wants it no more.
  case cancelled

  /// The JSON-RPC number: the specification's own for faults of the protocol, else outside the range
  /// that it reserves (rpc.md 2.10).
  package var code: Int64 {
    switch self {
    case .json: -32700
    case .envelope: -32600
    case .method: -32601
    case .language: 4000
    case .rules: 4001
    case .load: 4002
    case .world: 5000
    case .cancelled: -32800
    }
  }

  /// The program's exit status (design.md section 6).
  package var exitStatus: Int32 {
    switch self {
    case .json, .envelope, .method, .language: 2
    case .rules, .load, .cancelled: 1
    case .world: 3
    }
  }
}

/// The kinds that the language itself can give.
extension ErrorKind {
  package static let unknownVerb = ErrorKind(
    "unknown-verb", .language, "The line starts with no verb that desk knows.")
  package static let unknownField = ErrorKind(
    "unknown-field", .language, "A name is used that this command or filter does not have.")
  package static let extraWords = ErrorKind(
    "extra-words", .language, "Words are left over after the command was complete.")
  package static let badValue = ErrorKind(
    "bad-value", .language, "A value is not of the kind that stands there.")
  package static let missingInput = ErrorKind(
    "missing-input", .language, "A value is needed that was not given and cannot be asked for here."
  )
  package static let repeated = ErrorKind(
    "repeated", .language, "A value is given twice.")
  package static let unfinished = ErrorKind(
    "unfinished", .language, "A quotation has no end.")
  package static let notText = ErrorKind(
    "not-text", .language, "The line is not valid UTF-8, or holds a control character.")
  package static let tooLong = ErrorKind(
    "too-long", .language,
    "A line or a text is longer than desk takes, or an answer than one may be.")
  package static let noFocus = ErrorKind(
    "no-focus", .language, "A pronoun stands for nothing yet in this session.")
  package static let openQuestion = ErrorKind(
    "open-question", .language, "A question is open: it wants its answer, or to be given up.")
  package static let notHere = ErrorKind(
    "not-here", .language, "The command is one of another way in.")

  /// Every kind above, in the order of the reference.
  package static let language: [ErrorKind] = [
    unknownVerb, unknownField, extraWords, badValue, missingInput, repeated, unfinished, notText,
    tooLong, noFocus, openQuestion, notHere,
  ]
}

/// The kind that the desk and who follows it can give.
extension ErrorKind {
  package static let notFound = ErrorKind(
    "not-found", .rules, "What the call names does not exist, or is not yours to see.")
}

/// The kinds that the protocol can give (rpc.md 2.10).
extension ErrorKind {
  package static let notUTF8 = ErrorKind(
    "not-utf8", .json, "A message holds bytes that are no UTF-8.")
  package static let notJSON = ErrorKind("not-json", .json, "A message is no JSON.")
  package static let badHeader = ErrorKind(
    "bad-header", .json, "A block of headers cannot be read; the stream goes on behind it.")
  package static let badRequest = ErrorKind(
    "bad-request", .envelope, "A message is no request of JSON-RPC 2.0.")
  package static let tooDeep = ErrorKind("too-deep", .envelope, "A message nests too deep.")
  package static let messageTooLarge = ErrorKind(
    "message-too-large", .envelope, "A message, or a string in it, is longer than desk takes.")
  package static let batchTooLarge = ErrorKind(
    "batch-too-large", .envelope, "A batch has more calls than desk takes; none was made.")
  package static let wrongState = ErrorKind(
    "wrong-state", .envelope, "The connection was initialized before, or is shut down.")
  package static let unknownMethod = ErrorKind(
    "unknown-method", .method, "There is no method of that name.")
  package static let unknownSubscription = ErrorKind(
    "unknown-subscription", .rules, "The connection has no subscription of that name.")
  package static let tooManySubscriptions = ErrorKind(
    "too-many-subscriptions", .rules, "The connection has as many subscriptions as it may.")
  package static let cancelled = ErrorKind(
    "cancelled", .cancelled,
    "The call was given up before it changed anything: on its caller's word, or at its deadline.")

  /// Every kind above, in the order of the reference.
  package static let wire: [ErrorKind] = [
    notUTF8, notJSON, badHeader, badRequest, tooDeep, messageTooLarge, batchTooLarge, wrongState,
    unknownMethod, unknownSubscription, tooManySubscriptions, cancelled,
  ]
}
