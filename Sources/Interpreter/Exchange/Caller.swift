/// Who waits for a call: asked and told on the door's thread while it is carried out.
package struct Caller {
  /// Whether they wait no longer: then it is given up, and nothing changed.
  ///
  /// It is asked often.
  package var isGone: () -> Bool
  /// What else is done, often, while a long read runs.
  ///
  /// It may attend to the door, and make no call. Nil where nothing is.
  package var meanwhile: (() -> Void)?
  /// Hears how far something long has come, more often than anybody reads.
  package var hears: ((CallProgress) -> Void)?

  package init(
    isGone: @escaping () -> Bool = { false }, meanwhile: (() -> Void)? = nil,
    hears: ((CallProgress) -> Void)? = nil
  ) {
    self.isGone = isGone
    self.meanwhile = meanwhile
    self.hears = hears
  }
}

/// How far something long has come.
package struct CallProgress: Equatable, Sendable {
  package var done: Int64
  /// At least 1, and not less than `done`.
  package var total: Int64
  /// What is counted, such as `changes`.
  package var unit: String

  package init(done: Int64, total: Int64, unit: String) {
    self.total = max(1, total)
    self.done = min(max(0, done), self.total)
    self.unit = unit
  }

  /// In hundredths, rounded down.
  package var percent: Int64 { Int64(clamping: Int(done) * 100 / Int(total)) }

  /// Such as `1200 of 5000 changes`.
  package var words: String { "\(done) of \(total) \(unit)" }
}
