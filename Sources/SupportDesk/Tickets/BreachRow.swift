package import ServiceLevels

/// A budget that was used up, as reports ask for it.
package struct BreachRow: Hashable, Sendable {
  package var ticket: TicketNumber
  package var clock: ClockName
  /// The number of the event that began the clock, or the cycle.
  package var began: Int64
  /// The number of the event that gave the promise.
  package var target: Int64
  package var at: Instant

  package init(ticket: TicketNumber, clock: ClockName, began: Int64, target: Int64, at: Instant) {
    self.ticket = ticket
    self.clock = clock
    self.began = began
    self.target = target
    self.at = at
  }
}
