import Interpreter
import ServiceLevels
import SupportDesk

/// Opening a ticket.
enum New {
  private typealias P = Parameters

  private static let customer = Parameter(
    P.customer.name,
    "Whose ticket it is: a whole name, an address or a number; an address that is nobody's, or "
      + "`Name <address>`, makes the customer.",
    .person(.customers), ask: P.customer.ask)

  static let entry = Entry.write(
    "ticket.new", "Opens a ticket.",
    details: "Staff say for whom, `for me` among others; a customer opens for themselves.",
    verbs: ["new", "create", "raise", "open a ticket"],
    slots: [
      customer.slot(onlyAfter: "for", optional: true), P.priority.slot(),
      P.subject.slot(onlyAfter: ":"),
    ],
    needs: .openTicket, errors: [.notFound, .ambiguous, .badText],
    examples: [
      Example(
        "new for Ada Byron <ada@acme.example> urgent : Gateway down",
        "opened for Ada Byron")
    ],
    answers: Changed.shape, again: Changed.again
  ) { call, desk throws(Failure) in
    let priority = call[P.priority]
    let subject = try desk.line(call, P.subject, TextRules.subject)
    var (customer, facts) = try customer(call[optional: P.customer], desk)
    let number = try desk.nextTicket()
    let calendars = try desk.calendars.byName()
    let terms = desk.policy.terms(
      for: Standing(priority: priority, customer: customer), in: desk.wall.zone, by: calendars
    ) { $0 == .nextResponse ? nil : desk.wall.now }
    facts.append(
      .ticket(
        number,
        .opened(
          .init(
            subject: subject, customer: customer, priority: priority,
            terms: terms,
            policyVersion: terms.promises.isEmpty ? desk.policy.version : nil,
            byCustomer: customer == desk.actor.number))))
    let isNew = facts.count > 1
    let receipt = try desk.record(facts)
    let name = try desk.answer(customer).name
    let isSaid = customer == desk.actor.number || isNamed(name, call)
    let whose = isSaid ? "" : " for \(name)" + (isNew ? ", a new customer" : "")
    return Changed(
      ticket: try TicketAnswer(desk.ticketAsLeft(number), desk), receipt: receipt,
      said: "opened\(whose), \(priority.rawValue)")
  }

  /// Whether the call says the customer's whole name, so that it need not be echoed.
  private static func isNamed(_ name: String, _ call: Call) -> Bool {
    guard case .words(let words)? = call[optional: P.customer] else { return false }
    return CaselessKey(words) == CaselessKey(name)
  }

  /// Whose the ticket is; one who is new and has an address is made.
  private static func customer(
    _ reference: PersonReference?, _ desk: Writing
  ) throws(Failure) -> (PersonNumber, [Fact]) {
    guard let reference else {
      if desk.actor.has(.openForOthers) { throw .refused(.missing(slot: P.customer.name)) }
      return (desk.actor.number, [])
    }
    if reference == .me { return (desk.actor.number, []) }
    try desk.require(.openForOthers)
    do {
      return (try desk.person(reference, role: .customer).number, [])
    } catch .refused(.noSuchPerson(let words, _, let near)) {
      let called = PersonName(words)
      guard let address = called.address else {
        throw .refused(
          .within(
            slot: P.customer.name, span: nil,
            .noSuchPerson(words, role: .customer, near: near)))
      }
      let number = try desk.nextPerson()
      let added = try AddPerson.added(
        name: called.name, address: address, roles: [.customer], within: Parameters.customer.name)
      return (number, [.person(number, .added(added))])
    } catch .refused(let refusal) {
      throw .refused(.within(slot: P.customer.name, span: nil, refusal))
    } catch {
      throw error
    }
  }
}
