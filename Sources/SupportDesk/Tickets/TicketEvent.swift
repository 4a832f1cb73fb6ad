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
  case waited
  /// The end of a wait that no message ended.
  case resumed
  case resolved(silent: Bool)
  case reopened
  case closed
  case prioritised(Prioritised)
  case tagged(String)
  case untagged(String)
  /// Another system says the customer was answered; `basis` tells by what rule.
  case responded(basis: String)
  case followed(TicketNumber)
  case notified(Notice)
  /// What was told is not true: facts came late that say otherwise.
  case withdrawn(NoticeKey)
  case renamed(Renamed)
  case transferred(Transferred)
  /// The customer is owed no answer to what they said last.
  case excused(because: Words)

  /// The words by which the journal knows the kinds; a word once written is read for ever.
  package enum Kind: String, CaseIterable, Sendable {
    case opened, assigned, released, replied, noted, received, waited, resumed, resolved, reopened
    case closed, prioritised, tagged, untagged, responded, followed, notified, withdrawn, renamed
    case transferred, excused
  }

  package struct Opened: Equatable, Sendable {
    package var subject: Words
    package var customer: PersonNumber
    package var priority: Priority
    package var response: Promise
    package var resolution: Promise
    /// Whether the customer opened it, rather than an agent for the customer.
    package var byCustomer: Bool
    /// The name another system gave the ticket, and which system.
    package var reference: Reference?
    /// The ticket this one follows.
    package var follows: TicketNumber?

    package init(
      subject: Words, customer: PersonNumber, priority: Priority, response: Promise,
      resolution: Promise, byCustomer: Bool, reference: Reference? = nil,
      follows: TicketNumber? = nil
    ) {
      self.subject = subject
      self.customer = customer
      self.priority = priority
      self.response = response
      self.resolution = resolution
      self.byCustomer = byCustomer
      self.reference = reference
      self.follows = follows
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
    /// For clocks that run at changes of priority since, for these words come late.
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
    /// For the next-response clock that they may start.
    package var response: Promise
    package var status: Status?
    /// Whether they undo a resolution that something else undid later, for they come late.
    package var reopens: Bool
    /// For clocks that run at changes of priority since, for these words come late.
    package var promised: [LatePromise]

    package init(
      _ message: Message, response: Promise, status: Status? = nil, reopens: Bool = false,
      promised: [LatePromise] = []
    ) {
      self.message = message
      self.response = response
      self.status = status
      self.reopens = reopens
      self.promised = promised
    }
  }

  /// What a change of priority promises a next-response clock that was not known to run then.
  package struct LatePromise: Equatable, Sendable {
    /// The number of the event that changed the priority.
    package var change: Int64
    /// The number of the event that starts the clock; nil where it is the one that carries this.
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
    /// For the clocks that can still run, each reckoned from its own start.
    package var response: Promise?
    package var nextResponse: Promise?
    package var resolution: Promise
    /// Why; nil where nobody said.
    package var because: Words?

    package init(
      priority: Priority, was: Priority, response: Promise?, nextResponse: Promise?,
      resolution: Promise, because: Words? = nil
    ) {
      self.priority = priority
      self.was = was
      self.response = response
      self.nextResponse = nextResponse
      self.resolution = resolution
      self.because = because
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

    package init(to: PersonNumber, was: PersonNumber, because: Words) {
      self.to = to
      self.was = was
      self.because = because
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
    }
  }
}
