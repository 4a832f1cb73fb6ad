/// Whoever waits for what a store does: asked and told while it runs, on the store's thread.
package struct Attendant {
  /// What is counted of something long.
  package enum Unit: String, Sendable {
    case changes
    case clocks
    case waits
    /// Events and what is made of them.
    case facts
  }

  /// Whether nobody waits any longer: then what runs is thrown as `givenUp`, and nothing changed.
  ///
  /// It is asked often. What is committed already is not undone.
  package var isGone: () -> Bool
  /// What else is done, often, while a long read runs; nil where nothing is.
  ///
  /// It may use the store.
  package var meanwhile: (() -> Void)?
  /// Hears how much of something long is done, now and then.
  package var hears: ((_ done: Int64, _ total: Int64, _ of: Unit) -> Void)?

  package init(
    isGone: @escaping () -> Bool = { false }, meanwhile: (() -> Void)? = nil,
    hears: ((_ done: Int64, _ total: Int64, _ of: Unit) -> Void)? = nil
  ) {
    self.isGone = isGone
    self.meanwhile = meanwhile
    self.hears = hears
  }
}
