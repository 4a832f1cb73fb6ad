/// By what somebody may be named in what others wrote: the name, its words, the address.
///
/// A search by these finds what can be found so, and no more: people are called many things.
package struct Identifiers: Sendable {
  private let wholes: [String]
  private let words: Set<String>
  private let local: String?
  /// Shorter words are part of too much.
  private static let wordMin = 3

  /// - Parameters: nil where there is none.
  package init(name: String?, address: String?) {
    wholes = [name, address].compactMap(\.self).map { CaselessKey($0).text }
    words = Set(
      Self.words(name.map { CaselessKey($0).text } ?? "").filter { $0.count >= Self.wordMin }
        .map(String.init))
    local = address.map { CaselessKey($0.prefix { $0 != "@" }).text }
  }

  private static func words(_ key: String) -> [Substring] {
    key.split { !$0.isLetter && !$0.isNumber }
  }

  /// Whether the text names them.
  package func occur(in text: String) -> Bool {
    let key = CaselessKey(text).text
    return wholes.contains { !$0.isEmpty && key.contains($0) }
      || !words.isEmpty && Self.words(key).contains { words.contains(String($0)) }
  }

  /// Whether a tag is their name, a word of it, or what their address begins with.
  package func name(tag: String) -> Bool {
    let key = CaselessKey(tag).text
    return wholes.contains(key) || words.contains(key) || key == local
  }
}
