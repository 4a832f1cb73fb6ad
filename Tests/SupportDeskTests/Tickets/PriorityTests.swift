import ServiceLevels
import SupportDesk
import Testing

/// How pressing a ticket is, and what that does to its clocks (service-levels.md 1.3).
struct PriorityTests {
  private let number = TicketNumber(1)

  private func set(_ priority: Priority, because: String? = nil) -> World.Decision {
    { try $0.set(priority, because: because.map { Words($0) }, $1) }
  }

  @Test func `what moves a due time later needs a reason, also while the ticket waits`() throws {
    for status in [Status.new, .open, .waiting] {
      for from in Priority.allCases {
        var world = try World(status)
        if world.ticket.priority != from { try world.act(Cast.ann, set(from, because: "so")) }
        for to in Priority.allCases where to != from {
          let isLater = to.rank > from.rank
          #expect(
            world.refusal(Cast.ann, set(to)) == (isLater ? .unreasoned(number) : nil),
            "\(status): \(from) to \(to)")
          #expect(world.refusal(Cast.ann, set(to, because: "so")) == nil)
        }
      }
    }
  }

  @Test func `what leaves every due time where it is needs no reason, also while the ticket waits`()
    throws
  {
    var equal = World.policy
    equal.rows = Priority.allCases.map {
      .init(
        rank: 1, priorities: [$0],
        targets: [.response: "1h", .nextResponse: "1h", .resolution: "1d"])
    }
    for isWaiting in [false, true] {
      for part in ["as it is", "later response", "later resolution"] {
        var world = World(by: equal)
        if isWaiting { try world.act(Cast.ann) { try $0.wait(Words("Which?"), $1) } }
        var policy = equal
        if part == "later response" { policy.rows[3].targets[.response] = "3601s" }
        if part == "later resolution" { policy.rows[3].targets[.resolution] = "86401s" }
        let later = Circumstances(
          actor: Cast.ann, at: world.now, policy: policy, zone: .utc, calendars: .onlyAlways)
        let refusal = world.refusal(Cast.ann) { ticket, _ in
          try ticket.set(.low, because: nil, later)
        }
        // The response clock is stopped by the question.
        let isLater = part == "later resolution" || part == "later response" && !isWaiting
        #expect(refusal == (isLater ? .unreasoned(number) : nil), "\(part), \(isWaiting)")
      }
    }
  }

  @Test func `the reason is kept with the change`() throws {
    var world = World()
    try world.act(Cast.ann, set(.low, because: "it can wait"))
    guard case .prioritised(let change)? = world.history.last?.event else {
      Issue.record("no change of priority")
      return
    }
    #expect(change.because?.text == "it can wait")
    #expect(change.priority == .low && change.was == .medium)
  }

  @Test func `what a change used up was late, also where the clock stops in that instant`() throws {
    for minutes in [20, 40] as [Int64] {
      var world = World()
      world.now = world.now.advanced(byMilliseconds: minutes * 60_000)
      world.record(try world.events(Cast.ann, set(.urgent)), by: Cast.ann)
      world.record(
        try world.events(Cast.ann) { try $0.reply(Words("Hello."), $1) }, by: Cast.ann)
      let row = world.ticket.clockRows(by: .onlyAlways).first { $0.clock == .response }
      #expect(row?.breachedEarlier == (minutes > 30))
      #expect(row?.verdict == (minutes > 30 ? .missed : .met))
    }
  }

  @Test func `only the clocks that can still run are promised anything`() throws {
    var world = try World(.open)
    try world.act(Cast.ann, set(.low, because: "so"))
    guard case .prioritised(let first)? = world.history.last?.event else { return }
    #expect(Set(first.terms.promises.keys) == [.resolution])
    try world.act(Cast.customer) { try $0.receive(Words("Hm?"), from: $0.customer, $1) }
    let start = world.now
    try world.act(Cast.ann, set(.urgent))
    guard case .prioritised(let second)? = world.history.last?.event else { return }
    #expect(second.terms.promises[.response] == nil)
    #expect(
      second.terms.promises[.nextResponse]
        == World.policy.promised(.nextResponse, .urgent, from: start))
  }

  @Test func `what was begun anew is promised from then on, also while it is resolved`() throws {
    // From 2 March a month is 31 days, from 2 April 30.
    var months = World.policy
    months.onPriorityChange = .restart
    for index in months.rows.indices { months.rows[index].targets[.resolution] = "2w" }
    var tagged = months.rows[0]
    (tagged.rank, tagged.priorities, tagged.tag) = (5, Priority.allCases, "gold")
    tagged.targets[.resolution] = "1mo"
    months.rows.insert(tagged, at: 0)
    for restarts in [false, true] {
      var world = World(by: months)
      world.pass(days: 31)
      if restarts { try world.act(Cast.ann, set(.high, because: "so")) }
      try world.act(Cast.ann) { try $0.resolve(nil, silent: true, $1) }
      try world.act(Cast.ann) { try $0.tag("gold", on: true, $1) }
      let budget = world.ticket.clocks.resolution.reading(at: world.now, by: .onlyAlways).target
      #expect(budget.budgetMs == (restarts ? 30 : 31) * 86_400_000)
    }
  }
}
