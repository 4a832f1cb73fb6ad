import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// One call's view of the world: the state it reads, the instant, who acts.
final class Turn {
  let state: any Snapshot
  let now: Instant
  let actor: Person
  let policy: PolicyFact
  let zone: Zone
  let call: Call
  let program: Program
  /// Every command, for help.
  let commands: [Command]
  private let transaction: (any Transaction)?
  /// What the turn made of tickets, for the answer.
  private(set) var appended: AppendedChange?

  init(
    state: any Snapshot, transaction: (any Transaction)?, now: Instant, actor: Person,
    policy: PolicyFact, zone: Zone, call: Call, program: Program,
    commands: [Command]
  ) {
    self.state = state
    self.transaction = transaction
    self.now = now
    self.actor = actor
    self.policy = policy
    self.zone = zone
    self.call = call
    self.program = program
    self.commands = commands
  }

  var circumstances: Circumstances {
    Circumstances(actor: actor, at: now, policy: policy, zone: zone)
  }

  var wording: Wording {
    Wording(zone: zone) { [self] number in
      do { return try name(of: number) } catch { return "person \(number.value)" }
    }
  }

  /// A problem that was put into words already, on its way out through a failure.
  func refuse(_ problem: Problem) -> Failure {
    worded = problem
    return .refused(.worded)
  }

  private(set) var worded: Problem?

  // MARK: Writing

  /// Records what the call causes, as one change.
  func append(_ facts: [Fact]) throws(Failure) {
    guard let transaction else { preconditionFailure("\(call.command.name) is no write") }
    let origin = Origin(
      actor: .person(actor.number), channel: program.channel,
      method: call.command.name, program: program.name)
    appended = try transaction.append(
      Change(
        origin: origin, recordedAt: now, occurrences: facts.map { Occurrence($0, at: now) }))
  }

  func nextTicket() throws(Failure) -> TicketNumber {
    guard let transaction else { preconditionFailure("\(call.command.name) is no write") }
    return try transaction.nextTicket()
  }

  func nextPerson() throws(Failure) -> PersonNumber {
    guard let transaction else { preconditionFailure("\(call.command.name) is no write") }
    return try transaction.nextPerson()
  }

  // MARK: Reading

  /// The ticket of that number, if the actor may see it.
  ///
  /// A customer gets the same answer for somebody else's ticket as for none.
  func ticket(_ number: TicketNumber) throws(Failure) -> Ticket {
    guard let ticket = try state.ticket(number), mayRead(ticket) else {
      throw .refused(.noSuchTicket(number))
    }
    return ticket
  }

  func ticket(_ reference: TicketReference) throws(Failure) -> Ticket {
    switch reference {
    case .number(let number): return try ticket(number)
    case .name(let name):
      guard let number = try state.ticket(referenced: name) else {
        throw .refused(.noSuchReference(name))
      }
      return try ticket(number)
    }
  }

  private func mayRead(_ ticket: Ticket) -> Bool {
    actor.roles.contains { $0.isStaff } || ticket.customer == actor.number
  }

  /// The ticket, at the revision that the call expects.
  func ticketToChange(_ reference: TicketReference) throws(Failure) -> Ticket {
    let ticket = try ticket(reference)
    if let expected = call[optional: Parameters.ifRevision], expected != ticket.revision {
      throw .refused(.conflict(ticket: ticket.number, expected: expected, actual: ticket.revision))
    }
    return ticket
  }

  func require(_ permission: Permission) throws(Failure) {
    guard actor.has(permission) else { throw .refused(.forbidden(permission)) }
  }

  /// The one person of a role that the words mean: an address, a name, or a name's first word.
  func person(_ words: String, role: Role?) throws(Failure) -> Person {
    if ["me", "myself"].contains(words.lowercased()) { return actor }
    let called = PersonName(words)
    if let address = called.address {
      guard let person = try state.person(address: address) else {
        throw .refused(.noSuchPerson(words, role: role))
      }
      return person
    }
    var found = try state.people(named: called.name)
    if role != .customer {
      let typed = called.name.lowercased()
      for staff in [Role.agent, .manager] where found.isEmpty {
        found += try state.people(staff).filter { $0.handle == typed }
      }
    }
    if let role, role != .customer {
      found = found.filter { $0.roles.contains(role) || $0.roles.contains(.manager) }
    }
    guard let first = found.first else { throw .refused(.noSuchPerson(words, role: role)) }
    guard found.count == 1 else {
      throw .refused(.ambiguousPerson(words, among: found.map(\.number)))
    }
    return first
  }

  /// What a person is called.
  func name(of number: PersonNumber) throws(Failure) -> String {
    try state.person(number)?.shownName ?? "person \(number.value)"
  }
}
