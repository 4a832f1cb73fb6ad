import ServiceLevels
import SupportDesk
import TestSupport
import Testing

@testable import Storage

/// A journal whose clock ran ahead is, once that is found out, what it would be by a right one.
@Suite struct CorrectionTests {
  private static let seeds = [UInt64](1...UInt64(Chance.trials(300)))

  /// Plays a history by its clocks.
  ///
  /// - Returns: the desk, and when each deed seemed to be.
  private func play(
    _ history: FalseStretches, tells: Bool = false
  ) throws -> (desk: TestDesk, seemed: [Instant]) {
    let desk = try TestDesk(.memory)
    var seemed: [Instant] = []
    for (step, clock, priority) in history.steps {
      var at = clock
      switch step {
      case .deed(let deed, let ticket, let told):
        let number = TicketNumber(ticket)
        // What is told late is never of before the opening.
        if let told, let opened = try desk.ticket(number)?.openedAt, told > opened { at = told }
        if tells { try tell(desk, clock) }
        try record(desk, try desk.facts(deed, on: number, priority, at: at), clock, at)
      case .found:
        try find(desk, clock)
        if tells { try tell(desk, clock) }
        #expect(try desk.faults().isEmpty)
      }
      seemed.append(at)
    }
    return (desk, seemed)
  }

  /// Plays it as it would have been by a right clock.
  private func playRightly(_ history: FalseStretches, _ seemed: [Instant]) throws -> TestDesk {
    let desk = try TestDesk(.memory)
    for (index, (step, clock, priority)) in history.steps.enumerated() {
      let (truth, at) = (history.truth(of: index, clock), history.truth(of: index, seemed[index]))
      var facts: [Fact] = []
      if case .deed(let deed, let ticket, _) = step {
        facts = try desk.facts(deed, on: TicketNumber(ticket), priority, at: at)
      }
      try record(desk, facts, truth, at)
    }
    #expect(try desk.faults().isEmpty)
    return desk
  }

  /// Where nothing can be done, something else takes the place of the event.
  private func record(
    _ desk: TestDesk, _ facts: [Fact], _ clock: Instant, _ at: Instant
  ) throws {
    try desk.record(facts.isEmpty ? Self.nothing : facts, by: clock, occurredAt: at)
  }

  private static let nothing: [Fact] = [
    .service(ServiceNumber(9), .added(name: "x", uptimeBasisPoints: 9_000))
  ]

  /// Accepts that the journal ran ahead of a clock, where it did.
  private func find(_ desk: TestDesk, _ clock: Instant) throws {
    let (head, first) = try desk.ask { state throws(Failure) in
      (try state.head(), try state.firstChange(after: clock))
    }
    guard let first else {
      try desk.record(Self.nothing, by: clock)
      return
    }
    let correction = Correction(changes: first...head.change, at: clock)
    let budgets = try desk.ask { state throws(Failure) in
      var budgets: [CorrectedBudget] = []
      for number in try state.tickets(changedBy: correction.changes).sorted() {
        budgets += Ticket.correctedBudgets(
          number, try state.history(of: number, under: correction), of: correction.changes,
          .onlyAlways
        ) { _ in (desk.policy, .utc) }
      }
      return budgets
    }
    try desk.record(
      [.desk(.clockCorrected(.init(changes: correction.changes, budgets: budgets, because: nil)))],
      by: clock)
  }

  /// Takes back what is not true at an instant, and tells what is.
  private func tell(_ desk: TestDesk, _ now: Instant) throws {
    for ticket in try tickets(desk) {
      let untrue = ticket.untrueNotices(at: now, by: .onlyAlways).map {
        Fact.ticket(ticket.number, .withdrawn($0))
      }
      if !untrue.isEmpty { try desk.record(untrue, by: now) }
      let due = try #require(try desk.ticket(ticket.number)).dueNotices(at: now, by: .onlyAlways)
      if due.isEmpty { continue }
      try desk.record(due.map { .ticket(ticket.number, .notified($0)) }, by: now)
    }
  }

  private func tickets(_ desk: TestDesk) throws -> [Ticket] {
    try desk.numbers(desk.ana, .all([])).sorted().compactMap { try desk.ticket(TicketNumber($0)) }
  }

  private func rows(_ desk: TestDesk) throws -> [TicketRow] {
    try desk.lines(desk.ana, .all([])).map(\.row).sorted { $0.number < $1.number }
  }

  private func clocks(_ desk: TestDesk) throws -> [ClockRow] {
    var rows: [ClockRow] = []
    try desk.ask { state throws(Failure) in
      try state.clocks { row throws(Failure) in rows.append(row) }
    }
    return rows.sorted {
      ($0.ticket, $0.clock.rank, $0.began) < ($1.ticket, $1.clock.rank, $1.began)
    }
  }

  @Test(arguments: [-1, 0, 1] as [Int64])
  func `whoever corrects other changes than those that are dated too late is found`(
    off: Int64
  ) throws {
    let desk = try TestDesk(.memory)
    let now = desk.now.advanced(byMilliseconds: 60_000)
    let wrong = now.advanced(byMilliseconds: 86_400_000)
    let first = try desk.record(Self.nothing, by: now).number + 1
    let last = try (1...3).map { _ in try desk.record(Self.nothing, by: wrong).number }.max() ?? 0
    try desk.record(
      [.desk(.clockCorrected(.init(changes: (first + off)...last, because: nil)))], by: now)
    #expect(try desk.faults().count == (off == 0 ? 0 : 1))
    // Nothing but a correction goes back.
    try desk.record(Self.nothing, by: now.advanced(byMilliseconds: -1))
    #expect(try desk.faults().last?.hasSuffix("goes back in time") == true)
  }

  @Test(arguments: seeds)
  func `rows are those of the history that would have been by a right clock`(seed: UInt64) throws {
    let start = try TestDesk(.memory).now.advanced(byMilliseconds: 60_000)
    let history = FalseStretches(seed: seed, from: start, founds: Int(seed % 3) + 1)
    let (found, seemed) = try play(history)
    let right = try playRightly(history, seemed)
    #expect(try rows(found) == rows(right), "seed \(seed)")
    #expect(try clocks(found) == clocks(right), "seed \(seed)")
    for ticket in try tickets(found) {
      let twin = try #require(try right.ticket(ticket.number))
      #expect(ticket.lastStaffMessage == twin.lastStaffMessage)
      #expect(ticket.lastCustomerMessage == twin.lastCustomerMessage)
      #expect(ticket.resolvedAt == twin.resolvedAt)
      #expect(ticket.knownAt == twin.knownAt)
    }
  }

  @Test(arguments: seeds)
  func `what was told is true, and what is true is told, whatever the clocks said`(
    seed: UInt64
  ) throws {
    let start = try TestDesk(.memory).now.advanced(byMilliseconds: 60_000)
    let history = FalseStretches(seed: seed, from: start, founds: Int(seed % 3) + 1)
    let found = try play(history, tells: true).desk
    let now = found.now
    var told = 0
    for ticket in try tickets(found) {
      #expect(
        ticket.untrueNotices(at: now, by: .onlyAlways).isEmpty, "seed \(seed), \(ticket.number)")
      #expect(ticket.dueNotices(at: now, by: .onlyAlways).isEmpty, "seed \(seed), \(ticket.number)")
      let history = try found.ask { state throws(Failure) in
        try state.history(of: ticket.number, upTo: nil)
      }
      for case .notified(let notice) in history.map(\.event) {
        #expect(notice.due <= now && notice.sent <= now)
        told += 1
      }
      #expect(history.allSatisfy { $0.occurredAt <= now && $0.knownAt <= now })
    }
    #expect(told > 0 || history.steps.count < 30, "seed \(seed) tells of something")
  }
}
