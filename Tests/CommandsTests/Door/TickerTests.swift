import JSON
import SupportDesk
import Testing

/// More notices than one change tells: of 600 tickets.
struct TickerTests {
  private let desk: TestDesk

  init() throws {
    desk = try TestDesk()
    for _ in 0..<600 { desk.say("new for me urgent : Printer") }
    desk.pass(86_400_000)
  }

  /// The methods of the changes behind one.
  private func methods(behind change: Int64) throws -> [String] {
    var methods: [String] = []
    try desk.store.reading { state throws(Failure) in
      try state.journal(from: change + 1) { entry throws(Failure) in methods.append(entry.method) }
    }
    return methods
  }

  private func head() throws -> Int64 {
    try desk.store.reading { state throws(Failure) in try state.head().change }
  }

  @Test func `what was due is told in several changes, before the write that comes upon it`() throws
  {
    let before = try head()
    desk.say("note 1 : Late.")
    let told = try methods(behind: before)
    // So many at once, and not each alone.
    #expect((3...8).contains(told.count) && told.last == "ticket.note")
    #expect(told.dropLast().allSatisfy { $0 == "desk.tick" })
  }

  @Test func `all that was due is told in one order, in however many changes`() throws {
    desk.say("tick")
    var told: [(at: Int64, ticket: String)] = []
    try desk.store.reading { state throws(Failure) in
      try state.journal(from: 1) { entry throws(Failure) in
        for event in entry.events where event.kind == TicketEvent.Kind.notified.rawValue {
          let notice = try? JSONReader.read(Array(event.payload.utf8)).value
          // A breach is one from the instant behind its limit on.
          let behind: Int64 = notice?["threshold"]?.integer == 100 ? 1 : 0
          let number = StreamName(event.stream)?.number ?? 0
          told.append(((notice?["due"]?.integer ?? 0) + behind, String(1_000_000 + number)))
        }
      }
    }
    #expect(told.count == 2_400)
    #expect(zip(told, told.dropFirst()).allSatisfy { ($0.at, $0.ticket) < ($1.at, $1.ticket) })
  }

  @Test func `a tick tells all of it, and of each ticket once`() throws {
    let before = try head()
    #expect(desk.data("tick --dry-run")?["told"]?.array?.count == 600)
    #expect(try methods(behind: before) == [])
    #expect(desk.data("tick")?["told"]?.array?.count == 600)
    let told = try methods(behind: before)
    #expect((2...8).contains(told.count) && told.allSatisfy { $0 == "desk.tick" })
    #expect(desk.data("tick")?["told"]?.array?.count == 0)
  }

  @Test func `a write that is refused leaves what was told before it`() throws {
    let before = try head()
    desk.say("resolve 999 : Done.")
    let told = try methods(behind: before)
    #expect(!told.isEmpty && told.allSatisfy { $0 == "desk.tick" })
  }
}
