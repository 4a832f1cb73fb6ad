import SupportDesk
import Testing

struct SubjectTests {
  private let number = TicketNumber(1)

  @Test func `a new subject stands in the event that gave it`() throws {
    var world = try World(.closed)
    try world.act(Cast.ann) { ticket, _ in
      try ticket.rename(to: Words("Gateway is up"), from: "Gateway down")
    }
    #expect(world.ticket.subject == Words("Gateway is up"))
    #expect(world.ticket.subjectEvent == world.history.last?.sequence)
    #expect(world.ticket.subjectEvent != 1)
    #expect(world.ticket.status == .closed)
  }

  @Test func `the same subject again is refused, another spelling of it is not`() {
    let world = World()
    #expect(
      world.refusal(Cast.ann) { ticket, _ in try ticket.rename(to: Words("A"), from: "A") }
        == .unchanged(number, "subject"))
    #expect(
      world.refusal(Cast.ann) { ticket, _ in try ticket.rename(to: Words("a"), from: "A") } == nil)
    #expect(
      world.refusal(Cast.ann) { ticket, _ in try ticket.rename(to: Words("A"), from: nil) } == nil)
  }

  @Test func `the same priority again is refused`() {
    let world = World()
    #expect(
      world.refusal(Cast.ann) { try $0.set(.medium, because: nil, $1) }
        == .unchanged(number, "priority"))
  }

  @Test func `a tag goes on once and comes off once`() throws {
    var world = World()
    #expect(
      world.refusal(Cast.ann) { ticket, now in try ticket.tag("ui", on: false, now) }
        == .unchanged(number, "tag"))
    try world.act(Cast.ann) { ticket, now in try ticket.tag("ui", on: true, now) }
    #expect(world.ticket.tags == ["ui"])
    #expect(
      world.refusal(Cast.ann) { ticket, now in try ticket.tag("ui", on: true, now) }
        == .unchanged(number, "tag"))
    try world.act(Cast.ann) { ticket, now in try ticket.tag("ui", on: false, now) }
    #expect(world.ticket.tags == [])
  }

  @Test func `two spellings of one tag are one tag, which comes off as it went on`() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    var world = World()
    try world.act(Cast.ann) { ticket, now in try ticket.tag(decomposed, on: true, now) }
    #expect(
      world.refusal(Cast.ann) { ticket, now in try ticket.tag(composed, on: true, now) }
        == .unchanged(number, "tag"))
    try world.act(Cast.ann) { ticket, now in try ticket.tag(composed, on: false, now) }
    #expect(world.ticket.tags == [])
    guard case .untagged(let tag)? = world.history.last?.event else {
      Issue.record("the tag was not taken off")
      return
    }
    #expect(Array(tag.tag.utf8) == Array(decomposed.utf8))
  }
}
