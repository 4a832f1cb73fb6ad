/// A question, or another turn of phrase, that stands for a canonical line.
///
/// `pattern` is words; `{name}` matches one word, which replaces `{name}` in `line`.
package struct Alias: Sendable {
  package let pattern: String
  package let line: String

  package init(_ pattern: String, _ line: String) {
    self.pattern = pattern
    self.line = line
  }

  /// The line it stands for; nil where the words do not match.
  func expansion(of words: [String]) -> String? {
    let parts = pattern.split(separator: " ").map(String.init)
    guard parts.count == words.count else { return nil }
    var expansion = line
    for (part, word) in zip(parts, words) {
      if part.hasPrefix("{") {
        guard Alias.fits(part, word) else { return nil }
        expansion = expansion.replacing(part, with: word)
      } else if part != word {
        return nil
      }
    }
    return expansion
  }

  /// `{n}` takes a ticket's number or pronoun only; any other name takes any word.
  private static func fits(_ part: String, _ word: String) -> Bool {
    guard part == "{n}" else { return !word.isEmpty }
    let digits = word.hasPrefix("#") ? word.dropFirst() : word[...]
    return Frame.pronouns.contains(word)
      || (!digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber })
  }
}
