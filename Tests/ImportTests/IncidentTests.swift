import Import
import ServiceLevels
import Storage
import SupportDesk
import Testing

/// What an incident's rows make of a ticket, whatever they lead from and to.
struct IncidentTests {
  private static let header =
    "number,incident_state,caller_id,opened_at,sys_updated_at,category,subcategory,u_symptom,"
    + "priority,assigned_to"
  /// 2 March 2026, 09:00 in UTC.
  private static let opened = Instant(milliseconds: 1_772_442_000_000)
  private static let policy = PolicyFact.statement(zone: "UTC")
  private static let states: [(state: String, status: Status)] = [
    ("New", .new), ("Active", .open), ("Awaiting User Info", .waiting), ("Awaiting Vendor", .open),
    ("Awaiting Problem", .open), ("Awaiting Evidence", .open), ("Resolved", .resolved),
    ("Closed", .closed),
  ]

  private let store: JournalStore

  init() throws {
    store = try JournalStore(creating: ":memory:", seed: [1])
    try store.writing { transaction throws(Failure) in
      let facts: [Fact] = [
        .desk(.created(schema: JournalStore.format, isReplay: true)),
        .policy(PolicyNumber(1), .set(Self.policy)),
      ]
      _ = try transaction.append(
        Change(
          origin: Origin(actor: .desk, channel: "test", method: "test", program: "test"),
          recordedAt: Self.opened, occurrences: facts.map { Occurrence($0, at: Self.opened) }))
    }
  }

  private static func row(
    _ number: String, _ state: String, _ minute: Int, priority: String = "1 - Critical",
    subject: String = "a,b,c"
  ) -> String {
    "\(number),\(state),Caller,2/3/2026 09:00,2/3/2026 09:\(minute),\(subject),\(priority),?"
  }

  @discardableResult
  private func take(_ rows: [String], in zone: Zone? = .utc) throws -> ImportSummary {
    let text = ([Self.header] + rows).joined(separator: "\n")
    let now = Self.opened.advanced(byMilliseconds: 3_600_000)
    var log = try ServiceNowImport(
      Array(text.utf8), digest: text, program: "test", began: now, report: { _ in })
    try log.run(
      into: store, clock: { now }, isDue: { false }, pause: {}, zone: { _ in zone },
      show: { _, _ in })
    return log.summary
  }

  private func history(_ number: Int64) throws -> [Recorded<TicketEvent>] {
    try store.reading { state throws(Failure) in
      try state.history(of: TicketNumber(number), upTo: nil)
    }
  }

  /// What a desk would have to be told to get from one status to another.
  private static func way(_ from: Status, _ to: Status) -> [TicketEvent] {
    if from == to { return [] }
    let opens: [TicketEvent] = from.isLive ? [] : [.reopened]
    switch to {
    case .new, .open: return from.isLive ? [.resumed] : opens
    case .waiting: return opens + [.waited(.init())]
    case .resolved: return from.isLive ? [.resolved(silent: false)] : []
    case .closed: return (from.isLive ? [.resolved(silent: false)] : []) + [.closed]
    }
  }

  @Test("from each state to each other a row leads by the events between")
  func ways() throws {
    var number: Int64 = 0
    for from in Self.states {
      for to in Self.states {
        number += 1
        let rows = [
          Self.row("INC\(number)", from.state, 10), Self.row("INC\(number)", to.state, 20),
        ]
        try take(rows)
        let events = try history(number).map(\.event)
        let responded = TicketEvent.responded(basis: ResponseBasis.text)
        let first: [TicketEvent] = from.status == .new ? [] : [responded]
        let second: [TicketEvent] = from.status == .new && to.status != .new ? [responded] : []
        #expect(
          events.dropFirst()
            == ArraySlice(
              first + Self.way(.new, from.status) + second + Self.way(from.status, to.status)),
          "\(from.state) to \(to.state)")
      }
    }
  }

  @Test("an opening is by the desk for the caller, by the words of the row")
  func opening() throws {
    for (number, priority) in Priority.allCases.enumerated() {
      try take([
        Self.row("INC\(number)", "New", 10, priority: "\(number + 1) - Any", subject: "?,,?")
      ])
      guard case .opened(let opened)? = try history(Int64(number + 1)).first?.event else {
        Issue.record("no opening")
        return
      }
      let standing = Standing(priority: priority, customer: opened.customer)
      func promise(_ clock: ClockName) -> Promise? {
        Self.policy.promise(clock, for: standing, from: Self.opened, in: .utc, by: .onlyAlways)
      }
      #expect(opened.subject.text == "INC\(number)")
      #expect(opened.priority == priority && !opened.byCustomer && opened.follows == nil)
      #expect(opened.reference == .init(system: "servicenow", name: "INC\(number)"))
      #expect(
        [.response, .resolution].allSatisfy { opened.terms.promises[$0] == promise($0) }
          && opened.terms.promises.count == 2)
    }
  }

  @Test("rows count by their times, those of one minute by their lines, wherever they stand")
  func order() throws {
    let rows = [
      Self.row("INC2", "Resolved", 30), Self.row("INC1", "Closed", 40), Self.row("INC2", "New", 20),
      Self.row("INC1", "New", 10), Self.row("INC2", "Closed", 30), Self.row("INC1", "Active", 20),
    ]
    try take(rows)
    #expect(
      try history(1).map(\.event.kind) == [.opened, .responded, .resumed, .resolved, .closed])
    #expect(
      try history(2).map(\.event.kind) == [.opened, .responded, .resolved, .closed])
    #expect(
      try history(1).map { ($0.occurredAt - Self.opened) / 60_000 } == [0, 20, 20, 40, 40])
  }

  @Test("the first line is told of rows that tell nothing new, in whatever order they are taken")
  func firstKnown() throws {
    let told = try take([
      Self.row("INC1", "New", 10), Self.row("INC1", "New", 50), Self.row("INC1", "New", 20),
    ])
    #expect(told.known.count == 2 && told.known.firstLine == 3)
  }

  @Test("the first line is told of rows of tickets that were changed at the desk")
  func firstChangedHere() throws {
    try take([Self.row("INC1", "New", 10), Self.row("INC2", "New", 11)])
    let now = Self.opened.advanced(byMilliseconds: 3_600_000)
    for number in 1...2 as ClosedRange<Int64> {
      try store.writing { transaction throws(Failure) in
        _ = try transaction.append(
          Change(
            origin: Origin(
              actor: .person(PersonNumber(1)), channel: "test", method: "test", program: "test"),
            recordedAt: now,
            occurrences: [Occurrence(.ticket(TicketNumber(number), .tagged(.init("x"))), at: now)]))
      }
    }
    let told = try take([
      Self.row("INC2", "Active", 40), Self.row("INC1", "Active", 30), Self.row("INC2", "Old", 50),
    ])
    #expect(told.untaken.map(\.first.fault.kind) == [.state, .changedHere])
    #expect(told.untaken.map(\.first.line) == [4, 2])
    #expect(told.untaken.map(\.count) == [1, 3])
    #expect(told.known.count == 0 && told.known.firstLine == 0 && told.facts == 0)
  }

  @Test("a row of a state that nobody knows is counted once, however often it is read")
  func unknownState() throws {
    let rows = [Self.row("INC1", "New", 10), Self.row("INC1", "Old", 20)]
    try take(rows)
    let again = try take(rows)
    #expect(again.untaken.map(\.count) == [1] && again.known.count == 1 && again.rows == 2)
  }

  @Test("a row of the minute of the last known fact tells nothing new")
  func sameMinute() throws {
    try take([Self.row("INC1", "New", 10), Self.row("INC1", "Active", 20)])
    let told = try take([
      Self.row("INC1", "New", 10), Self.row("INC1", "Active", 20), Self.row("INC1", "Closed", 20),
      Self.row("INC1", "Resolved", 21),
    ])
    #expect(told.known.count == 3 && told.facts == 1)
    #expect(try history(1).last?.event == .resolved(silent: false))
  }

  @Test(
    "a file without a header, or without a column in it, is no log",
    arguments: header.split(separator: ","))
  func headers(column: Substring) throws {
    func failure(_ text: String) -> ImportFailure? {
      do throws(ImportFailure) {
        _ = try ServiceNowImport(
          Array(text.utf8), digest: "", program: "test", began: Self.opened, report: { _ in })
        return nil
      } catch { return error }
    }
    let rest = Self.header.split(separator: ",").filter { $0 != column }.joined(separator: ",")
    #expect(failure(rest) == .missingColumn(String(column)))
    #expect(failure(Self.header) == nil)
    #expect(failure("") == .empty && failure("\u{FEFF}") == .empty)
    #expect(failure("number,\"state") == .unclosedHeader)
  }

  @Test("without the policy's zone nothing is taken")
  func noZone() throws {
    let why = "the system has no such time zone"
    #expect(throws: Failure.storage(.cannotOpen(path: "UTC", why: why))) {
      try take([Self.row("INC1", "New", 10)], in: nil)
    }
    #expect(try history(1).isEmpty)
  }

  @Test(
    "two dates with the month first refuse the file, unless a day behind the twelfth stands first",
    arguments: [
      (["2/13/2026 09:00"], nil), (["2/13/2026 09:00", "2/14/2026 09:00"], 2),
      (["12/2/2026 09:00", "2/13/2026 09:00", "2/14/2026 09:00"], 3),
      (["13/2/2026 09:00", "2/13/2026 09:00", "2/14/2026 09:00"], nil),
    ] as [([String], Int?)])
  func monthsFirst(dates: [String], line: Int?) throws {
    for isOpening in [false, true] {
      let rows = dates.enumerated().map { number, date in
        let (opened, updated) = isOpening ? (date, "1/3/2026 09:00") : ("1/2/2026 09:00", date)
        return "INC\(number),New,Caller,\(opened),\(updated),a,b,c,1,?"
      }
      if let line {
        #expect(throws: ImportFailure.monthsFirst(line: line)) { try take(rows) }
      } else {
        _ = try take(rows.map { $0.replacing("INC", with: isOpening ? "INA" : "INB") })
      }
    }
  }
}
