import ServiceLevels
import SupportDesk
import Testing

/// What a merge hands over, at the instants between which it matters.
struct RelationTests {
  /// What ends the target's wait, of words said on the merged ticket so long after the wait began.
  private func resumed(afterMs: Int64) throws -> Instant? {
    var target = World()
    try target.act(Cast.ann) { try $0.wait(Words("Which?"), $1) }
    let since = target.now
    // Opened well before the wait, so that its opening is no answer to it.
    var own = World()
    own.now = since
    let said = since.advanced(byMilliseconds: afterMs)
    own.record(
      try own.events(Cast.ann) { try $0.receive(Words("That."), from: $0.customer, $1) },
      by: Cast.ann, occurredAt: said)
    own.now = since.advanced(byMilliseconds: 60_000)
    let other = try #require(Ticket(TicketNumber(2), own.history))
    let events = try other.merge(into: target.ticket, own.circumstances(Cast.ann)).target
    guard case .absorbed(let merge) = try #require(events.first) else { return nil }
    #expect((merge.resumed == nil) == (merge.status == nil))
    #expect(merge.resumed == nil || merge.resumed == said)
    return merge.resumed
  }

  @Test func `words said in the very instant of the question end the wait for an answer`() throws {
    #expect(try resumed(afterMs: 1) != nil)
    #expect(try resumed(afterMs: 0) != nil)
    #expect(try resumed(afterMs: -1) == nil)
  }
}
