/// A ticket's number: 1 and up, for ever, never renumbered.
package struct TicketNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }

  /// As the screen shows it: `#12`.
  package var description: String { "#\(value)" }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
