/// The tables of a store, whatever engine keeps them (the code map names their classes).
enum Schema {
  /// The number of their format; whoever changes the tables, or what a fold makes of facts that are
  /// recorded, gives it its next one, so that rows are made anew.
  static let version: Int64 = 12

  /// The oldest format that is brought to this one (`Migration`); older ones are refused by name.
  ///
  /// It never rises: stores of it and of every later one are kept among the tests.
  static let oldest: Int64 = 6

  /// What is hashed, with the identity that is hashed into it.
  static let journal: Set = ["store", "change", "event"]

  /// What the door writes beside the journal: nothing that a fold makes.
  ///
  /// Every other table is a projection, and `verify` compares it with the fold.
  static let operational: Set = [
    "vault", "spelling", "draft", "idempotency", "copy", "import", "unswept", "pairing",
  ]

  /// How rows keep "no such instant": behind every instant there is, so that order is plain.
  static let never: Int64 = .max
}
