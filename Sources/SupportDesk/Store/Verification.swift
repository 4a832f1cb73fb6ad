/// What `verify` found.
package struct Verification: Equatable, Sendable {
  package var changes: Int64 = 0
  package var events: Int64 = 0
  package var tickets: Int64 = 0
  package var values: Int64 = 0
  /// Values that were erased, with their salts.
  package var erased: Int64 = 0
  /// The last change and its hash, to be kept elsewhere as an anchor.
  package var head: String = ""
  /// What does not hold, first the lowest change.
  package var faults: [Fault] = []

  /// One thing that does not hold.
  package struct Fault: Equatable, Sendable {
    /// The change at which it shows; nil for projections and vault.
    ///
    /// Everything before it is proven.
    package var change: Int64?
    package var what: String

    package init(change: Int64?, what: String) {
      self.change = change
      self.what = what
    }
  }

  package init() {}

  package var holds: Bool { faults.isEmpty }
}
