import Interpreter
import JSON

/// How one kind of event is told: its members for programs, a sentence for people; said once.
struct EventForm<Content: Sendable>: Sendable {
  let kind: String
  private let isRecorded: Bool
  private let fields: [Field<Content>]
  private let sentence: @Sendable (Content) -> String

  /// - Parameter isRecorded: whether a history shows it as it was recorded; a kind that follows
  ///   from the facts, or is only foretold, has no record.
  init(
    _ kind: String, _ fields: [Field<Content>] = [], isRecorded: Bool = true,
    sentence: @escaping @Sendable (Content) -> String
  ) {
    self.kind = kind
    self.isRecorded = isRecorded
    self.fields = fields
    self.sentence = sentence
  }

  /// The form with its content forgotten, for the schema.
  var any: AnyEventForm {
    AnyEventForm(kind: kind, isRecorded: isRecorded, schema: { [fields] in Schema(of: fields) })
  }

  /// One event of the kind.
  ///
  /// - Parameters:
  ///   - text: the words that somebody said in it.
  ///   - at: when it was, for an event that is derived.
  func telling(
    _ content: Content, text: String? = nil, at: Moment? = nil, tone: Page.Tone = .plain
  ) -> Telling {
    Telling(
      kind: kind, sentence: sentence(content), text: text, at: at, tone: tone,
      json: { [fields] in JSONObject(of: content, fields) })
  }
}

/// A kind of event, and the schema of what only it has.
struct AnyEventForm: Sendable {
  let kind: String
  let isRecorded: Bool
  let schema: @Sendable () -> Schema
}

/// What one event says.
struct Telling: Sendable {
  let kind: String
  /// What happened, without its actor.
  let sentence: String
  /// The words that somebody said; nil where nobody spoke.
  let text: String?
  /// When it was, for an event that is derived.
  let at: Moment?
  let tone: Page.Tone
  /// The members that only its kind has.
  let json: @Sendable () -> JSONObject

  /// The same with words that a page shows below it.
  func saying(_ text: String) -> Telling {
    Telling(kind: kind, sentence: sentence, text: text, at: at, tone: tone, json: json)
  }
}
