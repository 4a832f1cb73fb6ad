import Interpreter
import ServiceLevels
import SupportDesk

/// What has a ticket to do with others, and for how long lists leave it out: how it is told.
enum TicketRelationEvents {
  static let forms: [AnyEventForm] = [
    merged.any, absorbed.any, split.any, linked.any, unlinked.any, snoozed.any, woken.any,
  ]

  static func telling(_ event: TicketEvent, _ desk: Reading) -> Telling {
    switch event {
    case .merged(let ticket): merged.telling(ticket)
    case .absorbed(let merge):
      // It may count from before the ticket was the customer's.
      absorbed.telling(
        (
          merge.from,
          desk.scope.isWhole ? merge.owed.map { desk.wall.moment($0.since) } : nil
        ))
    case .split(let part): split.telling(part)
    case .linked(let ticket): linked.telling(ticket)
    case .unlinked(let ticket): unlinked.telling(ticket)
    case .snoozed(let until): snoozed.telling(desk.wall.moment(until))
    case .woken: woken.telling(())
    default: preconditionFailure("\(event.kind) is told elsewhere")
    }
  }

  private static let merged = EventForm<TicketNumber>(
    "merged", [Field("into", "The ticket as which it goes on.", .ticketNumber) { $0 }]
  ) { "merged it into \($0)" }

  private static let absorbed = EventForm<(TicketNumber, Moment?)>(
    "absorbed",
    [
      Field("from", "The ticket that goes on as this one.", .ticketNumber) { $0.0 },
      Field(
        maybe: "since", "Since when its customer waits for an answer.",
        .instant
      ) { $0.1 },
    ]
  ) { from, since in
    "merged \(from) into it" + (since.map { ", which waited for an answer since \($0.long)" } ?? "")
  }

  private static let split = EventForm<SplitMessage>(
    "split",
    [
      Field("ticket", "The ticket that was made.", .ticketNumber, \.ticket),
      Field("message", "The number of the event whose words it is about.", .count, \.message),
    ]
  ) { "made \($0.ticket) of message \($0.message)" }

  private static let linked = EventForm<TicketNumber>(
    "linked", [Field("ticket", "The other ticket.", .ticketNumber) { $0 }]
  ) { "linked it to \($0)" }

  private static let unlinked = EventForm<TicketNumber>(
    "unlinked", [Field("ticket", "The other ticket.", .ticketNumber) { $0 }]
  ) { "unlinked it from \($0)" }

  private static let snoozed = EventForm<Moment>(
    "snoozed", [Field("until", "Until when lists leave it out.", .instant) { $0 }]
  ) { "snoozed it until \($0.long)" }

  private static let woken = EventForm<Void>("woken") { "had lists show it again" }
}
