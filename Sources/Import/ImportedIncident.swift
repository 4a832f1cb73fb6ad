import ServiceLevels
import SupportDesk

/// Where an incident stands while its rows are followed.
struct ImportedIncident {
  let ticket: TicketNumber
  private let customer: PersonNumber
  let openedAt: Instant
  /// The version by which it is promised what it is.
  let policy: PolicyFact
  /// When the last fact occurred that an earlier export told: older rows tell nothing new.
  let knownUntil: Instant
  /// Whether somebody at the desk has changed it since.
  let isTheDesks: Bool
  private var status: Status
  private var priority: Priority
  private var agent: PersonNumber?
  private var isAnswered: Bool

  /// One that is new with its first row.
  init(
    _ ticket: TicketNumber, _ customer: PersonNumber, _ row: ServiceNowRow, _ policy: PolicyFact
  ) {
    self.policy = policy
    self.ticket = ticket
    self.customer = customer
    openedAt = row.openedAt
    knownUntil = .earliest
    isTheDesks = false
    status = .new
    priority = row.priority
    isAnswered = false
  }

  /// One that the store has.
  init(_ ticket: Ticket, _ history: [Recorded<TicketEvent>], _ policy: PolicyFact) {
    self.policy = policy
    self.ticket = ticket.number
    customer = ticket.customer
    openedAt = ticket.openedAt
    knownUntil =
      history.filter { $0.actor == .otherSystem }.map(\.occurredAt).max() ?? .earliest
    isTheDesks = history.contains { $0.actor.person != nil }
    status = ticket.status
    priority = ticket.priority
    agent = ticket.agent
    isAnswered = ticket.clocks.isAnswered
  }

  /// The events that bring the incident from where it stands to what the row tells.
  mutating func follow(
    _ row: ServiceNowRow, agent: PersonNumber?,
    terms: (Priority, PersonNumber, _ from: Instant, _ isAnswered: Bool) -> Terms
  ) -> [TicketEvent] {
    var events: [TicketEvent] = []
    if priority != row.priority {
      events.append(
        .prioritised(
          .init(
            priority: row.priority, was: priority,
            terms: terms(row.priority, customer, openedAt, isAnswered))))
      priority = row.priority
    }
    if self.agent != agent {
      if let agent {
        events.append(.assigned(.init(to: agent, was: self.agent)))
      } else if let was = self.agent {
        events.append(.released(was: was))
      }
      self.agent = agent
    }
    return events + move(to: row.status)
  }

  private mutating func move(to status: Status?) -> [TicketEvent] {
    guard let status else { return [] }
    var events: [TicketEvent] = []
    if status != .new, !isAnswered {
      events.append(.responded(basis: ResponseBasis.text))
      isAnswered = true
    }
    let from = self.status
    guard from != status else { return events }
    self.status = status
    if !from.isLive, status.isLive { events.append(.reopened) }
    switch status {
    case .new, .open: if from.isLive { events.append(.resumed) }
    case .waiting: events.append(.waited(.init(pauses: policy.pausesWaiting)))
    case .resolved: if from.isLive { events.append(.resolved(silent: false)) }
    case .closed:
      if from.isLive { events.append(.resolved(silent: false)) }
      events.append(.closed)
    }
    return events
  }
}
