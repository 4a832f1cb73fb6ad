import ServiceLevels

/// What of a ticket is a person's: all of it while they are its customer, and what they wrote.
package struct PersonalShare: Sendable {
  private let person: PersonNumber
  /// The events while the person was the customer, whoever recorded them.
  package private(set) var own: [Recorded<TicketEvent>] = []
  /// What the person wrote while somebody else was.
  package private(set) var written: [Recorded<TicketEvent>] = []

  /// - Parameter history: of one ticket, from its opening on, in the order of recording.
  package init(of person: PersonNumber, in history: [Recorded<TicketEvent>]) {
    self.person = person
    var customers: [(from: Instant, who: PersonNumber)] = []
    for event in history {
      // What is told late was said to whoever was the customer then.
      let customer = customers.last { $0.from <= event.occurredAt } ?? customers.first
      var isOwn = customer?.who == person
      switch event.event {
      case .opened(let opened):
        customers.append((event.occurredAt, opened.customer))
        isOwn = opened.customer == person
      case .transferred(let change):
        customers.append((event.occurredAt, change.to))
        // Why it changes hands is said of both.
        isOwn = change.to == person || change.was == person
      default: break
      }
      if isOwn {
        own.append(event)
      } else if event.event.author(of: event.actor) == person {
        written.append(event)
      }
    }
  }

  /// As much of it as the person may see: whose a ticket is since is not theirs to know.
  package var shown: PersonalShare {
    var shown = self
    shown.own.removeAll { !isShown($0.event) }
    shown.written.removeAll { !isShown($0.event) }
    return shown
  }

  private func isShown(_ event: TicketEvent) -> Bool {
    if case .transferred(let change) = event { return change.to == person }
    return event.isPublic
  }

  /// Those of them whose words are there.
  package var worded: [Recorded<TicketEvent>] {
    (own + written).filter { $0.event.words?.text != nil }
  }
}

extension TicketEvent {
  /// Who wrote the words of the event; nil where there are none, or they are the ticket's.
  ///
  /// A subject is the ticket's, whoever typed it.
  fileprivate func author(of actor: Actor) -> PersonNumber? {
    switch self {
    case .replied(let reply): reply.message.author
    case .noted(let message): message.author
    case .received(let received): received.message.author
    case .opened, .renamed: nil
    default: words == nil ? nil : actor.person
    }
  }

  /// Its words, which lie in the vault; nil where it has none.
  fileprivate var words: Words? {
    switch self {
    case .opened(let opened): opened.subject
    case .replied(let reply): reply.message.text
    case .noted(let message): message.text
    case .received(let received): received.message.text
    case .renamed(let change): change.subject
    case .transferred(let change): change.because
    case .prioritised(let change): change.because
    case .excused(let because): because
    case .waited(let wait): wait.because
    // Each by its name, so that the compiler asks of a new one.
    case .assigned, .released, .resumed, .resolved, .reopened, .closed, .tagged, .untagged,
      .responded, .followed, .notified, .withdrawn, .repromised, .merged,
      .absorbed, .split, .linked, .unlinked, .snoozed, .woken:
      nil
    }
  }

  /// Whether its words are a message.
  package var isMessage: Bool {
    switch self {
    case .replied, .noted, .received: true
    default: false
    }
  }
}
