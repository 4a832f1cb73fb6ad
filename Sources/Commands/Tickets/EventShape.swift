import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// One kind of event with what it tells.
private struct Told<Content: Sendable>: Sendable {
  let event: EventAnswer
  let content: Content
}

extension EventAnswer {
  /// The shape of every event, a choice by its kind.
  static let shape = Shape<EventAnswer>(
    "Event",
    cases: [
      kind(
        "opened",
        [
          Field(maybe: "subject", "What it is about.", .text) { $0.content.0 },
          Field("customer", "Whose it is.", .person) { $0.content.1 },
          Field("priority", "How pressing it is.", .word) { $0.content.2 },
          Field(maybe: "reference", "The name another system gave it.", .text) { $0.content.3 },
        ]
      ) { if case .opened(let a, let b, let c, let d) = $0 { (a, b, c, d) } else { nil } },
      kind(
        "assigned",
        [
          Field("to", "Who has it now.", .person) { $0.content.0 },
          Field(maybe: "was", "Who had it before.", .person) { $0.content.1 },
        ]
      ) { if case .assigned(let to, let was) = $0 { (to, was) } else { nil } },
      kind("released", [Field("was", "Who had it before.", .person) { $0.content }]) {
        if case .released(let was) = $0 { was } else { nil }
      },
      kind("replied", message) { if case .replied(let message) = $0 { message } else { nil } },
      kind("noted", message) { if case .noted(let message) = $0 { message } else { nil } },
      kind("received", message) { if case .received(let message) = $0 { message } else { nil } },
      bare("waited") { if case .waited = $0 { true } else { false } },
      bare("resumed") { if case .resumed = $0 { true } else { false } },
      kind(
        "resolved",
        [
          Field("silent", "Whether it was without a word to the customer.", .flag) { $0.content }
        ]
      ) { if case .resolved(let silent) = $0 { silent } else { nil } },
      bare("reopened") { if case .reopened = $0 { true } else { false } },
      bare("closed") { if case .closed = $0 { true } else { false } },
      kind(
        "prioritised",
        [
          Field("priority", "How pressing it is now.", .word) { $0.content.0 },
          Field("was", "How pressing it was before.", .word) { $0.content.1 },
        ]
      ) { if case .prioritised(let now, let was) = $0 { (now, was) } else { nil } },
    ] + details + desk,
    page: \.page)

  private static let details: [Case<EventAnswer>] = [
    kind("renamed", [Field(maybe: "subject", "What it is about now.", .text) { $0.content.0 }]) {
      if case .renamed(let subject) = $0 { (subject, ()) } else { nil }
    },
    kind(
      "transferred",
      [
        Field("to", "Whose it is now.", .person) { $0.content.0 },
        Field(maybe: "was", "Whose it was before; staff's alone.", .person) { $0.content.1 },
        Field(maybe: "because", "The reason; staff's alone.", .text) { $0.content.2 },
      ]
    ) { if case .transferred(let to, let was, let why) = $0 { (to, was, why) } else { nil } },
    kind("tagged", [Field("tag", "The tag.", .text) { $0.content }]) {
      if case .tagged(let tag) = $0 { tag } else { nil }
    },
    kind("untagged", [Field("tag", "The tag.", .text) { $0.content }]) {
      if case .untagged(let tag) = $0 { tag } else { nil }
    },
    kind(
      "responded",
      [
        Field("basis", "By what rule the customer counts as answered.", .text) { $0.content }
      ]
    ) { if case .responded(let basis) = $0 { basis } else { nil } },
    kind("followed", [Field("by", "The ticket as which it goes on.", .ticketNumber) { $0.content }])
    { if case .followed(let by) = $0 { by } else { nil } },
    kind(
      "notified",
      [
        Field("clock", "Which clock.", .word) { $0.content.0 },
        Field("thresholdPercent", "How much of the budget was used; 100 is the breach.", .count) {
          $0.content.1
        },
        Field("due", "When that was reached.", .instant) { $0.content.2 },
      ]
    ) { if case .notified(let a, let b, let c) = $0 { (a, b, c) } else { nil } },
    derived(
      "breached",
      [
        Field("clock", "Which clock.", .word) { $0.content.0 },
        Field("target", "The word of the target that was missed.", .text) { $0.content.1 },
        Field("cause", "What brought it about.", BreachAnswer.cause) { $0.content.2 },
        Field("at", "When the budget was used up.", .instant) { $0.content.3 },
      ]
    ) { if case .breached(let a, let b, let c, let d) = $0 { (a, b, c, d) } else { nil } },
  ]

  private static let desk: [Case<EventAnswer>] = [
    derived(
      "person.added",
      [
        Field("name", "What the person is called.", .text) { $0.content.0 },
        Field("roles", "What the person is to the desk.", .list(.word)) { $0.content.1 },
      ]
    ) { if case .personAdded(let name, let roles) = $0 { (name, roles) } else { nil } },
    derived(
      "role.withdrawn",
      [
        Field("person", "Whose.", .person) { $0.content.0 },
        Field("role", "Which role.", .word) { $0.content.1 },
      ]
    ) { if case .roleWithdrawn(let person, let role) = $0 { (person, role) } else { nil } },
    derived(
      "clock.accepted",
      [
        Field("behindMs", "How far the clock was behind the journal.", .count) { $0.content }
      ]
    ) { if case .clockAccepted(let behind) = $0 { behind } else { nil } },
  ]

  private static let message: [Field<Told<Message>>] = [
    Field("author", "Whose words they are.", .person) { $0.content.author },
    Field(maybe: "text", "The words; absent once erased.", .text) { $0.content.text },
  ]

  private static func bare(
    _ word: String, _ isKind: @escaping @Sendable (Content) -> Bool
  ) -> Case<EventAnswer> {
    kind(word, [Field<Told<Bool>>]()) { isKind($0) ? true : nil }
  }

  private static func kind<Part>(
    _ word: String, _ fields: [Field<Told<Part>>],
    _ part: @escaping @Sendable (Content) -> Part?
  ) -> Case<EventAnswer> {
    derived(word, record() + fields, part)
  }

  /// One that no history records of a ticket: it follows from the facts, or is only foretold.
  private static func derived<Part>(
    _ word: String, _ fields: [Field<Told<Part>>],
    _ part: @escaping @Sendable (Content) -> Part?
  ) -> Case<EventAnswer> {
    Case(word, fields) { event in
      part(event.content).map { Told(event: event, content: $0) }
    }
  }

  /// What every recorded event has.
  private static func record<Part>() -> [Field<Told<Part>>] {
    [
      Field(maybe: "occurredAt", "When it happened.", .instant) { $0.event.record?.at },
      Field(maybe: "recordedAt", "When it was recorded.", .instant) { $0.event.record?.recordedAt },
      Field(maybe: "actor", "Who did it.", ActorAnswer.shape.form) { $0.event.record?.actor },
      Field(maybe: "change", "The change's number in the journal.", .count) {
        $0.event.record?.change
      },
      Field(maybe: "sequence", "The event's number in the journal.", .count) {
        $0.event.record?.sequence
      },
    ]
  }
}
