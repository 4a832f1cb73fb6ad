/// What one text of lines has that another has not.
struct TextDifference: Sendable {
  /// In the order of the texts.
  let removed: [String]
  let added: [String]

  init(from before: String, to after: String) {
    let (old, new) = (Self.lines(before), Self.lines(after))
    let (known, wanted) = (Set(old), Set(new))
    removed = old.filter { !wanted.contains($0) }
    added = new.filter { !known.contains($0) }
  }

  /// As a question shows them: some of many.
  var lines: [String] { Self.some(removed.map { "- " + $0 }) + Self.some(added.map { "+ " + $0 }) }

  /// The same of what it has not alone.
  var lost: [String] { Self.some(removed.map { "- " + $0 }) }

  /// Of so many each is shown.
  private static let shownMax = 20

  static func some(_ lines: [String]) -> [String] {
    let rest = lines.count - shownMax
    return lines.prefix(shownMax) + (rest > 0 ? ["  and \(rest) more"] : [])
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { String($0) }
  }
}
