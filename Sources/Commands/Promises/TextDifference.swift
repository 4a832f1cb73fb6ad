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

  /// As a question shows them.
  var lines: [String] { lost + added.map { "+ " + $0 }.shown(indent: "  ") }

  /// The same of what it has not alone.
  var lost: [String] { removed.map { "- " + $0 }.shown(indent: "  ") }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { String($0) }
  }
}
