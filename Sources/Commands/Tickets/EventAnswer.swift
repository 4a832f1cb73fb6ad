import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What happened, as a history shows it, or what would happen, as a dry run does.
struct EventAnswer: Sendable {
  /// What only a recorded event has.
  struct Record: Sendable {
    let at: Moment
    let recordedAt: Moment
    let change: Int64
    let sequence: Int64
    let actor: ActorAnswer
  }

  /// What happened.
  enum Content: Sendable {
    case opened(subject: String?, customer: PersonAnswer, priority: Priority, reference: String?)
    case assigned(to: PersonAnswer, was: PersonAnswer?)
    case released(was: PersonAnswer)
    case replied(Message)
    case noted(Message)
    case received(Message)
    case waited
    case resumed
    case resolved(silent: Bool)
    case reopened
    case closed
    case prioritised(Priority, was: Priority)
    case renamed(subject: String?)
    case transferred(to: PersonAnswer, was: PersonAnswer?, because: String?)
    case tagged(String)
    case untagged(String)
    case responded(basis: String)
    case followed(by: TicketNumber)
    case notified(clock: ClockName, threshold: Int64, due: Moment)
    /// Derived, never recorded: a budget ran out.
    case breached(clock: ClockName, target: String, cause: Breach.Cause, at: Moment)
    case personAdded(name: String, roles: [Role])
    case roleWithdrawn(PersonAnswer, Role)
    case clockAccepted(behindMs: Int64)
  }

  struct Message: Sendable {
    let author: PersonAnswer
    /// Nil once erased.
    let text: String?
  }

  let record: Record?
  let content: Content

  /// An event of a ticket's history.
  init(_ event: RecordedEvent, _ desk: Reading) throws(Failure) {
    record = Record(
      at: desk.wall.moment(event.occurredAt), recordedAt: desk.wall.moment(event.recordedAt),
      change: event.change, sequence: event.sequence, actor: try ActorAnswer(event.actor, desk))
    content = try Content(event.event, desk)
  }

  /// A fact that a call would record.
  init(planned fact: Fact, _ desk: Reading) throws(Failure) {
    record = nil
    switch fact {
    case .ticket(_, let event): content = try Content(event, desk)
    case .desk(let event): content = try Content(event, desk)
    }
  }

  /// A breach, which follows from the facts.
  init(_ breach: Breach, of clock: ClockName, _ desk: Reading) {
    record = nil
    content = .breached(
      clock: clock, target: breach.label, cause: breach.cause, at: desk.wall.moment(breach.at))
  }
}

extension EventAnswer.Content {
  init(_ event: TicketEvent, _ desk: Reading) throws(Failure) {
    func message(_ message: TicketEvent.Message) throws(Failure) -> EventAnswer.Message {
      .init(author: try desk.answer(message.author), text: message.text.text)
    }
    switch event {
    case .opened(let opened):
      self = .opened(
        subject: opened.subject.text, customer: try desk.answer(opened.customer),
        priority: opened.priority, reference: opened.reference?.name)
    case .assigned(let to, let was):
      self = .assigned(to: try desk.answer(to), was: try desk.answer(optional: was))
    case .released(let was): self = .released(was: try desk.answer(was))
    case .replied(let words): self = .replied(try message(words))
    case .noted(let words): self = .noted(try message(words))
    case .received(let words, _): self = .received(try message(words))
    case .waited: self = .waited
    case .resumed: self = .resumed
    case .resolved(let silent): self = .resolved(silent: silent)
    case .reopened: self = .reopened
    case .closed: self = .closed
    case .prioritised(let change): self = .prioritised(change.priority, was: change.was)
    case .renamed(let change): self = .renamed(subject: change.subject.text)
    case .transferred(let change):
      // Whose it was is nothing for who has it now.
      let isSeen = desk.scope.isWhole
      self = .transferred(
        to: try desk.answer(change.to), was: isSeen ? try desk.answer(change.was) : nil,
        because: isSeen ? change.because.text : nil)
    case .tagged(let tag): self = .tagged(tag)
    case .untagged(let tag): self = .untagged(tag)
    case .responded(let basis): self = .responded(basis: basis)
    case .followed(let ticket): self = .followed(by: ticket)
    case .notified(let notice):
      self = .notified(
        clock: notice.key.clock, threshold: notice.key.threshold,
        due: desk.wall.moment(notice.due))
    }
  }

  init(_ event: DeskEvent, _ desk: Reading) throws(Failure) {
    switch event {
    case .personAdded(let added): self = .personAdded(name: added.name.shown, roles: added.roles)
    case .roleWithdrawn(let person, let role):
      self = .roleWithdrawn(try desk.answer(person), role)
    case .clockAccepted(let behind): self = .clockAccepted(behindMs: behind)
    case .created, .policySet, .serviceAdded, .roleGranted:
      preconditionFailure("no command records \(event.kind)")
    }
  }
}

/// Who made a change.
struct ActorAnswer: Sendable {
  let kind: Kind
  let person: PersonAnswer?

  enum Kind: String, CaseIterable, Sendable {
    case person, desk
    case otherSystem = "import"
  }

  init(_ actor: Actor, _ desk: Reading) throws(Failure) {
    switch actor {
    case .person(let number):
      kind = .person
      person = try desk.answer(number)
    case .desk:
      kind = .desk
      person = nil
    case .otherSystem:
      kind = .otherSystem
      person = nil
    }
  }

  /// What people read.
  var name: String { person?.name ?? kind.rawValue }

  static let shape = Shape<ActorAnswer>(
    "Actor",
    [
      Field("kind", "What acted.", .word, \.kind),
      Field(maybe: "person", "Who, where it was a person.", .person, \.person),
    ],
    page: { Page(.init($0.name)) })
}
