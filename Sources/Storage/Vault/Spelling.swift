import SupportDesk

/// The keys by which people's names and addresses are found, kept beside the vault's values.
///
/// They say as much as the values do, so they go with them: the engine takes them away when a
/// value is deleted.
enum Spelling {
  /// One key of one value.
  struct Entry: Hashable {
    /// `name` and `address` for the whole of it, `word` for a later word of a name.
    let member: String
    let key: String

    func keep(event: Int64, _ database: any Database) throws(StorageFailure) {
      try database.run(
        "INSERT INTO spelling (member, key, event) VALUES ($1, $2, $3)", .text(member),
        .text(key), .integer(event))
    }
  }

  /// A name's words after these are not looked for.
  private static let wordsMax = 8

  /// The keys of a value of the vault; none of what is neither a name nor an address.
  static func entries(_ member: String, _ value: String) -> [Entry] {
    switch member {
    case "name":
      let later = CaselessKey(value).words.dropFirst().prefix(wordsMax)
      return [Entry(member: member, key: CaselessKey(value).text)]
        + Set(later).sorted().map { Entry(member: "word", key: $0) }
    case "address": return [Entry(member: member, key: CaselessKey(value).text)]
    default: return []
    }
  }

  static func stored(
    _ event: Int64, _ database: any Database
  ) throws(StorageFailure) -> Set<Entry> {
    Set(
      try database.all(
        "SELECT member, key FROM spelling WHERE event = $1", [.integer(event)]
      ) { Entry(member: $0.text(0), key: $0.text(1)) })
  }
}

extension CaselessKey {
  /// What stands between blanks, as keys.
  var words: [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  /// Behind whatever a key goes on with, in the order of bytes.
  static let last = "\u{10FFFF}"

  /// Behind every key that begins with this one.
  var end: String { text + Self.last }
}
