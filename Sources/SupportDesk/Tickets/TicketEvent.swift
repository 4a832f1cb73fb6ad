package import ServiceLevels

/// One fact in the life of a ticket, past tense, with all that the fold needs.
///
/// A fold never looks at today's configuration, so what each clock is promised is carried, fixed when
/// the fact was recorded (service-levels.md 1.9.4); and at today's rules as little, so whatever may
/// lead to another status says to which.
package enum TicketEvent: StreamEvent {
  case opened(Opened)
  case assigned(Assigned)
  case released(was: PersonNumber)
  case replied(Replied)
  case noted(Message)
  case received(Received)
  case waited(Waited)
  /// The end of a wait that no message ended.
  case resumed
  case resolved(silent: Bool)
  case reopened
  case closed
  case prioritised(Prioritised)
  case tagged(Tagged)
  case untagged(Tagged)
  /// Another system says the customer was answered; `basis` tells by what rule.
  case responded(basis: String)
  case followed(TicketNumber)
  case notified(Notice)
  /// What was told is not true: facts came late that say otherwise.
  case withdrawn(NoticeKey)
  case renamed(Renamed)
  case transferred(Transferred)
  /// Another version of the policy promises it what it is promised from now on.
  case repromised(Repromised)
  /// It goes on as another ticket.
  case merged(into: TicketNumber)
  /// Another ticket of the customer's goes on as this one.
  case absorbed(AbsorbedTicket)
  /// What the customer said in one of its events is a ticket of its own.
  case split(SplitMessage)
  /// It has to do with another ticket.
  case linked(TicketNumber)
  case unlinked(TicketNumber)
  /// Lists leave it out until then, or until the customer's word.
  case snoozed(until: Instant)
  case woken
  /// The customer is owed no answer to what they said last.
  case excused(because: Words)

  /// The words by which the journal knows the kinds; a word once written is read for ever.
  package enum Kind: String, CaseIterable, Sendable {
    case opened, assigned, released, replied, noted, received, waited, resumed, resolved, reopened
    case closed, prioritised, tagged, untagged, responded, followed, notified, withdrawn, renamed
    case transferred, excused, repromised
    case merged, absorbed, split, linked, unlinked, snoozed, woken
  }

  package struct Opened: Equatable, Sendable {
    package var subject: Words
    package var customer: PersonNumber
    package var priority: Priority
    package var terms: Terms
    /// The version of the policy that promises nothing at first; nil where a promise names it.
    package var policyVersion: Int64?
    /// Whether the customer opened it, rather than an agent for the customer.
    package var byCustomer: Bool
    /// The name another system gave the ticket, and which system.
    package var reference: Reference?
    /// The ticket this one follows.
    package var follows: TicketNumber?
    /// The ticket of which it was a part, and the event whose words it is about.
    package var origin: SplitMessage?

    package init(
      subject: Words, customer: PersonNumber, priority: Priority, terms: Terms,
      policyVersion: Int64? = nil, byCustomer: Bool, reference: Reference? = nil,
      follows: TicketNumber? = nil,
      origin: SplitMessage? = nil
    ) {
      self.subject = subject
      self.customer = customer
      self.priority = priority
      self.terms = terms
      self.policyVersion = policyVersion
      self.byCustomer = byCustomer
      self.reference = reference
      self.follows = follows
      self.origin = origin
    }
  }

  package struct Message: Equatable, Sendable {
    package var text: Words
    package var author: PersonNumber
    /// What the author was at that time: a verdict outlives the author's role (S-38).
    package var role: Role

    package init(text: Words, author: PersonNumber, role: Role) {
      self.text = text
      self.author = author
      self.role = role
    }
  }

  /// Whose it is from then on.
  package struct Assigned: Equatable, Sendable {
    package var to: PersonNumber
    package var was: PersonNumber?
    /// Where the ticket stands from then on; nil where that stays.
    package var status: Status?

    package init(to: PersonNumber, was: PersonNumber?, status: Status? = nil) {
      self.to = to
      self.was = was
      self.status = status
    }
  }

  /// The desk's words to the customer.
  package struct Replied: Equatable, Sendable {
    package var message: Message
    /// Whether they answer: a requester's own words never do, whatever roles the person has.
    package var answers: Bool
    package var status: Status?
    /// For clocks that run at changes of terms since, for these words come late.
    package var promised: [LatePromise]

    package init(
      _ message: Message, answers: Bool, status: Status? = nil, promised: [LatePromise] = []
    ) {
      self.message = message
      self.answers = answers
      self.status = status
      self.promised = promised
    }
  }

  /// The customer's words.
  package struct Received: Equatable, Sendable {
    package var message: Message
    /// For the next-response clock that they may start; nil where none is promised.
    package var response: Promise?
    package var status: Status?
    /// Whether they undo a resolution that something else undid later, for they come late.
    package var reopens: Bool
    /// For clocks that run at changes of terms since, for these words come late.
    package var promised: [LatePromise]

    package init(
      _ message: Message, response: Promise?, status: Status? = nil, reopens: Bool = false,
      promised: [LatePromise] = []
    ) {
      self.message = message
      self.response = response
      self.status = status
      self.reopens = reopens
      self.promised = promised
    }
  }

  /// What a change of terms promises a next-response clock that was not known to run then.
  package struct LatePromise: Equatable, Sendable {
    /// The number of the event that changed the terms.
    package var change: Int64
    /// The number of the event whose words the clock waits to have answered; nil where it is the one
    /// that carries this.
    package var clock: Int64?
    package var promise: Promise

    package init(change: Int64, clock: Int64?, promise: Promise) {
      self.change = change
      self.clock = clock
      self.promise = promise
    }
  }

  package struct Prioritised: Equatable, Sendable {
    package var priority: Priority
    package var was: Priority
    package var terms: Terms
    /// Why; nil where nobody said.
    package var because: Words?

    package init(priority: Priority, was: Priority, terms: Terms, because: Words? = nil) {
      self.priority = priority
      self.was = was
      self.terms = terms
      self.because = because
    }
  }

  /// A tag put on, or taken off.
  package struct Tagged: Equatable, Sendable {
    package var tag: String
    /// Those of another row of the policy; nil where the row is the same.
    package var terms: Terms?

    package init(_ tag: String, terms: Terms? = nil) {
      self.tag = tag
      self.terms = terms
    }
  }

  /// The desk waits for the customer.
  package struct Waited: Equatable, Sendable {
    /// Whether clocks rest that do while the customer is waited for.
    package var pauses: Bool
    /// Why it waits for a customer who was not asked; nil where they were.
    package var because: Words?

    package init(pauses: Bool = true, because: Words? = nil) {
      self.pauses = pauses
      self.because = because
    }
  }

  /// What a version of the policy promises a ticket that was opened under another.
  package struct Repromised: Equatable, Sendable {
    package var policy: String
    package var policyVersion: Int64
    package var terms: Terms

    package init(policy: String, policyVersion: Int64, terms: Terms) {
      self.policy = policy
      self.policyVersion = policyVersion
      self.terms = terms
    }
  }

  package struct Reference: Equatable, Sendable {
    package var system: String
    package var name: String

    package init(system: String, name: String) {
      self.system = system
      self.name = name
    }
  }

  /// Another subject; the old one stays in the history.
  package struct Renamed: Equatable, Sendable {
    package var subject: Words

    package init(subject: Words) { self.subject = subject }
  }

  /// The ticket is another customer's from now on, and so are the rights to read it.
  package struct Transferred: Equatable, Sendable {
    package var to: PersonNumber
    package var was: PersonNumber
    package var because: Words
    /// As of a tag.
    package var terms: Terms?

    package init(to: PersonNumber, was: PersonNumber, because: Words, terms: Terms? = nil) {
      self.to = to
      self.was = was
      self.because = because
      self.terms = terms
    }
  }
}

extension TicketEvent {
  package var kind: Kind {
    switch self {
    case .opened: .opened
    case .assigned: .assigned
    case .released: .released
    case .replied: .replied
    case .noted: .noted
    case .received: .received
    case .waited: .waited
    case .resumed: .resumed
    case .resolved: .resolved
    case .reopened: .reopened
    case .closed: .closed
    case .prioritised: .prioritised
    case .tagged: .tagged
    case .untagged: .untagged
    case .responded: .responded
    case .followed: .followed
    case .notified: .notified
    case .withdrawn: .withdrawn
    case .renamed: .renamed
    case .transferred: .transferred
    case .excused: .excused
    case .repromised: .repromised
    case .merged: .merged
    case .absorbed: .absorbed
    case .split: .split
    case .linked: .linked
    case .unlinked: .unlinked
    case .snoozed: .snoozed
    case .woken: .woken
    }
  }
}
