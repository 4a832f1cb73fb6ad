/// Which clock of a ticket (service-levels.md 1.1 to 1.5).
package enum ClockName: String, Ranked, Hashable, Sendable {
  /// Until the customer is first answered.
  case response
  /// Until the oldest words of theirs that were not answered are.
  case nextResponse = "next-response"
  case resolution
  /// From one word to the customer to the next.
  case update
}
