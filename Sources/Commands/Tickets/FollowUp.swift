import Interpreter
import ServiceLevels
import SupportDesk

/// Tickets that begin with words that were said on another.
extension Writing {
  /// What the customer says on a ticket lands where it goes on: on the one it was merged into, or, once it
  /// cannot be opened again, on one that follows it, which is made where there is none
  /// (design.md section 4, Status).
  ///
  /// Where that was made another customer's it is made too.
  func receive(
    _ call: Call, _ said: String, when: Parameter<ToldTime>, _ text: Words,
    from author: PersonNumber?
  ) throws(Failure) -> Changed {
    let named = try ticket(call, Parameters.ticket)
    try checkRevision(call, named)
    let at = try occurrence(call, when, on: named)
    var ticket = named
    while true {
      do throws(Failure) {
        ticket = try goingOn(as: ticket)
        let other = ticket.number == named.number ? "" : ", as \(named.number) goes on"
        return try change(call, said + other, on: ticket, when: when) {
          ticket, now throws(Refusal) in
          try ticket.receive(text, from: author ?? ticket.customer, now)
        }
      } catch .refused(.reopenWindowOver), .refused(.merged), .refused(.mergedApart) {
        guard let next = ticket.followedBy, let seen = try seen(next),
          seen.customer == ticket.customer
        else {
          return try follow(ticket, text, from: author ?? ticket.customer, at: at)
        }
        ticket = seen
      }
    }
  }

  /// Opens a ticket that follows another one with the customer's words.
  private func follow(
    _ ticket: Ticket, _ text: Words, from author: PersonNumber, at: Instant
  ) throws(Failure) -> Changed {
    let number = try nextTicket()
    let message = TicketEvent.Message(text: text, author: author, role: .customer)
    let opening = try opening(
      of: number, like: ticket, ticket.priority, subject: nil, message, at: at
    ) { $0.follows = ticket.number }
    let receipt = try record(
      opening, at: at == wall.now ? nil : at, now: [.ticket(ticket.number, .followed(number))])
    return Changed(
      ticket: try TicketAnswer(ticketAsLeft(number), self), receipt: receipt,
      said: "opened, and follows \(ticket.number)")
  }

  /// The facts that open a ticket of the same customer's with words that they said.
  ///
  /// - Parameter subject: nil for that of the other.
  func opening(
    of number: TicketNumber, like ticket: Ticket, _ priority: Priority, subject: Words?,
    _ message: TicketEvent.Message, at: Instant, _ more: (inout TicketEvent.Opened) -> Void
  ) throws(Failure) -> [Fact] {
    let policy = policies.inForce(at: at)
    let terms = policy.terms(
      for: Standing(priority: priority, customer: ticket.customer), in: try zone(of: policy),
      by: try calendars.byName()
    ) { $0 == .nextResponse ? nil : at }
    let known = try self.subject(of: ticket).map { Words($0) }
    guard let subject = subject ?? known else {
      throw .refused(.missing(slot: Parameters.subject.name))
    }
    var opened = TicketEvent.Opened(
      subject: subject, customer: ticket.customer, priority: priority, terms: terms,
      policyVersion: terms.promises.isEmpty ? policy.version : nil,
      byCustomer: actor.number == ticket.customer)
    more(&opened)
    // The text is kept anew: an event bears its own.
    let words = TicketEvent.Message(
      text: Words(message.text.shown), author: message.author, role: message.role)
    return [
      .ticket(number, .opened(opened)),
      .ticket(number, .received(.init(words, response: nil))),
    ]
  }
}
