/// Tells a new member name from one that stood before, in linear time over an object of any size.
struct DistinctNames {
  /// Up to this many members are compared one by one; with more, the names are hashed.
  static let walkedMax = 16

  private var names: Set<ByteText> = []

  /// Whether no member before has this name.
  ///
  /// `members` are those admitted so far, by this same value.
  mutating func admit(_ name: String, after members: [JSONObject.Member]) -> Bool {
    guard members.count >= Self.walkedMax else {
      return !members.contains { $0.name.hasSameBytes(as: name) }
    }
    if names.isEmpty {
      names = Set(members.map { ByteText($0.name) })
    }
    return names.insert(ByteText(name)).inserted
  }
}
