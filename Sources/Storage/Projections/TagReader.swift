import SupportDesk

/// The tags in use.
struct TagReader {
  private let connection: Connection

  static let first = """
    SELECT key, tag FROM tag WHERE key >= $1 AND key < $2 ORDER BY key, ticket LIMIT 1
    """
  static let next = """
    SELECT key, tag FROM tag WHERE key > $1 AND key < $2 ORDER BY key, ticket LIMIT 1
    """

  init(_ connection: Connection) { self.connection = connection }

  /// Each tag once, as it was first put on the ticket of the lowest number, in the order of keys.
  ///
  /// It leaps from tag to tag, however many tickets bear one.
  func tags(beginning words: String, limit: Int) throws(StorageFailure) -> [String] {
    let key = CaselessKey(words)
    var tags: [String] = []
    var sql = Self.first
    var last = key.text
    while tags.count < limit,
      let (key, tag) = try connection.first(
        sql, .text(last), .text(key.end), read: { ($0.text(0), $0.text(1)) })
    {
      tags.append(tag)
      last = key
      sql = Self.next
    }
    return tags
  }

  /// The tags of some tickets, by ticket, each ticket's in the order of their keys.
  ///
  /// One walk of an index a ticket; tickets of a list are a page full.
  func tags(of tickets: [TicketNumber]) throws(StorageFailure) -> [TicketNumber: [String]] {
    var tags: [TicketNumber: [String]] = [:]
    if tickets.isEmpty { return tags }
    var parameters = SQLParameters()
    let list = parameters.list(tickets.map { .integer($0.value) })
    let sql = "SELECT ticket, tag FROM tag WHERE ticket IN (\(list)) ORDER BY ticket, key"
    for (ticket, tag) in try connection.all(
      sql, parameters.values, read: { (TicketNumber($0.integer(0)), $0.text(1)) })
    {
      tags[ticket, default: []].append(tag)
    }
    return tags
  }
}
