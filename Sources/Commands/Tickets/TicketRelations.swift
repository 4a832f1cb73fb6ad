import Interpreter
import ServiceLevels
import SupportDesk

/// What a ticket has to do with others, those of them that who asks may see.
struct TicketRelations: Sendable {
  let mergedInto: TicketNumber?
  let merged: [TicketNumber]
  let splitFrom: TicketNumber?
  let parts: [TicketNumber]
  let follows: TicketNumber?
  let followedBy: TicketNumber?
  /// None for its customer.
  let links: [TicketNumber]

  init(_ ticket: Ticket, _ desk: Reading) throws(Failure) {
    func one(_ number: TicketNumber?) throws(Failure) -> TicketNumber? {
      guard let number else { return nil }
      return try desk.seen(number) == nil ? nil : number
    }
    mergedInto = try one(ticket.mergedInto)
    merged = try desk.seen(ticket.absorbed)
    splitFrom = try one(ticket.origin?.ticket)
    parts = try desk.seen(ticket.parts.map(\.ticket))
    follows = try one(ticket.follows)
    followedBy = try one(ticket.followedBy)
    links = desk.scope.isWhole ? try desk.seen(ticket.links) : []
  }

  var isEmpty: Bool { words.isEmpty }

  static let shape = Shape<TicketRelations>(
    "TicketRelations",
    [
      Field(maybe: "mergedInto", "The ticket as which it goes on.", .ticketNumber, \.mergedInto),
      Field("merged", "Those that go on as it.", .list(.ticketNumber), \.merged),
      Field(maybe: "splitFrom", "The ticket of which it was a part.", .ticketNumber, \.splitFrom),
      Field("parts", "Those that were made of its messages.", .list(.ticketNumber), \.parts),
      Field(maybe: "follows", "The ticket that it follows.", .ticketNumber, \.follows),
      Field(maybe: "followedBy", "The one that follows it.", .ticketNumber, \.followedBy),
      Field(
        "links", "Those that it has to do with otherwise; none for its customer.",
        .list(.ticketNumber), \.links),
    ])

  /// A line each.
  var words: [String] {
    [
      mergedInto.map { "goes on as \($0)" }, Self.list("with what was", merged),
      splitFrom.map { "was a part of \($0)" }, Self.list("of it was made", parts),
      follows.map { "follows \($0)" },
      followedBy.map { "is followed by \($0)" }, Self.list("has to do with", links),
    ].compactMap { $0 }
  }

  private static func list(_ words: String, _ numbers: [TicketNumber]) -> String? {
    numbers.isEmpty ? nil : words + " " + numbers.map { "\($0)" }.joined(separator: ", ")
  }
}

extension Reading {
  /// Until when lists leave a ticket out from now on, for who may know of it.
  func shown(_ snoozedUntil: Instant?) -> Moment? {
    guard scope.isWhole, let snoozedUntil, snoozedUntil > wall.now else { return nil }
    return wall.moment(snoozedUntil)
  }
}
