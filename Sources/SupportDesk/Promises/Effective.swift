package import ServiceLevels

/// A version of something that holds from an instant on, instead of all that was to hold from there.
package protocol Effective {
  /// From when on it holds; nil for since ever.
  var since: Instant? { get }
}

extension Effective {
  /// The first instant at which it holds.
  package var start: Instant { since ?? .earliest }
}

extension Array where Element: Effective {
  /// Has a version hold from its instant on; nothing holds any more that would begin there or later.
  ///
  /// What is kept so is in the order of the instants from which it holds.
  mutating func adopt(_ version: Element) {
    removeAll { $0.start >= version.start }
    append(version)
  }

  /// The version that holds at an instant.
  ///
  /// The first one holds before its own too. Traps where there is none.
  func inForce(at instant: Instant) -> Element { last { $0.start <= instant } ?? self[0] }
}
