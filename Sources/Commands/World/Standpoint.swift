import ServiceLevels
import SupportDesk

/// From where one looks at the desk: what had occurred by an instant, as far as it was known by a
/// change (design.md section 4, two times).
struct Standpoint: Sendable {
  let occurredBy: Instant
  /// The last change that counts; nil for all there are.
  let knownBy: Int64?
  /// Whether it is another than that of the call.
  let isPast: Bool
  /// Whether the call asked for it, so that its answer says so.
  let isAsked: Bool
  /// The slot in which the call says so; nil where no call does.
  let slot: String?

  /// The call's own: everything that is known now.
  init(now: Instant) {
    (occurredBy, knownBy, isPast, isAsked, slot) = (now, nil, false, false, nil)
  }

  /// - Parameters:
  ///   - occurredBy: facts that had occurred by then count.
  ///   - knownBy: of them those that were recorded by this change; nil for all.
  init(occurredBy: Instant, knownBy: Int64?, isAsked: Bool, in slot: String? = nil) {
    (self.occurredBy, self.knownBy, isPast, self.isAsked) = (occurredBy, knownBy, true, isAsked)
    self.slot = slot
  }

  /// Why nothing of a ticket can be seen from it, of which there is nothing yet.
  func refusal(of ticket: Ticket) -> Refusal {
    let refusal: Refusal =
      ticket.openedAt <= occurredBy
      ? .notKnown(ticket.number) : .beforeOpening(ticket.number, opened: ticket.openedAt)
    return slot.map { .within(slot: $0, span: nil, refusal) } ?? refusal
  }
}
