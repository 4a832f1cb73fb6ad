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
  /// The slots in which the call says by when it occurred, and by when it was known; nil where it does not.
  let slots: (occurred: String?, known: String?)

  /// The call's own: everything that is known now.
  init(now: Instant) {
    (occurredBy, knownBy, isPast, isAsked) = (now, nil, false, false)
    slots = (nil, nil)
  }

  /// - Parameters:
  ///   - occurredBy: facts that had occurred by then count.
  ///   - knownBy: of them those that were recorded by this change; nil for all.
  init(
    occurredBy: Instant, knownBy: Int64?, isAsked: Bool,
    in slots: (occurred: String?, known: String?) = (nil, nil)
  ) {
    (self.occurredBy, self.knownBy, isPast, self.isAsked) = (occurredBy, knownBy, true, isAsked)
    self.slots = slots
  }

  /// Why nothing of a ticket can be seen from it, of which there is nothing yet.
  func refusal(of ticket: Ticket) -> Refusal {
    let isOpened = ticket.openedAt <= occurredBy
    let refusal: Refusal =
      isOpened
      ? .notKnown(ticket.number) : .beforeOpening(ticket.number, opened: ticket.openedAt)
    let slot = isOpened ? slots.known ?? slots.occurred : slots.occurred ?? slots.known
    return slot.map { .within(slot: $0, span: nil, refusal) } ?? refusal
  }
}
