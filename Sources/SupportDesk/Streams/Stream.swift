/// One subject's facts, folded: its number, its kind of events, and what they make.
///
/// Reading a history, proving it and making rows of it are written once, for every stream.
package protocol Stream: Sendable {
  associatedtype Number: StreamNumber
  associatedtype Event: StreamEvent

  static var kind: StreamKind { get }

  /// How many events are folded in.
  var version: Int64 { get }

  /// - Returns: nil where such a stream does not begin with the event.
  init?(_ number: Number, beginningWith first: Recorded<Event>)

  /// Folds one more event in; cannot fail.
  mutating func apply(_ event: Recorded<Event>)
}

extension Stream {
  /// The fold of a history.
  ///
  /// - Parameter base: the fold of what came before; nil where nothing did.
  /// - Returns: nil where there is nothing at all, or it does not begin as such a stream begins.
  package init?(
    _ number: Number, _ history: some Sequence<Recorded<Event>>, onTopOf base: Self? = nil
  ) {
    var iterator = history.makeIterator()
    if let base {
      self = base
    } else {
      guard let first = iterator.next() else { return nil }
      self.init(number, beginningWith: first)
    }
    while let next = iterator.next() { apply(next) }
  }

  /// What its events stand under.
  package static func name(of number: Number) -> StreamName { StreamName(kind, number.value) }
}

/// What tells one stream of a kind from the others.
package protocol StreamNumber: Hashable, Sendable {
  var value: Int64 { get }
  init(_ value: Int64)
}

extension TicketNumber: StreamNumber {}
extension PersonNumber: StreamNumber {}
