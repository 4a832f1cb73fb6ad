import ServiceLevels
import SupportDesk
import Testing

@testable import Storage

/// How the engine goes about a list: along one index, in order.
@Suite struct PlanTests {
  private static let live: Set<Status> = [.new, .open, .waiting]
  private static let me = PersonNumber(1)
  private static let now = Instant(clamping: 1_800_000_000_000)

  /// The lists that people ask for all day, and the index each goes by.
  static let ordinary: [(String, TicketCondition, Set<String>)] = [
    ("live", .status(live), ["ticket_due"]),
    (
      "mine or nobody's", .all([.status(live), .agent([me], orNobody: true)]), ["ticket_agent"]
    ),
    (
      "mine, or nobody's, said as two",
      .all([.status(live), .any([.agent([me], orNobody: false), .agent([], orNobody: true)])]),
      ["ticket_agent"]
    ),
    (
      "a customer's, of every status", .customer([me]), ["ticket_customer", "ticket_customer_done"]
    ),
    (
      "mine, of every status", .agent([me], orNobody: false),
      ["ticket_agent", "ticket_agent_done"]
    ),
    ("a customer's", .all([.status(live), .customer([me])]), ["ticket_customer"]),
    ("by tag", .all([.status(live), .tag(["gateway"])]), ["tag_live"]),
    ("by either of two tags", .all([.status(live), .tag(["gateway", "vpn"])]), ["tag_live"]),
    ("by both of two tags", .all([.tag(["gateway"]), .tag(["vpn"])]), ["tag_live", "tag_done"]),
    ("due within the hour", .all([.status(live), .due(.by, now)]), ["ticket_due"]),
    (
      "my due ones", .all([.status(live), .agent([me], orNobody: true), .due(.by, now)]),
      [
        "ticket_agent"
      ]
    ),
    ("by priority", .all([.status(live), .priority([.urgent])]), ["ticket_due"]),
    ("overdue", .all([.status(live), .overdue(at: now)]), ["ticket_due"]),
    ("breached", .all([.status(live), .breached(by: now)]), ["ticket_due"]),
    ("resolved", .status([.resolved]), ["ticket_done"]),
    ("not live", .not(.status(live)), ["ticket_done"]),
    ("everything", .all([]), ["ticket_all"]),
  ]

  @Test(arguments: ordinary)
  func `an ordinary list is one walk along an index, and sorts nothing`(
    name: String, condition: TicketCondition, indexes: Set<String>
  ) throws {
    var used: Set<String> = []
    for after in [nil, TicketQuery.Position(due: Self.now, number: TicketNumber(7))] {
      let staff = Scope(of: TestDesk.person(1, "Ana", nil, [.agent]))
      for step in try plan(TicketQuery(staff, condition, after: after)) {
        #expect(!step.contains("TEMP B-TREE"), "\(name): \(step)")
        used.formUnion(index(in: step, name))
      }
    }
    #expect(used == indexes, "\(name)")
  }

  @Test(arguments: ordinary)
  func `a customer's lists go by the customer`(
    name: String, condition: TicketCondition, indexes: Set<String>
  ) throws {
    let scope = Scope(of: TestDesk.person(1, "Ada", nil, [.customer]))
    for step in try plan(TicketQuery(scope, condition)) {
      #expect(!step.contains("TEMP B-TREE"), "\(name): \(step)")
      #expect(index(in: step, name).isSubset(of: Self.ofCustomers), "\(name): \(step)")
    }
  }

  private static let ofCustomers: Set<String> = ["ticket_customer", "ticket_customer_done"]

  private static let searches =
    [PeopleReader.ofCustomer, PeopleReader.ofSpelling, PeopleReader.ofStaff]
    .map { PeopleReader.columns + " " + $0 } + [
      PeopleSearch.spellingsOfStaff, PeopleSearch.beginnings, TagReader.first, TagReader.next,
      Vault.ofStream,
    ]

  @Test(arguments: searches)
  func `a search for people, tags or words looks at no table as a whole`(sql: String) throws {
    let database = try SQLiteDatabase(path: SQLiteDatabase.memory)
    try database.runScript(SQLiteTables.script)
    let values = (1...9).filter { sql.contains("$\($0)") }.map { _ in SQLValue.null }
    let steps = try database.all("EXPLAIN QUERY PLAN " + sql, values) { $0.text(3) }
    #expect(!steps.isEmpty)
    for step in steps where step.hasPrefix("SCAN") {
      // Staff are few; what a subquery gave is few too.
      #expect(
        step.contains("USING INDEX person_staff") || step.contains("SUBQUERY"), "\(step)")
    }
  }

  /// The index by which a step of a plan finds tickets.
  private func index(in step: String, _ name: String) -> Set<String> {
    let words = step.split(separator: " ").map(String.init)
    guard words.count > 1, ["t", "g"].contains(words[1]) else { return [] }
    // A ticket looked up by its number comes behind the walk along its tags.
    if step.hasPrefix("SEARCH t USING INTEGER PRIMARY KEY") { return [] }
    guard let place = words.firstIndex(of: "INDEX"), place + 1 < words.count else {
      return ["no index: \(step)"]
    }
    return [words[place + 1]]
  }

  private func plan(_ query: TicketQuery) throws -> [String] {
    let database = try SQLiteDatabase(path: SQLiteDatabase.memory)
    try database.runScript(SQLiteTables.script)
    let search = TicketSearch(query)
    #expect(!search.walks.isEmpty)
    return try search.walks.flatMap { walk in
      let (sql, values) = search.listing(walk)
      return try database.all("EXPLAIN QUERY PLAN " + sql, values) { $0.text(3) }
    }
  }
}
