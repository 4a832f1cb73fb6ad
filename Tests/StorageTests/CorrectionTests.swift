import Glibc
import ServiceLevels
import SupportDesk
import TestSupport
import Testing

@testable import Storage

/// A journal whose clock ran ahead is, once that is found out, what it would be by a right one.
@Suite struct CorrectionTests {
  private static let seeds = [UInt64](1...UInt64(Chance.trials(300)))

  /// A desk that promises some tickets to be answered in office hours, where it has any.
  private func desk(keepingHours keepsHours: Bool) throws -> TestDesk {
    let desk = try TestDesk(.memory)
    if !keepsHours { return desk }
    let week = try OpeningHours(
      week: Dictionary(
        uniqueKeysWithValues: try (1...5).map {
          ($0, [try Opening(from: TimeOfDay(minutes: 540), until: TimeOfDay(minutes: 1_020))])
        }))
    let office = CalendarFact(name: "office", since: nil, zone: .utc, hours: week, because: nil)
    try desk.record([.calendar(CalendarNumber(1), .set(office))])
    desk.calendars = try desk.ask { state throws(Failure) in try state.calendars(upTo: nil) }
    for index in [0, 2] {
      desk.policy.rows[index].targets[.response] = "4h always"
      desk.policy.rows[index].targets[.resolution] = "40h always"
      desk.policy.rows[index].calendar = "office"
    }
    return desk
  }

  /// Plays a history by its clocks.
  ///
  /// - Returns: the desk, and when each deed seemed to be.
  private func play(
    _ history: FalseStretches, tells: Bool = false
  ) throws -> (desk: TestDesk, seemed: [Instant]) {
    let desk = try desk(keepingHours: history.keepsHours)
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
    let desk = try desk(keepingHours: history.keepsHours)
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
          desk.calendars
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
      let untrue = ticket.untrueNotices(at: now, by: desk.calendars).map {
        Fact.ticket(ticket.number, .withdrawn($0))
      }
      if !untrue.isEmpty { try desk.record(untrue, by: now) }
      let due = try #require(try desk.ticket(ticket.number)).dueNotices(at: now, by: desk.calendars)
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

  @Test func `what no fold makes is dated no later than the clock that was found right`() throws {
    let desk = try TestDesk(.disk)
    let now = desk.now.advanced(byMilliseconds: 60_000)
    let wrong = now.advanced(byMilliseconds: 86_400_000)
    let change = try desk.record(Self.nothing, by: wrong).number
    try desk.store.writing { state throws(Failure) in
      try state.keep(
        Draft(
          number: 1, method: "ticket.note", arguments: "{}", ticket: nil, customer: nil, text: "x",
          at: wrong), of: desk.ana.number)
      try state.remember(
        RememberedCall(method: "ticket.new", parameters: "{}", change: change, at: wrong),
        key: "k", actor: Actor.person(desk.ana.number).text)
    }
    let copy = desk.path + ".copy"
    _ = try desk.store.backUp(to: copy, at: wrong)
    defer { unlink(copy) }
    try desk.record(
      [.desk(.clockCorrected(.init(changes: change...change, because: nil)))], by: now)
    let dated = try desk.store.database.tables().filter {
      Schema.operational.contains($0.name) && $0.columns.contains("at")
    }
    #expect(dated.count == 3)
    for table in dated {
      let times = try desk.store.database.all("SELECT at FROM \(table.name)", []) { $0.integer(0) }
      #expect(times == [now.milliseconds], "\(table.name)")
    }
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
        ticket.untrueNotices(at: now, by: found.calendars).isEmpty, "seed \(seed), \(ticket.number)"
      )
      #expect(
        ticket.dueNotices(at: now, by: found.calendars).isEmpty, "seed \(seed), \(ticket.number)")
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

  @Test func `a ticket that no calendar measures any more is not noted as measured by it`() throws {
    let desk = try desk(keepingHours: true)
    let start = desk.now
    let number = try desk.open(for: desk.ada, .medium)
    func at(_ minutes: Int64) -> Instant { start.advanced(byMilliseconds: minutes * 60_000) }
    func act(_ deed: FalseStretches.Deed, _ clock: Int64, told: Int64? = nil) throws {
      let facts = try desk.facts(deed, on: number, .high, at: at(told ?? clock))
      #expect(!facts.isEmpty)
      try desk.record(facts, by: at(clock), occurredAt: at(told ?? clock))
    }
    func measured() throws -> [Int64] {
      try desk.store.database.all("SELECT ticket FROM measure", []) { $0.integer(0) }
    }
    try act(.replied, 1)
    // By a clock that runs ahead: what is heard late was said before the change, under office hours.
    try act(.set, 100)
    try act(.received, 120)
    #expect(try measured().isEmpty)
    try act(.heardLate, 121, told: 90)
    #expect(try measured() == [number.value])
    // In truth all of it was in one instant, behind the change.
    try find(desk, at(2))
    #expect(try measured().isEmpty)
    #expect(try desk.faults().isEmpty)
  }
}
