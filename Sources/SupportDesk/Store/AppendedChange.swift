/// What an append gave.
package struct AppendedChange: Equatable, Sendable {
  package var number: Int64
  /// The first of its events' numbers; the others follow without gaps.
  package var firstEvent: Int64

  package init(number: Int64, firstEvent: Int64) {
    self.number = number
    self.firstEvent = firstEvent
  }
}
