/// The tables of a store, whatever engine keeps them (the code map names their classes).
enum Schema {
  /// The number of their format; whoever changes the tables gives it its next one.
  static let version: Int64 = 4

  /// How rows keep "no such instant": behind every instant there is, so that order is plain.
  static let never: Int64 = .max
}
