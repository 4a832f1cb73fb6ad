import ServiceLevels
import Storage
import SupportDesk
import TestSupport
import Testing

/// A list is what a filter over every ticket's fold would leave, in the order of lists.
@Suite struct ConditionTests {
  @Test(arguments: Place.allCases, [UInt64](1...3))
  func `a list is what its condition says of each ticket`(place: Place, seed: UInt64) throws {
    let desk = try TestDesk(place)
    var random = RandomTickets(chance: Chance(seed: seed), desk: desk)
    try random.make(60)
    let tickets = try (1...60).compactMap { try desk.ticket(TicketNumber($0)) }
    let rows = tickets.map { TicketRow($0, by: .onlyAlways) }
    let instants =
      rows.compactMap(\.dueAt) + [desk.now, .earliest, .latest]
      + tickets.flatMap { $0.clockRows(by: .onlyAlways).compactMap(\.limitAt) }
    var sizes: Set<Int> = []
    for _ in 0..<150 {
      let condition = random.condition(instants)
      for actor in [desk.ana, desk.ada] {
        let scope = Scope(of: actor)
        let expected = zip(rows, tickets)
          .filter { scope.admits($1) && Self.holds(condition, $1, scope) }
          .map(\.0).sorted(by: Self.isBefore)
        let lines = try desk.lines(actor, condition)
        #expect(lines.map(\.row) == expected, "seed \(seed): \(condition)")
        #expect(lines.allSatisfy { $0.subject == "Printer" })
        #expect(try desk.count(actor, condition) == Int64(expected.count), "\(condition)")
        #expect(try Self.paged(desk, actor, condition) == expected, "\(condition)")
        sizes.insert(expected.count)
      }
    }
    #expect(sizes.count > 10, "the conditions tell tickets apart")
    #expect(try desk.faults().isEmpty)
  }

  /// The list in pages of seven.
  private static func paged(
    _ desk: TestDesk, _ actor: Person, _ condition: TicketCondition
  ) throws -> [TicketRow] {
    var rows: [TicketRow] = []
    while true {
      let after = rows.last.map { TicketQuery.Position(due: $0.dueAt, number: $0.number) }
      let page = try desk.lines(actor, condition, after: after, limit: 7).map(\.row)
      rows += page
      if page.count < 7 { return rows }
    }
  }

  private static func isBefore(_ left: TicketRow, _ right: TicketRow) -> Bool {
    switch (left.dueAt, right.dueAt) {
    case (let left?, let right?) where left != right: left < right
    case (_?, nil): true
    case (nil, _?): false
    default: left.number < right.number
    }
  }

  /// The condition as its documentation has it.
  private static func holds(
    _ condition: TicketCondition, _ ticket: Ticket, _ scope: Scope
  ) -> Bool {
    switch condition {
    case .all(let parts): parts.allSatisfy { holds($0, ticket, scope) }
    case .any(let parts): parts.contains { holds($0, ticket, scope) }
    case .not(let part): !holds(part, ticket, scope)
    case .number(let numbers): numbers.contains(ticket.number)
    case .status(let statuses): statuses.contains(ticket.status)
    case .priority(let priorities): priorities.contains(ticket.priority)
    case .agent(let agents, let orNobody): ticket.agent.map(agents.contains) ?? orNobody
    case .customer(let customers): customers.contains(ticket.customer)
    case .tag(let tags): scope.isWhole && tags.contains { ticket.has($0) }
    case .due(let comparison, let instant):
      TicketRow(ticket, by: .onlyAlways).dueAt.map { holds($0, comparison, instant) } ?? false
    case .snoozed(let instant):
      scope.isWhole && ticket.snoozedUntil.map { $0 > instant } ?? false
    case .overdue(let instant):
      ticket.clockRows(by: .onlyAlways).contains {
        $0.state == .running && $0.limitAt.map { $0 < instant } ?? false
      }
    case .breached(let instant):
      ticket.clocks.all.contains { _, clock in
        let last = clock.isStopped ? clock.lastReading(by: .onlyAlways).cycles.last?.stoppedAt : nil
        return !clock.reading(at: max(last ?? instant, instant), by: .onlyAlways).breaches.isEmpty
          || clock.lastReading(by: .onlyAlways).cycles.contains { $0.verdict == .missed }
      }
    }
  }

  private static func holds(_ due: Instant, _ comparison: Comparison, _ other: Instant) -> Bool {
    switch comparison {
    case .before: due < other
    case .by: due <= other
    case .from: due >= other
    case .after: due > other
    }
  }

  @Test func `two tags as two terms must both be there`() throws {
    let desk = try TestDesk(.memory)
    for tags in [["a"], ["b"], ["a", "b"], []] {
      let number = try desk.open(for: desk.ada)
      for tag in tags { try desk.record(number, .tagged(.init(tag))) }
    }
    #expect(try desk.numbers(desk.ana, .all([.tag(["a"]), .tag(["b"])])) == [3])
    #expect(try desk.numbers(desk.ana, .tag(["a", "b"])) == [1, 2, 3])
    #expect(try desk.count(desk.ana, .tag(["a", "b"])) == 3)
    #expect(try desk.numbers(desk.ana, .not(.tag(["a"]))) == [2, 4])
  }
}
