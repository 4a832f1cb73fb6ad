import ServiceLevels
import SupportDesk

extension PolicyFact {
  /// What a ticket is promised that is opened at an instant.
  func openingTerms(_ priority: Priority, _ customer: PersonNumber, at opening: Instant) -> Terms {
    terms(
      for: Standing(priority: priority, customer: customer), in: .utc, by: .onlyAlways
    ) { $0 == .nextResponse ? nil : opening }
  }

  /// What a clock of an untagged ticket is promised; traps where nothing is.
  func promised(_ clock: ClockName, _ priority: Priority, from start: Instant) -> Promise {
    let standing = Standing(priority: priority, customer: Cast.customer.number)
    guard let promise = promise(clock, for: standing, from: start, in: .utc, by: .onlyAlways) else {
      preconditionFailure("\(clock) is not promised")
    }
    return promise
  }
}

extension TicketClocks {
  var response: PromisedClock { only(.response) }
  var resolution: PromisedClock { only(.resolution) }
  var nextResponses: [PromisedClock] {
    all.filter { $0.clock.name == .nextResponse }.map(\.clock)
  }

  private func only(_ name: ClockName) -> PromisedClock {
    guard let clock = last(name) else { preconditionFailure("there is no \(name) clock") }
    return clock
  }
}

/// One ticket and its history, changed by decisions as a store would record them.
struct World {
  private(set) var history: [Recorded<TicketEvent>] = []
  private(set) var ticket: Ticket
  var now = Instant(milliseconds: 1_772_442_000_000)
  static let policy = PolicyFact.statement(zone: "UTC")
  private let policy: PolicyFact

  /// A new ticket, which nobody has.
  init(
    for customer: Person = Cast.customer, byCustomer: Bool = true,
    by policy: PolicyFact = Self.policy, at opening: Instant? = nil
  ) {
    self.policy = policy
    now = opening ?? now
    let opened = TicketEvent.Opened(
      subject: Words("Gateway down"), customer: customer.number, priority: .medium,
      terms: policy.openingTerms(.medium, customer.number, at: now), byCustomer: byCustomer)
    let first = Recorded<TicketEvent>(
      sequence: 1, change: 1, actor: .person(customer.number), occurredAt: now, recordedAt: now,
      event: .opened(opened))
    history = [first]
    guard let ticket = Ticket(TicketNumber(1), history) else {
      preconditionFailure("an opening makes a ticket")
    }
    self.ticket = ticket
  }

  /// A ticket of that status, which an agent has; nobody has it where it is new or `owner` is nil.
  init(_ status: Status, owner: Person? = Cast.bob) throws {
    self.init()
    if status == .new { return }
    try act(Cast.ann) { try $0.reply(Words("Hello."), $1) }
    if let owner { try act(Cast.ann) { ticket, _ in try ticket.assign(to: owner) } }
    if status == .open { return }
    if status == .waiting {
      try act(Cast.ann) { try $0.wait(Words("Which?"), $1) }
      return
    }
    try act(Cast.ann) { try $0.resolve(Words("Done."), silent: false, $1) }
    if status == .closed { try act(Cast.ann) { ticket, _ in try ticket.close() } }
  }

  typealias Decision = @Sendable (Ticket, Circumstances) throws -> [TicketEvent]

  func circumstances(_ actor: Person) -> Circumstances {
    Circumstances(actor: actor, at: now, policy: policy, zone: .utc, calendars: .onlyAlways)
  }

  /// What the person's decision would record.
  func events(_ actor: Person, _ decide: Decision) throws -> [TicketEvent] {
    try decide(ticket, circumstances(actor))
  }

  /// Records the person's decision as one change, a minute after the last.
  mutating func act(_ actor: Person, _ decide: Decision) throws {
    now = now.advanced(byMilliseconds: 60_000)
    record(try events(actor, decide), by: actor)
  }

  /// Records what the person did at an earlier instant, as one change, a minute after the last.
  mutating func act(_ actor: Person, at instant: Instant, _ decide: Decision) throws {
    now = now.advanced(byMilliseconds: 60_000)
    let then = Circumstances(
      actor: actor, at: instant, policy: policy, zone: .utc, calendars: .onlyAlways)
    record(try decide(ticket, then), by: actor, occurredAt: instant)
  }

  /// - Parameter occurredAt: nil for now.
  mutating func record(_ events: [TicketEvent], by actor: Person, occurredAt: Instant? = nil) {
    let change = (history.last?.change ?? 0) + 1
    for event in events {
      let recorded = Recorded(
        sequence: Int64(history.count) + 1, change: change, actor: .person(actor.number),
        occurredAt: occurredAt ?? now, recordedAt: now, event: event)
      history.append(recorded)
      ticket.apply(recorded)
    }
  }

  mutating func pass(days: Int64) { now = now.advanced(byMilliseconds: days * 86_400_000) }

  /// Why the person's decision is refused; nil where it is not.
  func refusal(_ actor: Person, _ decide: Decision) -> Refusal? {
    do {
      _ = try events(actor, decide)
      return nil
    } catch { return error as? Refusal }
  }
}
