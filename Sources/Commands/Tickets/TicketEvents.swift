import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Every kind of event of a ticket, and how it is told.
enum TicketEvents {
  /// Every form, in the order of the schema.
  static let forms: [AnyEventForm] =
    [
      opened.any, assigned.any, released.any, replied.any, noted.any, received.any, waited.any,
      resumed.any, resolved.any, reopened.any, closed.any, prioritised.any, renamed.any,
      transferred.any, repromised.any, excused.any, tagged.any, untagged.any, responded.any,
      followed.any,
      NoticeEvents.notified.any, NoticeEvents.withdrawn.any, breached.any,
    ] + TicketRelationEvents.forms

  /// What an event says to who reads it.
  ///
  /// - Parameters:
  ///   - actor: who did it; nil for the desk, and for what was not done yet.
  ///   - ticket: whose event it is, as it is known now; nil where it is not done yet.
  static func telling(
    _ event: TicketEvent, by actor: PersonNumber?, of ticket: Ticket?, _ desk: Reading
  ) throws(Failure) -> Telling {
    switch event {
    case .opened(let event):
      return opened.telling(
        (
          event.subject.text, try desk.answer(event.customer), event.priority,
          event.reference?.name, event.follows, event.origin
        ))
    case .assigned(let change):
      return assigned.telling(
        (
          try desk.answer(change.to), try desk.answer(optional: change.was),
          isOwn: actor == change.to
        ))
    case .released(let was): return released.telling(try desk.answer(was))
    case .replied(let reply): return try said(replied, reply.message, desk)
    case .noted(let message): return try said(noted, message, desk)
    case .received(let words):
      let message = words.message
      return try said(actor == message.author ? wrote : received, message, desk)
    case .waited(let wait): return waited.telling(desk.scope.isWhole ? wait.because?.text : nil)
    case .resumed: return resumed.telling(())
    case .resolved(let silent): return resolved.telling(silent)
    case .reopened: return reopened.telling(())
    case .closed: return closed.telling(())
    case .prioritised(let change):
      return prioritised.telling(
        (
          change.priority, change.was,
          desk.scope.isWhole ? change.because?.text : nil
        ))
    case .renamed(let change): return renamed.telling(change.subject.text)
    case .transferred(let change): return try told(change, desk)
    case .excused(let because): return excused.telling(because.text)
    case .tagged(let change): return tagged.telling(change.tag)
    case .untagged(let change): return untagged.telling(change.tag)
    case .repromised(let change): return repromised.telling(change)
    case .merged, .absorbed, .split, .linked, .unlinked, .snoozed, .woken:
      return TicketRelationEvents.telling(event, desk)
    case .responded(let basis): return responded.telling(basis)
    case .followed(let ticket): return followed.telling(ticket)
    case .notified(let notice):
      return NoticeEvents.notified.telling(try ToldNotice(notice, of: ticket, desk))
    case .withdrawn(let key):
      return NoticeEvents.withdrawn.telling(try ToldNotice(key, of: ticket, desk))
    }
  }

  private static func told(
    _ change: TicketEvent.Transferred, _ desk: Reading
  ) throws(Failure) -> Telling {
    // Whose it was, and why, is nothing for who has it now.
    let isSeen = desk.scope.isWhole
    return transferred.telling(
      (
        try desk.answer(change.to), isSeen ? try desk.answer(change.was) : nil,
        isSeen ? change.because.text : nil
      ))
  }

  /// That a budget ran out, which follows from the facts.
  static func telling(_ breach: Breach, of clock: ClockName, _ wall: Wall) -> Telling {
    let at = wall.moment(breach.at)
    return breached.telling((clock, breach, at), at: at, tone: .danger)
  }

  private static func said(
    _ form: EventForm<Message>, _ message: TicketEvent.Message, _ desk: Reading
  ) throws(Failure) -> Telling {
    let message = Message(author: try desk.answer(message.author), text: message.text.text)
    return form.telling(message, text: message.text ?? "(erased)")
  }

  // MARK: Opening, and who has it

  private static let opened = EventForm<
    (String?, PersonAnswer, Priority, String?, TicketNumber?, SplitMessage?)
  >(
    "opened",
    [
      Field(maybe: "subject", "What it was about; absent once erased.", .text) { $0.0 },
      Field("customer", "Whose it was.", .person) { $0.1 },
      Field("priority", "How pressing it was.", .word) { $0.2 },
      Field(maybe: "reference", "The name another system gave it.", .text) { $0.3 },
      Field(maybe: "follows", "The ticket that it follows.", .ticketNumber) { $0.4 },
      Field(maybe: "splitFrom", "The ticket of which it was a part.", .ticketNumber) {
        $0.5?.ticket
      },
      Field(maybe: "message", "The number of the event whose words it is about.", .count) {
        $0.5?.message
      },
    ]
  ) { opened in
    let origin =
      opened.4.map { "; it follows \($0)" } ?? opened.5.map { "; it was a part of \($0.ticket)" }
      ?? ""
    return "opened it, \(opened.2.rawValue), for \(opened.1.name)\(origin)"
  }

  private static let assigned = EventForm<(PersonAnswer, PersonAnswer?, isOwn: Bool)>(
    "assigned",
    [
      Field("to", "Who has it from then on.", .person) { $0.0 },
      Field(maybe: "was", "Who had it before.", .person) { $0.1 },
    ]
  ) { to, was, isOwn in
    let from = was.map { " from \($0.name)" } ?? ""
    return isOwn ? "took it\(from)" : "gave it to \(to.name)\(from)"
  }

  private static let released = EventForm<PersonAnswer>(
    "released", [Field("was", "Who had it before.", .person) { $0 }]
  ) { "released it, \($0.name) had it" }

  // MARK: What was said

  private struct Message: Sendable {
    let author: PersonAnswer
    /// Nil once erased.
    let text: String?
  }

  private static let words: [Field<Message>] = [
    Field("author", "Whose words they are.", .person, \.author),
    Field(maybe: "text", "The words; absent once erased.", .text, \.text),
  ]

  private static let replied = EventForm("replied", words) { _ in "replied" }
  private static let noted = EventForm("noted", words) { _ in "noted" }
  private static let wrote = EventForm("received", words) { _ in "wrote" }

  private static let received = EventForm("received", words) { "received from \($0.author.name)" }

  // MARK: Where it stands

  private static let waited = EventForm<String?>(
    "waited",
    [Field(maybe: "because", "Why, where they had not been asked; for staff alone.", .text) { $0 }]
  ) { "waits for the customer" + ($0.map { ", because \($0)" } ?? "") }
  private static let resumed = EventForm<Void>("resumed") { "goes on" }
  private static let reopened = EventForm<Void>("reopened") { "reopened it" }
  private static let closed = EventForm<Void>("closed") { "closed it" }

  private static let resolved = EventForm<Bool>(
    "resolved", [Field("silent", "Whether it was without a word to the customer.", .flag) { $0 }]
  ) { $0 ? "resolved it silently" : "resolved it" }

  // MARK: What it is

  private static let prioritised = EventForm<(Priority, Priority, String?)>(
    "prioritised",
    [
      Field("priority", "How pressing it is from then on.", .word) { $0.0 },
      Field("was", "How pressing it was before.", .word) { $0.1 },
      Field(maybe: "because", "The reason; for staff alone.", .text) { $0.2 },
    ]
  ) { priority, was, because in
    "made it \(priority.rawValue), was \(was.rawValue)" + (because.map { ", because \($0)" } ?? "")
  }

  private static let renamed = EventForm<String?>(
    "renamed",
    [Field(maybe: "subject", "What it is about from then on; absent once erased.", .text) { $0 }]
  ) { "renamed it to \($0 ?? "(erased)")" }

  private static let transferred = EventForm<(PersonAnswer, PersonAnswer?, String?)>(
    "transferred",
    [
      Field("to", "Whose it is from then on.", .person) { $0.0 },
      Field(maybe: "was", "Whose it was before; for staff alone.", .person) { $0.1 },
      Field(maybe: "because", "The reason; for staff alone.", .text) { $0.2 },
    ]
  ) { to, was, because in
    "gave it to the customer \(to.name)" + (was.map { ", was \($0.name)'s" } ?? "")
      + (because.map { ", because \($0)" } ?? "")
  }

  private static let excused = EventForm<String?>(
    "excused", [Field(maybe: "because", "The reason; absent once erased.", .text) { $0 }]
  ) { "said that no reply is needed, because \($0 ?? "(erased)")" }

  private static let repromised = EventForm<TicketEvent.Repromised>(
    "repromised",
    [
      Field(
        "policy", "The policy by which it is promised what it is from then on.", .text, \.policy),
      Field("policyVersion", "Which version of it.", .count, \.policyVersion),
    ]
  ) { "put it under the policy \($0.policy) \($0.policyVersion)" }

  private static let tagged = EventForm<String>(
    "tagged", [Field("tag", "The tag.", .text) { $0 }]
  ) { "tagged it \($0)" }
  private static let untagged = EventForm<String>(
    "untagged", [Field("tag", "The tag.", .text) { $0 }]
  ) { "took the tag \($0) off" }

  // MARK: What else became of it

  private static let responded = EventForm<String>(
    "responded",
    [Field("basis", "By what rule the customer counts as answered.", .text) { $0 }]
  ) { "the customer was answered (\($0))" }

  private static let followed = EventForm<TicketNumber>(
    "followed", [Field("by", "The ticket as which it goes on.", .ticketNumber) { $0 }]
  ) { "opened \($0), which follows it" }

  private static let breached = EventForm<(ClockName, Breach, Moment)>(
    "breached",
    [
      Field("clock", "Which clock.", .word) { $0.0 },
      Field("target", "The word of the target that was missed.", .text) { $0.1.label },
      Field("budgetMs", "What was used up.", .count) { $0.1.budgetMs },
      Field("cause", "What brought it about.", BreachAnswer.cause) { $0.1.cause },
      Field("at", "When it was.", .instant) { $0.2 },
    ], isRecorded: false
  ) { clock, breach, _ in
    switch breach.cause {
    case .overrun: "the \(clock.title) time ran out"
    case .reclassified:
      "the \(clock.title) time was used up already when it became"
        + " \(DurationText.words(breach.budgetMs)) (\(breach.label))"
    }
  }
}
