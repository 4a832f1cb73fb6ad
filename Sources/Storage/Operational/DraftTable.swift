import ServiceLevels
import SupportDesk

/// Texts that were begun and not sent: operational, and no part of the journal.
struct DraftTable {
  private let database: any Database

  init(_ database: any Database) { self.database = database }

  func drafts(of person: PersonNumber) throws(StorageFailure) -> [Draft] {
    try database.all(
      """
      SELECT number, method, arguments, ticket, text, at, customer FROM draft
      WHERE person = $1 AND arguments <> '' ORDER BY number
      """, [.integer(person.value)]
    ) { row in
      Draft(
        number: row.integer(0), method: row.text(1), arguments: row.text(2),
        ticket: row.optionalInteger(3).map(TicketNumber.init),
        customer: row.optionalInteger(6).map(PersonNumber.init), text: row.text(4),
        at: Instant(clamping: row.integer(5)))
    }
  }

  /// - Parameter now: by when drafts are old.
  func keep(
    _ draft: Draft, of person: PersonNumber, at now: Instant
  ) throws(StorageFailure) {
    try database.run(
      "DELETE FROM draft WHERE at < $1", .integer(now.milliseconds - Draft.keptMs))
    try database.run(
      """
      INSERT INTO draft (person, number, method, arguments, ticket, text, at, customer)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (person, number) DO UPDATE SET method = excluded.method,
        arguments = excluded.arguments, ticket = excluded.ticket, text = excluded.text,
        at = excluded.at, customer = excluded.customer
      """,
      .integer(person.value), .integer(draft.number), .text(draft.method),
      .text(draft.arguments), .optional(draft.ticket?.value), .text(draft.text),
      .integer(draft.at.milliseconds), .optional(draft.customer?.value))
  }

  func next(of person: PersonNumber) throws(StorageFailure) -> Int64 {
    let last = try database.first(
      "SELECT coalesce(max(number), 0) FROM draft WHERE person = $1", .integer(person.value)
    ) { $0.integer(0) }
    return try Journal.next(after: last ?? 0)
  }

  /// Forgets a text; its number stays taken for as long as a draft is kept, so that a line of
  /// yesterday takes no other text today.
  func drop(_ number: Int64, of person: PersonNumber) throws(StorageFailure) {
    try database.run(
      "UPDATE draft SET text = '', arguments = '' WHERE person = $1 AND number = $2",
      .integer(person.value), .integer(number))
  }
}
