/// Where a journal ended, to be kept where nobody who can write the store can.
///
/// A chain that was made anew, or cut off, holds in itself; only against an anchor it does not
/// (identity-and-audit.md 4.5).
package struct Anchor: Equatable, Sendable {
  /// The store's identity, in lower-case hex.
  package var store: String
  /// A change's number.
  package var change: Int64
  /// Its hash, in lower-case hex.
  package var hash: String

  package init(store: String, change: Int64, hash: String) {
    self.store = store
    self.change = change
    self.hash = hash
  }

  /// As it is printed and taken back: the three, in one line.
  package var text: String { "\(store) \(change) \(hash)" }
}
