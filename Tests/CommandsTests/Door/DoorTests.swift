import Interpreter
import JSON
import ServiceLevels
import SupportDesk
import Testing

@testable import Commands
@testable import Storage

/// What the door keeps between calls, and what it says where the store is not what it should be.
struct DoorTests {
  @Test func `the last thousand sessions are remembered`() {
    func key(_ number: Int) -> Sessions.Key {
      Sessions.Key(actor: .uid(1), name: "s\(number)")
    }
    var sessions = Sessions()
    let spoken = Session(focus: Focus(value: 1, label: "#1"))
    for number in 1...1_000 { sessions[key(number)] = spoken }
    sessions[key(1)] = spoken
    #expect((1...1_000).allSatisfy { sessions[key($0)].focus != nil })
    sessions[key(1_001)] = spoken
    #expect(sessions[key(1)].focus == nil)
    #expect((2...1_001).allSatisfy { sessions[key($0)].focus != nil })
    sessions[nil] = spoken
    #expect(sessions[nil].focus == nil)
  }

  @Test func `a zone is read from the system once, and one that it does not have is told`() throws {
    let test = try TestDesk()
    for _ in 1...3 { test.say("list") }
    #expect(test.zonesRead == 1)
    let elsewhere = try TestDesk(zone: "Nowhere/Atlantis")
    #expect(
      elsewhere.say("list")
        == "storage-failed: Nowhere/Atlantis cannot be opened: the system has no such time zone")
  }

  @Test func `a method that is not on the list is refused with what is near`() throws {
    guard case .refused(let problem) = try TestDesk().desk.request("ticket.shwo", nil).answer else {
      Issue.record("it is not refused")
      return
    }
    #expect(problem.kind == .unknownMethod && problem.message == "there is no method ticket.shwo")
    #expect(problem.suggestions.first == "ticket.show")
  }

  @Test func `who is no person of the desk is told so, unless the desk has lost its people`() throws
  {
    func told(_ store: JournalStore) throws -> Failure? {
      var failure: Failure?
      try store.reading { state throws(Failure) in
        do throws(Failure) {
          _ = try Identification(state: state).person(.uid(7))
        } catch { failure = error }
      }
      return failure
    }
    #expect(
      try told(TestDesk().store.store)
        == .refused(.noSuchPerson("user 7", role: nil, near: [])))
    #expect(
      try told(JournalStore(creating: ":memory:", seed: [1]))
        == .storage(
          .damaged("the rows of the people are gone; restore FILE takes a backup back")))
  }

  @Test func `a notice that is due by the rows alone is no endless work`() throws {
    let test = try TestDesk()
    for number in 1...2 { test.say("new for C <c\(number)@acme.example> low : Thing") }
    try test.store.store.database.run("UPDATE clock SET notice_at = 0")
    #expect(
      test.say("tick")
        == "storage-failed: the store is damaged: a notice of #1 is due by its clocks' rows alone")
  }

  @Test func `a plan is told by twelve digits, and by others where it is another plan`() throws {
    let test = try TestDesk()
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    func digest(_ line: String) -> String? { test.data(line)?["confirm"]?.string }
    let first = digest("note 1 --dry-run : Words.")
    #expect(first?.count == 12)
    #expect(digest("note 1 --dry-run --idempotency-key k : Words.") == first)
    #expect(digest("note 1 --dry-run : Other words.") != first)
    test.say("note 1 : Words.")
    #expect(digest("note 1 --dry-run : Words.") != first)
  }

  @Test func `what help tells programs is its page at eighty cells`() throws {
    let test = try TestDesk()
    for topic in ["", "reply", "filters", "errors", "conflict", "export"] {
      #expect(test.data("help " + topic)?["text"]?.string == test.say("help " + topic, width: 80))
    }
  }
}
