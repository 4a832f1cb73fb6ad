/// What is erased of a person, as it is found before it goes.
package struct Erasure: Equatable, Sendable {
  package var person: PersonNumber
  /// The events whose values go.
  package var events = EventNumbers([])
  package var values: Int64 = 0
  package var tickets: Int64 = 0
  package var messages: Int64 = 0
  package var drafts: [DraftName] = []
  /// The events of which words that stay name them.
  package var mentions: [Mention] = []
  /// Tags by which tickets are or were named after them.
  package var tags: [Tagging] = []
  /// The lines that go and no other value has, for the search of the files; never kept.
  package var lines: [String] = []

  package struct DraftName: Equatable, Sendable {
    package var person: PersonNumber
    package var number: Int64

    package init(person: PersonNumber, number: Int64) {
      self.person = person
      self.number = number
    }
  }

  /// An event whose words name the person.
  package struct Mention: Equatable, Sendable {
    package var ticket: TicketNumber
    package var event: Int64

    package init(ticket: TicketNumber, event: Int64) {
      self.ticket = ticket
      self.event = event
    }
  }

  package struct Tagging: Hashable, Sendable {
    package var ticket: TicketNumber
    package var tag: String

    package init(ticket: TicketNumber, tag: String) {
      self.ticket = ticket
      self.tag = tag
    }
  }

  package init(of person: PersonNumber) { self.person = person }

  /// Whether there is nothing to erase.
  package var isEmpty: Bool { values == 0 && drafts.isEmpty }

  /// What the event says that it was done.
  package func erased(
    approvedBy manager: PersonNumber, repeats: Int64? = nil
  ) -> PersonErased {
    PersonErased(
      approvedBy: manager, values: values, tickets: tickets, messages: messages,
      drafts: Int64(drafts.count), events: events,
      mentions: EventNumbers(mentions.map(\.event)), repeats: repeats)
  }
}

/// How far the erasure of a person has come.
package struct ErasureState: Sendable {
  /// Who approved it; nil where nobody did.
  package var approvedBy: PersonNumber?
  /// What was erased, the last behind: again where more was said on their tickets since.
  package var done: [Done] = []
  /// Whether files may still hold what was erased.
  package var isUnswept: Bool

  /// One erasure, by which event of which change.
  package struct Done: Sendable {
    package var erased: PersonErased
    package var event: Int64
    package var change: Int64

    package init(erased: PersonErased, event: Int64, change: Int64) {
      self.erased = erased
      self.event = event
      self.change = change
    }
  }

  /// - Parameters:
  ///   - history: the person's.
  ///   - isUnswept: whether files may still hold what was erased.
  package init(_ history: [Recorded<PersonEvent>], isUnswept: Bool) {
    self.isUnswept = isUnswept
    for recorded in history {
      switch recorded.event {
      case .erasureApproved: approvedBy = recorded.actor.person
      case .erased(let erased):
        done.append(.init(erased: erased, event: recorded.sequence, change: recorded.change))
      case .added, .roleWithdrawn: break
      }
    }
  }
}

/// What a search of the files found of the lines that were erased.
package struct Sweep: Equatable, Sendable {
  /// Lines that the files hold and no row does; nil where the files could not be searched.
  package var remains: [String]?

  package init(remains: [String]?) { self.remains = remains }
}
