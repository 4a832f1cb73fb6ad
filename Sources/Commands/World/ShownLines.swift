extension [String] {
  /// As a question shows them: the first of many, and how many more there are.
  func shown(indent: String = "") -> [String] {
    let rest = count - shownMax
    return prefix(shownMax) + (rest > 0 ? ["\(indent)and \(rest) more"] : [])
  }
}

/// Of so many lines each is shown.
private let shownMax = 20
