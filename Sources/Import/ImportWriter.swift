import ServiceLevels
import SupportDesk

/// Makes events of an incident's rows, and one change of them.
struct ImportWriter {
  let transaction: any Transaction
  let policies: Policies
  /// Those of all policies, by their names.
  let zones: [String: Zone]
  let calendars: Calendars
  let now: Instant
  let program: String
  private(set) var summary: ImportSummary
  let report: (UntakenRow) -> Void
  private var people: [Party: PersonNumber] = [:]

  /// A name in a role: callers and resolvers of one name are not one person for that.
  private struct Party: Hashable {
    let name: String
    let role: Role
  }

  init(
    transaction: any Transaction, policies: Policies, zones: [String: Zone], calendars: Calendars,
    now: Instant, program: String,
    summary: ImportSummary, report: @escaping (UntakenRow) -> Void
  ) {
    self.transaction = transaction
    self.policies = policies
    self.zones = zones
    self.calendars = calendars
    self.now = now
    self.program = program
    self.summary = summary
    self.report = report
  }

  /// Records what the rows of an incident tell and the store does not know.
  ///
  /// - Parameter rows: all there are of the incident, by time.
  mutating func take(_ rows: [ServiceNowRow]) throws(Failure) {
    guard let first = rows.first else { return }
    var facts: [Occurrence] = []
    var incident: ImportedIncident
    if let known = try known(first.incident) {
      incident = known
    } else {
      incident = try open(first, &facts)
      summary.tickets += 1
    }
    for row in rows {
      if row.at <= incident.knownUntil {
        summary.countKnown(row)
        continue
      }
      if incident.isTheDesks {
        let untaken = UntakenRow(line: row.line, fault: .changedHere(incident.ticket))
        summary.count(untaken)
        report(untaken)
        continue
      }
      let agent = try row.assignee.map { name throws(Failure) in
        try person(name, .agent, at: row.at)
      }
      let policy = incident.policy
      let events = incident.follow(row, agent: agent) {
        terms(Standing(priority: $0, customer: $1), from: $2, isAnswered: $3, by: policy)
      }
      let opens = !facts.isEmpty && row.line == first.line
      if events.isEmpty, !opens { summary.countKnown(row) }
      // Some rows are older than the opening that they tell of: nothing occurs before it.
      let at = max(row.at, incident.openedAt)
      facts += events.map { Occurrence(.ticket(incident.ticket, $0), at: at) }
    }
    if facts.isEmpty { return }
    summary.facts += facts.count
    try append(facts, by: .otherSystem, "import.servicenow")
    try withdraw(incident.ticket)
  }

  /// What the store knows of an incident by an earlier export; nil where it knows nothing.
  ///
  /// Its rows up to the last fact are not taken again, so that none is told before the last.
  private func known(_ name: String) throws(Failure) -> ImportedIncident? {
    guard let number = try transaction.ticket(referenced: name) else { return nil }
    let history = try transaction.history(of: number, upTo: nil)
    return Ticket(number, history).map {
      ImportedIncident($0, history, policies.version(of: $0))
    }
  }

  private mutating func open(
    _ row: ServiceNowRow, _ facts: inout [Occurrence]
  ) throws(Failure) -> ImportedIncident {
    let customer = try person(row.caller, .customer, at: row.at)
    let number = try transaction.nextTicket()
    let policy = policies.inForce(at: row.openedAt)
    let terms = terms(
      Standing(priority: row.priority, customer: customer), from: row.openedAt,
      isAnswered: false, by: policy)
    let opened = TicketEvent.Opened(
      subject: Words(row.subject), customer: customer, priority: row.priority, terms: terms,
      policyVersion: terms.promises.isEmpty ? policy.version : nil, byCustomer: false,
      reference: .init(system: "servicenow", name: row.incident))
    facts.append(Occurrence(.ticket(number, .opened(opened)), at: row.openedAt))
    return ImportedIncident(number, customer, row, policy)
  }

  /// What an incident is promised: a log has no messages, so of next responses and updates it tells
  /// nothing.
  private func terms(
    _ standing: Standing, from start: Instant, isAnswered: Bool, by policy: PolicyFact
  ) -> Terms {
    var terms = policy.terms(for: standing, in: zones[policy.zone] ?? .utc, by: calendars) {
      clock in
      switch clock {
      case .response: isAnswered ? nil : start
      case .resolution: start
      case .nextResponse, .update: nil
      }
    }
    if !terms.ends.contains(.update) { terms.ends.append(.update) }
    return terms
  }

  /// The person of a name in a role, made where there is none; a fact of its own change.
  private mutating func person(
    _ name: String, _ role: Role, at: Instant
  ) throws(Failure) -> PersonNumber {
    let party = Party(name: name, role: role)
    if let known = people[party] { return known }
    let number: PersonNumber
    if let known = try transaction.people(named: name, role).first {
      number = known.number
    } else {
      number = try transaction.nextPerson()
      let added = PersonEvent.Added(name: Words(name), address: nil, roles: [role])
      try append(
        [Occurrence(.person(number, .added(added)), at: at)], by: .otherSystem, "import.servicenow")
    }
    people[party] = number
    return number
  }

  /// Takes back what the desk told of a ticket and is not true by what it did not know then.
  private mutating func withdraw(_ number: TicketNumber) throws(Failure) {
    guard let ticket = try transaction.ticket(number), !ticket.notices.isEmpty else { return }
    let untrue = ticket.untrueNotices(at: now, by: calendars)
    if untrue.isEmpty { return }
    summary.withdrawn += untrue.count
    try append(
      untrue.map { Occurrence(.ticket(number, .withdrawn($0)), at: now) }, by: .desk, "desk.tick")
  }

  private func append(
    _ facts: [Occurrence], by actor: Actor, _ method: String
  ) throws(Failure) {
    _ = try transaction.append(
      Change(
        origin: Origin(actor: actor, channel: "import", method: method, program: program),
        recordedAt: now, occurrences: facts))
  }
}
