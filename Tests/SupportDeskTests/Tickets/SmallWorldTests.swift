import ServiceLevels
import SupportDesk
import Testing

/// Every sequence of up to four decisions on one ticket.
///
/// Who asked is an agent, which is the hardest case; two other agents work on it.
struct SmallWorldTests {
  private static let requester = Cast.ann
  private static let (agent, other) = (Cast.bob, Cast.manager)

  private static let deeds: [Deed] =
    [requester, agent].flatMap { person in
      [
        Deed("take", person) { try $0.take($1) },
        Deed("reply", person) { try $0.reply(Words("Words."), $1) },
        Deed("wait :", person) { try $0.wait(Words("Which?"), $1) },
        Deed("wait", person) { try $0.wait(nil, $1) },
        Deed("resolve :", person) { try $0.resolve(Words("Done."), silent: false, $1) },
        Deed("resolve", person) { try $0.resolve(nil, silent: false, $1) },
      ]
    } + [
      Deed("steal", other) { try $0.steal($1) },
      Deed("assign", agent) { ticket, _ in try ticket.assign(to: requester) },
      Deed("release", agent) { ticket, _ in try ticket.release() },
      Deed("note", agent) { try $0.note(Words("Hm."), $1) },
      Deed("receive", agent) { try $0.receive(Words("Hm."), from: $0.customer, $1) },
      Deed("resolve --silent", agent) { try $0.resolve(nil, silent: true, $1) },
      Deed("reopen", agent) { try $0.reopen($1) },
      Deed("close", agent) { ticket, _ in try ticket.close() },
      Deed("set", agent) { try $0.set(.high, because: nil, $1) },
      Deed("tag", agent) { ticket, now in try ticket.tag("ui", on: true, now) },
      Deed("rename", agent) { ticket, _ in
        try ticket.rename(to: Words("Other"), from: ticket.subject.text)
      },
      Deed("transfer", agent) { ticket, now in
        try ticket.transfer(to: agent, because: Words("It is mine."), now)
      },
    ]

  private static let moves: Set<[Status]> = [
    [.new, .open], [.new, .waiting], [.new, .resolved], [.open, .waiting], [.open, .resolved],
    [.waiting, .open], [.waiting, .resolved], [.resolved, .open], [.resolved, .closed],
    [.closed, .open],
  ]

  @Test func `every sequence of four decisions keeps what must stay true`() throws {
    var reached: [Status: Int] = [:]
    try walk(World(for: Self.requester), 4) { world in
      reached[world.ticket.status, default: 0] += 1
    }
    #expect(Set(reached.keys) == Set(Status.allCases))
    #expect(reached.values.reduce(0, +) > 40_000, "the walk ended early")
  }

  private func walk(_ world: World, _ depth: Int, _ seen: (World) -> Void) throws {
    seen(world)
    if depth == 0 { return }
    for deed in Self.deeds where world.refusal(deed.actor, deed.decide) == nil {
      var next = world
      try next.act(deed.actor, deed.decide)
      let faults = faults(from: world, to: next)
      if !faults.isEmpty {
        Issue.record("\(next.history.map(\.event.kind)) by \(deed): \(faults)")
        return
      }
      try walk(next, depth - 1, seen)
    }
  }

  /// What the step broke, in words.
  private func faults(from: World, to: World) -> [String] {
    let (before, after) = (from.ticket, to.ticket)
    var faults: [String] = []
    func hold(_ rule: String, _ holds: Bool) { if !holds { faults.append(rule) } }
    hold(
      "a status moves as the design says",
      before.status == after.status || Self.moves.contains([before.status, after.status]))
    hold("a change is one revision", after.revision == before.revision + 1)
    let open = to.history.filter(\.event.isPublic)
    hold(
      "the customer's revision counts the changes that they see",
      after.publicRevision == Int64(Set(open.map(\.change)).count))
    hold(
      "a ticket was last changed when something last occurred",
      after.updatedAt == to.history.map(\.occurredAt).max()
        && after.publicUpdatedAt == open.map(\.occurredAt).max())
    hold("every event is counted", after.version == Int64(to.history.count))
    hold("a change has an event", to.history.count > from.history.count)
    hold("a new ticket is nobody's", after.status != .new || after.agent == nil)
    hold("who has it has it since some time", (after.agent == nil) == (after.agentSince == nil))
    hold(
      "what is resolved has an instant, what is live has none",
      (after.resolvedAt == nil) == after.status.isLive)
    clocks(after, at: to.now, hold)
    words(from, to, hold)
    if let whole = Ticket(TicketNumber(1), to.history) {
      hold("the whole fold is what the steps made", Self.isSame(whole, after))
    } else {
      hold("a history folds", false)
    }
    return faults
  }

  private func clocks(_ ticket: Ticket, at now: Instant, _ hold: (String, Bool) -> Void) {
    let clocks = ticket.clocks
    let isRight =
      switch clocks.resolution.reading(at: now, by: .onlyAlways).state {
      case .running: ticket.status == .new || ticket.status == .open
      case .paused: ticket.status == .waiting
      case .stopped: !ticket.status.isLive
      }
    hold("the resolution clock follows the status", isRight)
    let running = ([clocks.response] + clocks.nextResponses).filter { !$0.isStopped }
    hold("at most one clock waits for an answer", running.count <= 1)
    hold("nothing is owed where nothing is live", ticket.status.isLive || running.isEmpty)
  }

  private func words(_ from: World, _ to: World, _ hold: (String, Bool) -> Void) {
    for recorded in to.history.dropFirst(from.history.count) {
      switch recorded.event {
      case .assigned(let change): hold("was is who had it", change.was == from.ticket.agent)
      case .released(let was): hold("was is who had it", was == from.ticket.agent)
      case .transferred(let change): hold("was is whose it was", change.was == from.ticket.customer)
      case .replied(let reply):
        hold("nobody answers themselves", reply.message.author != from.ticket.customer)
        hold("staff answer", reply.message.role.isStaff && reply.answers)
        hold("an answer stops the clock", to.ticket.clocks.response.isStopped)
      case .received(let words):
        hold("a customer's word is a customer's", words.message.role == .customer)
      case .waited(.init()):
        hold(
          "who is waited for was asked",
          to.ticket.lastStaffMessage.map { $0 >= to.ticket.lastCustomerMessage ?? $0 } ?? false)
      default: break
      }
    }
  }

  private static func isSame(_ left: Ticket, _ right: Ticket) -> Bool {
    TicketRow(left, by: .onlyAlways) == TicketRow(right, by: .onlyAlways) && left.tags == right.tags
      && left.subject == right.subject && left.agentSince == right.agentSince
      && left.resolvedAt == right.resolvedAt
      && left.lastStaffMessage == right.lastStaffMessage
      && left.lastCustomerMessage == right.lastCustomerMessage
      && left.clockRows(by: .onlyAlways) == right.clockRows(by: .onlyAlways)
  }
}
