import SupportDesk

/// The tags in use.
struct TagReader {
  private let database: any Database

  static let first = """
    SELECT key, tag FROM tag WHERE key >= $1 AND key < $2 ORDER BY key, ticket LIMIT 1
    """
  static let next = """
    SELECT key, tag FROM tag WHERE key > $1 AND key < $2 ORDER BY key, ticket LIMIT 1
    """

  init(_ database: any Database) { self.database = database }

  /// Each tag once, as it was first put on the ticket of the lowest number, in the order of keys.
  ///
  /// It leaps from tag to tag, however many tickets bear one.
  func tags(beginning words: String, limit: Int) throws(StorageFailure) -> [String] {
    let key = CaselessKey(words)
    var tags: [String] = []
    var sql = Self.first
    var last = key.text
    while tags.count < limit,
      let (key, tag) = try database.first(
        sql, .text(last), .text(key.end), read: { ($0.text(0), $0.text(1)) })
    {
      tags.append(tag)
      last = key
      sql = Self.next
    }
    return tags
  }

  /// The lines with their tags, which are asked for where there are any.
  ///
  /// To who does not see everything tickets have no tags.
  func tagging(
    _ untagged: [UntaggedLine], for scope: Scope
  ) throws(StorageFailure) -> [TicketLine] {
    var lines = untagged.map(\.line)
    for index in lines.indices where untagged[index].isTagged && scope.isWhole {
      lines[index].tags = try database.all(
        Self.ofTicket, [.integer(lines[index].row.number.value)]
      ) { $0.text(0) }
    }
    return lines
  }

  static let ofTicket = "SELECT tag FROM tag WHERE ticket = $1 ORDER BY key"
}
