import ServiceLevels
import Storage
import SupportDesk
import Testing

@Suite struct PublicRevisionTests {
  @Test(arguments: Place.allCases)
  func `a customer's revision counts the changes with something public`(place: Place) throws {
    let desk = try TestDesk(place)
    let number = try desk.open(for: desk.ada)
    let note = TicketEvent.noted(desk.message(by: desk.ana, .agent))
    let reply = TicketEvent.replied(.init(desk.message(by: desk.ana, .agent), answers: true))
    try desk.record(number, note)
    try desk.record(number, reply, note, .waited(.init()))
    let seen = desk.now
    try desk.record(number, .tagged(.init("x")))
    try desk.record(number, .untagged(.init("x")), note)
    let ticket = try #require(try desk.ticket(number))
    let row = try #require(try desk.lines(desk.ada, .number([number])).first).row
    #expect(ticket.revision == 5 && ticket.publicRevision == 2)
    #expect(ticket.updatedAt == desk.now && ticket.publicUpdatedAt == seen)
    #expect(row == TicketRow(ticket, by: .onlyAlways))
    let (staff, customer) = (Scope(of: desk.ana), Scope(of: desk.ada))
    #expect(staff.revision(of: ticket) == 5 && customer.revision(of: row) == 2)
    #expect(staff.updatedAt(of: row) == desk.now && customer.updatedAt(of: ticket) == seen)
    #expect(try desk.faults().isEmpty)
  }

  @Test func `a notice beside a public event counts once`() throws {
    let desk = try TestDesk(.memory)
    let number = try desk.open(for: desk.ada)
    let key = NoticeKey(clock: .response, began: 1, promised: 1, threshold: 75)
    let notice = Notice(key: key, due: desk.now, sent: desk.now, agent: nil, deadline: nil)
    try desk.record(number, .waited(.init()), .notified(notice), .resumed)
    try desk.record(
      number,
      .notified(
        Notice(
          key: NoticeKey(clock: .response, began: 1, promised: 1, threshold: 100),
          due: desk.now,
          sent: desk.now, agent: nil, deadline: nil)))
    let ticket = try #require(try desk.ticket(number))
    #expect(ticket.revision == 2 && ticket.publicRevision == 2)
  }
}
