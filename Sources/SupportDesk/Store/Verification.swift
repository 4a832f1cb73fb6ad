/// What `verify` found.
package struct Verification: Equatable, Sendable {
  package var changes: Int64 = 0
  package var events: Int64 = 0
  package var tickets: Int64 = 0
  package var values: Int64 = 0
  /// Values that an event erased, with their salts.
  package var erased: Int64 = 0
  /// The last change that is proven: neither it nor one before it shows a fault.
  package var proven: Int64 = 0
  /// The last change, to be noted elsewhere.
  package var anchor: Anchor
  /// What does not hold, the first of it: in the file, then the journal and the vault in their
  /// order, then the projections.
  package private(set) var faults: [Fault] = []
  /// How many faults there are beside those.
  package private(set) var untold: Int64 = 0
  /// A store that is badly damaged is told by its first faults.
  package static let faultsMax = 20

  /// One thing that does not hold.
  package struct Fault: Equatable, Sendable {
    /// The change at which it shows; nil for the file and its projections.
    package var change: Int64?
    package var what: String

    package init(change: Int64?, what: String) {
      self.change = change
      self.what = what
    }
  }

  package init(anchor: Anchor) { self.anchor = anchor }

  package var holds: Bool { faults.isEmpty }

  /// Adds a fault, in words while there are few.
  package mutating func add(_ fault: Fault) {
    if faults.count < Self.faultsMax { faults.append(fault) } else { untold += 1 }
  }
}
