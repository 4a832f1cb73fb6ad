import Interpreter
import ServiceLevels
import SupportDesk

/// A ticket's events and derived breaches in the order in which they happened.
struct HistoryAnswer: Sendable {
  let ticket: TicketTitle
  let standpoint: StandpointAnswer?
  let events: [EventAnswer]

  static let shape = Shape<HistoryAnswer>(
    "History",
    [
      Field("ticket", "Which ticket.", .ticketNumber, \.ticket.number),
      StandpointAnswer.field(\.standpoint),
      Field("events", "What happened, in order.", .list(EventAnswer.shape.form), \.events),
    ],
    focus: { $0.standpoint == nil ? $0.ticket.focus : nil },
    page: { history in
      var page = Page()
      page.add(history.ticket.page)
      if let standpoint = history.standpoint { page.add(standpoint.page) }
      for event in history.events { page.add(event.page) }
      return page
    })

  static let entry = Entry.read(
    "ticket.history", "Shows everything that happened to a ticket.", verbs: ["history"],
    slots: [Parameters.ticket.slot(after: "ticket")] + Reading.standpoints, needs: .readTicket,
    errors: [.badValue], examples: [Example("history 1", "opened it")], answers: shape
  ) { call, now throws(Failure) in
    let desk = try now.looking(call)
    let ticket = try desk.ticket(call, Parameters.ticket)
    let title = try desk.title(of: ticket)
    // Of one instant what follows from an event comes behind it, and before what was told of it; a budget
    // that runs out by itself does so before whatever else happens then.
    var items: [(at: Instant, order: Int64, rank: Int, event: EventAnswer)] = []
    let events = try desk.history(of: ticket)
    for event in events {
      items.append(
        (
          event.occurredAt, event.sequence, 0,
          try EventAnswer(event, of: ticket, showingSubjectBut: title, desk)
        ))
    }
    let begin = desk.scope.isWhole ? .earliest : events.first?.occurredAt ?? .earliest
    let calendars = try desk.calendars.byName()
    for (_, clock) in ticket.clocks.all {
      let reading = clock.reading(at: desk.wall.now, by: calendars)
      for breach in reading.breaches where begin <= breach.at {
        let change = reading.targets.last { $0.version == breach.targetVersion }?.from.source ?? 0
        let order = breach.cause == .reclassified ? change : 0
        items.append(
          (
            breach.at, order, 1,
            EventAnswer(TicketEvents.telling(breach, of: clock.name, desk.wall))
          ))
      }
    }
    return HistoryAnswer(
      ticket: title, standpoint: StandpointAnswer(desk),
      events: items.sorted { ($0.at, $0.order, $0.rank) < ($1.at, $1.order, $1.rank) }.map(\.event))
  }
}
