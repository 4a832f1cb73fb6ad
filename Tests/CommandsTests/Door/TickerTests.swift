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
    #expect(told == ["desk.tick", "desk.tick", "ticket.note"])
  }

  @Test func `a tick tells all of it, and of each ticket once`() throws {
    let before = try head()
    #expect(desk.data("tick --dry-run")?["told"]?.array?.count == 600)
    #expect(try methods(behind: before) == [])
    #expect(desk.data("tick")?["told"]?.array?.count == 600)
    let told = try methods(behind: before)
    #expect(told == ["desk.tick", "desk.tick"])
    #expect(desk.data("tick")?["told"]?.array?.count == 0)
  }

  @Test func `a write that is refused leaves what was told before it`() throws {
    let before = try head()
    desk.say("resolve 999 : Done.")
    #expect(try methods(behind: before) == ["desk.tick"])
  }
}
