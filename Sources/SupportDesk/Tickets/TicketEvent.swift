package import ServiceLevels

/// One fact in the life of a ticket, past tense, with all that the fold needs.
///
/// A fold never looks at today's configuration, so budgets are carried in milliseconds, fixed when
/// the fact was recorded (service-levels.md 1.9.4).
package enum TicketEvent: Equatable, Sendable {
  case opened(Opened)
  case assigned(to: PersonNumber, was: PersonNumber?)
  case released(was: PersonNumber)
  case replied(Message)
  case noted(Message)
  /// The customer's words; `response` is the budget of the next-response clock they may start.
  case received(Message, response: Int64)
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

  package struct Opened: Equatable, Sendable {
    package var subject: Words
    package var customer: PersonNumber
    package var priority: Priority
    package var budgets: Budgets
    /// Whether the customer opened it, rather than an agent for the customer.
    package var byCustomer: Bool
    /// The name another system gave the ticket, and which system.
    package var reference: Reference?
    /// The ticket this one follows.
    package var follows: TicketNumber?

    package init(
      subject: Words, customer: PersonNumber, priority: Priority, budgets: Budgets,
      byCustomer: Bool, reference: Reference? = nil, follows: TicketNumber? = nil
    ) {
      self.subject = subject
      self.customer = customer
      self.priority = priority
      self.budgets = budgets
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

  package struct Prioritised: Equatable, Sendable {
    package var priority: Priority
    package var was: Priority
    package var budgets: Budgets

    package init(priority: Priority, was: Priority, budgets: Budgets) {
      self.priority = priority
      self.was = was
      self.budgets = budgets
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
}

/// What a ticket's clocks may use, in running milliseconds, and by which policy.
package struct Budgets: Equatable, Sendable {
  package var policy: String
  package var policyVersion: Int64
  package var response: Int64
  package var resolution: Int64

  package init(policy: String, policyVersion: Int64, response: Int64, resolution: Int64) {
    self.policy = policy
    self.policyVersion = policyVersion
    self.response = response
    self.resolution = resolution
  }
}

/// Which clock of a ticket.
package enum ClockName: String, CaseIterable, Sendable {
  case response
  case nextResponse = "next-response"
  case resolution

  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package init?(rank: Int) {
    guard Self.allCases.indices.contains(rank) else { return nil }
    self = Self.allCases[rank]
  }
}

/// What a notice is about; there is never a second one for the same key.
package struct NoticeKey: Hashable, Sendable {
  package var clock: ClockName
  /// 1 and up: the cycle of a resolution clock, the ordinal of a next-response clock.
  package var cycle: Int64
  /// 1 and up: grows with each change of the target.
  package var targetVersion: Int64
  /// Percent of the budget: 75 warns, 100 is the breach.
  package var threshold: Int64

  package init(clock: ClockName, cycle: Int64, targetVersion: Int64, threshold: Int64) {
    self.clock = clock
    self.cycle = cycle
    self.targetVersion = targetVersion
    self.threshold = threshold
  }
}

/// What `desk` told about a clock, once.
package struct Notice: Equatable, Sendable {
  package var key: NoticeKey
  /// When the threshold was reached.
  package var due: Instant
  /// When it was told: later than `due` where nothing was running at the time.
  package var sent: Instant
  /// The owner at that time.
  package var agent: PersonNumber?

  package init(key: NoticeKey, due: Instant, sent: Instant, agent: PersonNumber?) {
    self.key = key
    self.due = due
    self.sent = sent
    self.agent = agent
  }
}
