import Commands
import Interpreter
import JSON
import ServiceLevels
import SupportDesk
import Testing

/// A ticket of another system: it is known by its name there, and since it was taken from there.
struct ElsewhereTests {
  private static let hour: Int64 = 3_600_000

  /// A desk that is told at ten of a ticket that was opened at nine.
  private static func desk() throws -> TestDesk {
    let test = try TestDesk()
    test.say("add customer Cleo Crane <cleo@acme.example>")
    let begin = test.now
    test.pass(hour)
    try test.store.writing { transaction throws(Failure) in
      let policy = try transaction.policies(upTo: nil).inForce(at: begin)
      let terms = policy.terms(
        for: Standing(priority: .low, customer: PersonNumber(2)), in: .utc, by: .onlyAlways
      ) { $0 == .nextResponse ? nil : begin }
      let opened = TicketEvent.Opened(
        subject: Words("Dark screen"), customer: PersonNumber(2), priority: .low,
        terms: terms, byCustomer: false,
        reference: .init(system: "servicenow", name: "INC0000001"))
      _ = try transaction.append(
        Change(
          origin: Origin(
            actor: .otherSystem, channel: "import", method: "desk.import", program: "desk test"),
          recordedAt: test.now,
          occurrences: [Occurrence(.ticket(TicketNumber(1), .opened(opened)), at: begin)]))
    }
    return test
  }

  @Test func `a draft on it is on the ticket, by whatever name`() throws {
    let test = try Self.desk()
    test.say("reply inc0000001", in: "s")
    #expect(test.desk.keepDraft("Words.", in: "s") == "d1")
    #expect(test.data("drafts")?["items"]?.array?.first?["ticket"] == 1)
    #expect(test.say("reply 1 --draft d1").hasPrefix("#1 replied to"))
  }

  @Test func `before it was taken nothing of it is known, from its opening on`() throws {
    let test = try Self.desk()
    test.pass(Self.hour)
    func shown(_ time: String) -> String {
      test.say("show 1 --as-of \(time) --known-at 2026-03-02T09:30:00Z")
    }
    #expect(shown("2026-03-02T09:00:00Z") == "bad-value: nothing of #1 was recorded by then")
    #expect(
      shown("2026-03-02T08:59:59.999Z") == "bad-value: #1 was opened at 2026-03-02 09:00 only")
  }
}
