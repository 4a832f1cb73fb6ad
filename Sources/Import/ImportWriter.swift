import ServiceLevels
import SupportDesk

/// Makes events of rows, one change a row.
struct ImportWriter {
  let transaction: any Transaction
  let policy: PolicyFact
  let zone: Zone
  let now: Instant
  let program: String

  /// - Parameter records: false for rows of an earlier run, which are only remembered.
  func take(
    _ row: ServiceNowRow, _ memory: inout ImportMemory, _ summary: inout ImportSummary,
    records: Bool
  ) throws(Failure) {
    if row.status == nil {
      summary.count("a state that is none of ServiceNow's", line: row.line)
    }
    var facts: [Occurrence] = []
    if memory.incidents[row.incident] == nil, records {
      memory.incidents[row.incident] = try known(row.incident, &memory)
    }
    if memory.incidents[row.incident] == nil {
      facts += try open(row, &memory, records: records)
      summary.tickets += 1
    }
    guard var incident = memory.incidents[row.incident] else { return }
    if let why = incident.passes(row.at) { return summary.count(why, line: row.line) }
    var events: [TicketEvent] = []
    if incident.priority != row.priority {
      events.append(.prioritised(change(of: incident, to: row.priority)))
      incident.priority = row.priority
    }
    if incident.assignee != row.assignee {
      let was = incident.assignee.flatMap { memory.people[$0] }
      if let name = row.assignee {
        let agent = try person(name, role: .agent, &memory, &facts, row, records: records)
        events.append(.assigned(.init(to: agent, was: was)))
      } else if let was {
        events.append(.released(was: was))
      }
      incident.assignee = row.assignee
    }
    events += Self.move(&incident, to: row.status)
    memory.incidents[row.incident] = incident
    facts += events.map { Occurrence(.ticket(incident.ticket, $0), at: row.at) }
    if facts.isEmpty {
      if row.status != nil { summary.count("nothing that was not known", line: row.line) }
      return
    }
    summary.facts += facts.count
    if records { try append(facts) }
  }

  private func change(
    of incident: ImportMemory.Incident, to priority: Priority
  ) -> TicketEvent.Prioritised {
    .init(
      priority: priority, was: incident.priority,
      response: incident.isAnswered ? nil : promise(.response, priority, from: incident.openedAt),
      nextResponse: nil, resolution: promise(.resolution, priority, from: incident.openedAt))
  }

  /// What the store knows of an incident by an earlier export; nil where it knows nothing.
  ///
  /// Its rows up to the last fact are not taken again, so that none is told before the last.
  private func known(
    _ name: String, _ memory: inout ImportMemory
  ) throws(Failure) -> ImportMemory.Incident? {
    guard let number = try transaction.ticket(referenced: name),
      let ticket = try transaction.ticket(number)
    else { return nil }
    let history = try transaction.history(of: number, upTo: nil)
    let told = history.filter { $0.actor == .otherSystem }
    let agent = try ticket.agent.map { number throws(Failure) in
      try transaction.person(number)
    }
    if let agent = agent ?? nil, let name = agent.name.text { memory.people[name] = agent.number }
    return ImportMemory.Incident(
      ticket: number, openedAt: ticket.openedAt, status: ticket.status, priority: ticket.priority,
      assignee: agent??.name.text, isAnswered: ticket.clocks.response.isStopped,
      knownUntil: told.map(\.occurredAt).max() ?? .earliest,
      isTheDesks: history.contains { $0.actor.person != nil })
  }

  /// The events that bring an incident from its status to the row's.
  private static func move(
    _ incident: inout ImportMemory.Incident, to status: Status?
  ) -> [TicketEvent] {
    guard let status else { return [] }
    var events: [TicketEvent] = []
    if status != .new, !incident.isAnswered {
      events.append(.responded(basis: ResponseBasis.text))
      incident.isAnswered = true
    }
    let from = incident.status
    guard from != status else { return events }
    incident.status = status
    if !from.isLive, status.isLive { events.append(.reopened) }
    switch status {
    case .new, .open: if from.isLive { events.append(.resumed) }
    case .waiting: events.append(.waited)
    case .resolved: if from.isLive { events.append(.resolved(silent: false)) }
    case .closed:
      if from.isLive { events.append(.resolved(silent: false)) }
      events.append(.closed)
    }
    return events
  }

  private func open(
    _ row: ServiceNowRow, _ memory: inout ImportMemory, records: Bool
  ) throws(Failure) -> [Occurrence] {
    var facts: [Occurrence] = []
    let customer = try person(
      row.caller, role: .customer, &memory, &facts, row, records: records)
    let number: TicketNumber
    if records {
      number = try transaction.nextTicket()
    } else {
      guard let known = try transaction.ticket(referenced: row.incident) else {
        throw .storage(.damaged("\(row.incident) was imported, but is not there"))
      }
      number = known
    }
    memory.incidents[row.incident] = ImportMemory.Incident(
      ticket: number, openedAt: row.openedAt, status: .new, priority: row.priority,
      assignee: nil, isAnswered: false)
    let opened = TicketEvent.Opened(
      subject: Words(row.subject), customer: customer, priority: row.priority,
      response: promise(.response, row.priority, from: row.openedAt),
      resolution: promise(.resolution, row.priority, from: row.openedAt),
      byCustomer: false, reference: .init(system: "servicenow", name: row.incident))
    return facts + [Occurrence(.ticket(number, .opened(opened)), at: row.openedAt)]
  }

  private func promise(
    _ clock: ClockName, _ priority: Priority, from start: Instant
  ) -> Promise {
    policy.promise(clock, for: priority, from: start, in: zone)
  }

  /// The person of a name, made where there is none; a fact of its own change.
  private func person(
    _ name: String, role: Role, _ memory: inout ImportMemory, _ facts: inout [Occurrence],
    _ row: ServiceNowRow, records: Bool
  ) throws(Failure) -> PersonNumber {
    if let known = memory.people[name] { return known }
    if let known = try transaction.people(named: name).first(where: { $0.roles.contains(role) }) {
      memory.people[name] = known.number
      return known.number
    }
    let number = try transaction.nextPerson()
    memory.people[name] = number
    let added = DeskEvent.PersonAdded(
      number: number, name: Words(name), address: nil, roles: [role])
    if records { try append([Occurrence(.desk(.personAdded(added)), at: row.at)]) }
    return number
  }

  private func append(_ facts: [Occurrence]) throws(Failure) {
    _ = try transaction.append(
      Change(
        origin: Origin(
          actor: .otherSystem, channel: "import", method: "import.servicenow", program: program),
        recordedAt: now, occurrences: facts))
  }
}
