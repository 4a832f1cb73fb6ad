/// Tells a new member name from one that stood before, in linear time over an object of any size.
struct DistinctNames {
  /// Up to this many names are compared one by one; with more, the names are hashed.
  static let walkedMax = 16

  private var hashed: Set<ByteText> = []

  /// Whether no member before has this name.
  ///
  /// `names` are those admitted so far, by this same value.
  mutating func admit(_ name: String, after names: some Collection<String>) -> Bool {
    guard names.count >= Self.walkedMax else {
      return !names.contains { $0.hasSameBytes(as: name) }
    }
    if hashed.isEmpty {
      hashed = Set(names.map { ByteText($0) })
    }
    return hashed.insert(ByteText(name)).inserted
  }
}
