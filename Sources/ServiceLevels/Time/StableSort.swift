extension Sequence {
  /// The elements by ascending key, equal ones in the order they had.
  ///
  /// The standard library's sort keeps that order in practice and not by promise.
  func stablySorted<Key: Comparable>(by key: (Element) -> Key) -> [Element] {
    enumerated().map { (key: key($0.element), place: $0.offset, element: $0.element) }
      .sorted { ($0.key, $0.place) < ($1.key, $1.place) }
      .map(\.element)
  }
}
