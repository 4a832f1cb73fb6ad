import Import
import ServiceLevels
import Storage
import SupportDesk
import Testing

/// Imports of a made-up log into a store in memory, at instants of the test's choosing.
struct ServiceNowImportTests {
  private let store: JournalStore
  private static let header =
    "number,incident_state,caller_id,opened_at,sys_updated_at,category,subcategory,u_symptom,"
    + "priority,assigned_to"

  init() throws {
    store = try JournalStore(creating: ":memory:", seed: [1])
    try record(
      .desk(.created(schema: JournalStore.format, isReplay: true)),
      .policy(PolicyNumber(1), .set(PolicyFact.statement(zone: "UTC"))), at: Self.at(0, 0))
  }

  /// 2 March 2026 in UTC.
  private static func at(_ hour: Int64, _ minute: Int64) -> Instant {
    Instant(milliseconds: 1_772_409_600_000 + (hour * 60 + minute) * 60_000)
  }

  private func record(_ facts: Fact..., at now: Instant) throws {
    try store.writing { transaction throws(Failure) in
      _ = try transaction.append(
        Change(
          origin: Origin(actor: .desk, channel: "test", method: "test", program: "test"),
          recordedAt: now, occurrences: facts.map { Occurrence($0, at: now) }))
    }
  }

  private static func row(_ number: Int, _ state: String, at time: String) -> String {
    "INC\(number),\(state),Caller,2/3/2026 09:00,2/3/2026 \(time),a,b,c,1 - Critical,?"
  }

  @discardableResult
  private func take(
    _ rows: [String], at now: Instant, in zone: Zone? = .utc, pause: () -> Void = {},
    show: (Int, Int) -> Void = { _, _ in }
  ) throws -> ImportSummary {
    let text = ([Self.header] + rows).joined(separator: "\n")
    var log = try ServiceNowImport(
      Array(text.utf8), digest: text, program: "test", began: now, report: { _ in })
    try log.run(
      into: store, clock: { now }, isDue: { true }, pause: pause, zone: { _ in zone },
      show: show)
    return log.summary
  }

  private func history(_ number: Int64) throws -> [Recorded<TicketEvent>] {
    try store.reading { state throws(Failure) in
      try state.history(of: TicketNumber(number), upTo: nil)
    }
  }

  private func ticket(_ number: Int64) throws -> Ticket {
    let ticket = try store.reading { state throws(Failure) in
      try state.ticket(TicketNumber(number))
    }
    return try #require(ticket)
  }

  @Test("whoever is known in a role is not made again, however many others are called so")
  func namesakes() throws {
    for number in 2...25 as ClosedRange<Int64> {
      try record(
        .person(
          PersonNumber(number), .added(.init(name: Words("Sam"), address: nil, roles: [.customer]))),
        at: Self.at(0, 0))
    }
    for number in 1...2 {
      try take(
        [Self.row(number, "Active", at: "09:10").dropLast() + "Sam"],
        at: Self.at(9, 20 + Int64(number)))
    }
    let agents = try store.reading { state throws(Failure) in try state.people(.agent) }
    #expect(agents.count == 1)
  }

  @Test("what the desk told and a newer export makes untrue is taken back")
  func takenBack() throws {
    let first = Self.row(1, "New", at: "09:00")
    try take([first], at: Self.at(9, 10))
    let now = Self.at(9, 35)
    let due = try ticket(1).dueNotices(at: now, by: .onlyAlways)
    #expect(due.map(\.key.threshold) == [75, 100])
    for notice in due { try record(.ticket(TicketNumber(1), .notified(notice)), at: now) }
    // Answered within the half hour, and before the warning.
    let told = try take([first, Self.row(1, "Active", at: "09:20")], at: Self.at(9, 40))
    #expect(told.withdrawn == 2)
    #expect(try ticket(1).notices.isEmpty)
    let history = try history(1)
    #expect(history.suffix(2).allSatisfy { $0.actor == .desk && $0.occurredAt == Self.at(9, 40) })
    let change = try #require(history.last?.change)
    try store.reading { state throws(Failure) in
      try state.journal(at: change) { entry throws(Failure) in
        #expect([entry.channel, entry.method, entry.program] == ["import", "desk.tick", "test"])
      }
    }
    // And the ticket is still the other system's.
    let later = try take(
      [first, Self.row(1, "Resolved", at: "09:50")], at: Self.at(10, 0))
    #expect(later.isWhole && later.facts == 1)
  }

  @Test("what stays true is not taken back")
  func notTakenBack() throws {
    let first = Self.row(1, "New", at: "09:00")
    try take([first], at: Self.at(9, 10))
    let now = Self.at(9, 35)
    for notice in try ticket(1).dueNotices(at: now, by: .onlyAlways) {
      try record(.ticket(TicketNumber(1), .notified(notice)), at: now)
    }
    let told = try take([first, Self.row(1, "Active", at: "09:31")], at: Self.at(9, 40))
    #expect(told.withdrawn == 0)
    #expect(try ticket(1).notices.count == 2)
  }

  @Test("a clock that does not fit the journal is refused, one up to 5 s behind lifted to it")
  func clockBehind() throws {
    let rows = [Self.row(1, "New", at: "09:00")]
    let journal = Self.at(10, 0)
    try record(.service(ServiceNumber(9), .added(name: "x", uptimeBasisPoints: 9_900)), at: journal)
    let late = journal.advanced(byMilliseconds: -5_001)
    #expect(throws: Failure.refused(.clockBehind(clock: late, journal: journal))) {
      try take(rows, at: late)
    }
    let leapt = journal.advanced(byMilliseconds: 36 * 86_400_000)
    #expect(throws: Failure.refused(.clockAhead(clock: leapt, journal: journal))) {
      try take(rows, at: leapt)
    }
    try take(rows, at: journal.advanced(byMilliseconds: -5_000))
    #expect(try ticket(1).knownAt == journal)
  }

  @Test("what is later than the beginning of the import is still to come, to the minute")
  func future() throws {
    let rows = [
      Self.row(1, "New", at: "09:00"), Self.row(1, "Active", at: "09:30"),
      Self.row(1, "Resolved", at: "09:31"),
    ]
    let told = try take(rows, at: Self.at(9, 30))
    #expect(told.untaken.map(\.first.line) == [4])
    #expect(told.untaken.map(\.first.fault.kind) == [.future])
    #expect(try ticket(1).status == .open)
    // The same file, when it is no longer so.
    let later = try take(rows, at: Self.at(9, 31))
    #expect(later.isWhole && later.facts == 1)
    #expect(try ticket(1).status == .resolved)
  }

  @Test(
    "until when a time may be is told as the log writes times",
    arguments: [(9, "2/3/2026 9:09"), (10, "2/3/2026 9:10"), (59, "2/3/2026 9:59")])
  func futureWords(minute: Int64, words: String) throws {
    let told = try take([Self.row(1, "New", at: "10:00")], at: Self.at(9, minute))
    #expect(
      told.untaken.first?.first.fault.right
        == "not after \(words), when the import began; times are taken for UTC")
  }

  @Test("the same file again tells nothing of tickets that were changed at the desk since")
  func sameFile() throws {
    let rows = [
      Self.row(1, "New", at: "09:00"), Self.row(1, "Active", at: "09:30"),
      Self.row(1, "Active", at: "09:40"),
    ]
    try take(rows, at: Self.at(10, 0))
    let now = Self.at(10, 1)
    try store.writing { transaction throws(Failure) in
      _ = try transaction.append(
        Change(
          origin: Origin(
            actor: .person(PersonNumber(1)), channel: "test", method: "test", program: "test"),
          recordedAt: now,
          occurrences: [Occurrence(.ticket(TicketNumber(1), .tagged(.init("x"))), at: now)]))
    }
    var shown = 0
    let told = try take(rows, at: Self.at(10, 2), show: { _, _ in shown += 1 })
    #expect(told.isWhole && told.known.count == 3 && told.known.firstLine == 2 && told.facts == 0)
    #expect(shown == 0, "nothing of it is gone through again")
  }

  @Test("each row brings the ticket from where it stands to what the row tells")
  func followed() throws {
    func row(_ state: String, _ minute: Int, _ priority: String, _ agent: String) -> String {
      "INC1,\(state),Caller,2/3/2026 09:00,2/3/2026 09:\(minute),a,?,,\(priority),\(agent)"
    }
    let rows = [
      row("New", 10, "3 - Moderate", "?"), row("Active", 11, "3 - Moderate", "Ann"),
      row("Awaiting User Info", 12, "1 - Critical", "Ann"),
      row("Active", 13, "1 - Critical", "Ben"),
      row("Awaiting Vendor", 14, "4 - Low", ""), row("Resolved", 15, "4 - Low", "Ben"),
      row("Active", 16, "2 - High", "Ben"), row("Closed", 17, "2 - High", "Ben"),
      row("Closed", 18, "2 - High", "Ben"),
    ]
    let told = try take(rows, at: Self.at(10, 0))
    let history = try history(1)
    #expect(
      history.map(\.event.kind) == [
        .opened, .assigned, .responded, .resumed, .prioritised, .waited, .assigned,
        .resumed,
        .prioritised,
        .released, .assigned, .resolved, .prioritised, .reopened, .resolved, .closed,
      ])
    #expect(told.facts == history.count && told.known.count == 1 && told.rows == 9)
    #expect(told.known.firstLine == 10 && told.tickets == 1)
    #expect(history.allSatisfy { $0.actor == .otherSystem })
    var methods: [String] = []
    try store.reading { state throws(Failure) in
      try state.journal(from: 2) { entry throws(Failure) in methods.append(entry.method) }
    }
    // The people's, each as they came, and the incident's.
    #expect(methods == Array(repeating: "import.servicenow", count: 4))
    let ticket = try ticket(1)
    #expect(ticket.status == .closed && ticket.priority == .high)
    #expect(ticket.subject.text == "a")
  }

  @Test("each batch is followed by a pause, which lasts while others write, within reason")
  func pauses() throws {
    let rows = (1...4).flatMap {
      [Self.row($0, "New", at: "09:00"), Self.row($0, "Resolved", at: "09:10")]
    }
    var (pauses, seen) = (0, [Int]())
    try take(
      rows, at: Self.at(10, 0), pause: { pauses += 1 }, show: { done, _ in seen.append(done) })
    #expect(seen == [1, 2, 3, 4])
    #expect(pauses == 3)

    var writes = 0
    let others = (5...6).map { Self.row($0, "New", at: "09:00") }
    try take(
      others, at: Self.at(10, 1),
      pause: {
        writes += 1
        try? record(
          .service(ServiceNumber(9), .added(name: "x", uptimeBasisPoints: 9_900)),
          at: Self.at(10, 1))
      })
    #expect(writes == 4)
    #expect(try ticket(6).status == .new)
  }
}
