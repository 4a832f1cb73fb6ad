package import ServiceLevels

/// A stretch in which a ticket waited for its customer.
package struct Wait: Equatable, Sendable {
  /// The number of the event that began it.
  package var event: Int64
  package var from: Instant
  /// Nil while it goes on.
  package var to: Instant?
  /// Whether somebody gave a reason to wait for a customer who may not have been asked.
  package var isForced: Bool

  package init(event: Int64, from: Instant, to: Instant?, isForced: Bool) {
    self.event = event
    self.from = from
    self.to = to
    self.isForced = isForced
  }
}
