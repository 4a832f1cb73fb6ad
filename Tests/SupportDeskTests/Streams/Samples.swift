import ServiceLevels
import SupportDesk

/// Events of every kind, each member told from every other by its value.
enum Samples {
  private static func words(_ text: String) -> Words {
    Words(text: text, commitment: "c-" + text)
  }

  private static func promise(_ budgetMs: Int64, _ warnings: Int64...) -> Promise {
    Promise(
      policy: "statement", policyVersion: 2, calendar: "always", budgetMs: budgetMs,
      warnings: warnings)
  }

  private static let named = Promise(
    policy: "statement", policyVersion: 2, calendar: "always", budgetMs: 29, warnings: [], rank: 30,
    target: "1mo")

  private static let message = TicketEvent.Message(
    text: words("Hello\n"), author: PersonNumber(5), role: .manager)
  private static let notice = NoticeKey(
    clock: .nextResponse, began: 6, promised: 7, threshold: 75)

  static let ticketEvents: [TicketEvent] = [
    .opened(
      .init(
        subject: words("Gateway down"), customer: PersonNumber(1), priority: .high,
        terms: Terms([.response: promise(3, 75), .resolution: promise(4)]), byCustomer: true)),
    .opened(
      .init(
        subject: words("Gateway down"), customer: PersonNumber(1), priority: .low,
        terms: Terms(
          [.response: promise(3, 1, 50, 99), .resolution: promise(4, 75), .update: promise(5)],
          ends: [.nextResponse]), byCustomer: false,
        reference: .init(system: "servicenow", name: "INC1"),
        follows: TicketNumber(8), origin: .init(ticket: TicketNumber(53), message: 54))),
    .assigned(.init(to: PersonNumber(9), was: PersonNumber(10), status: .waiting)),
    .assigned(.init(to: PersonNumber(9), was: nil)), .released(was: PersonNumber(11)),
    .replied(.init(message, answers: true, status: .open)),
    .replied(.init(message, answers: false)), .noted(message),
    .received(.init(message, response: promise(12, 80))),
    .received(.init(message, response: promise(22), status: .open)),
    .received(.init(message, response: nil)),
    .received(
      .init(
        message, response: promise(23), reopens: true,
        promised: [
          .init(change: 31, clock: nil, promise: promise(24)),
          .init(change: 32, clock: 33, promise: promise(25, 60)),
        ])),
    .replied(
      .init(message, answers: true, promised: [.init(change: 34, clock: 35, promise: promise(26))])),
    .waited(.init()), .waited(.init(pauses: false, because: words("They are away."))), .resumed,
    .resolved(silent: true),
    .resolved(silent: false), .reopened, .closed,
    .prioritised(
      .init(
        priority: .urgent, was: .medium,
        terms: Terms([.response: promise(19), .nextResponse: promise(20), .resolution: promise(21)]
        ),
        because: words("It burns."))),
    .prioritised(
      .init(
        priority: .low, was: .high,
        terms: Terms([.resolution: promise(0)], ends: [.update], restarts: true))),
    .tagged(.init("größe")), .untagged(.init("größe")),
    .tagged(.init("vip", terms: Terms([.response: named], ends: [.nextResponse, .update]))),
    .untagged(.init("vip", terms: Terms([.resolution: promise(27)]))),
    .merged(into: TicketNumber(42)),
    .absorbed(
      .init(
        from: TicketNumber(43), said: nil, owed: nil, status: .open,
        resumed: Instant(milliseconds: 54))),
    .absorbed(
      .init(
        from: TicketNumber(44), said: Instant(milliseconds: 45),
        owed: .init(since: Instant(milliseconds: 46), promises: [.response: promise(47)]))),
    .split(.init(ticket: TicketNumber(48), message: 49)), .linked(TicketNumber(50)),
    .unlinked(TicketNumber(51)), .snoozed(until: Instant(milliseconds: 52)), .woken,
    .repromised(
      .init(policy: "fast", policyVersion: 3, terms: Terms([.update: promise(28)]))),
    .responded(basis: "first change"),
    .followed(TicketNumber(13)),
    .notified(
      Notice(
        key: notice, due: Instant(milliseconds: 14), sent: Instant(milliseconds: 15),
        agent: PersonNumber(16), deadline: Instant(milliseconds: 53))),
    .notified(
      Notice(
        key: notice, due: Instant(milliseconds: 14), sent: Instant(milliseconds: 15), agent: nil,
        deadline: nil)),
    .withdrawn(notice), .renamed(.init(subject: words("Gateway is up"))),
    .excused(because: words("They thanked us.")),
    .transferred(
      .init(to: PersonNumber(17), was: PersonNumber(18), because: words("It is Ada's."))),
  ]

  private static func erased(repeats: Int64?) -> PersonErased {
    .init(
      approvedBy: PersonNumber(5), values: 23, tickets: 24, messages: 25,
      drafts: 26, events: EventNumbers([3, 4, 27]), mentions: EventNumbers([1, 28, 30]),
      repeats: repeats)
  }

  static let personEvents: [PersonEvent] = [
    .added(
      .init(
        name: words("Ann Alder"), address: words("ann@desk.example"), roles: [.agent, .manager],
        uid: 1_000)),
    .added(.init(name: words("Ann"), address: nil, roles: [])),
    .roleWithdrawn(.manager), .erasureApproved(because: words("It was asked.")),
    .erased(erased(repeats: 31)), .erased(erased(repeats: nil)),
  ]

  static let policyEvents: [PolicyEvent] = [
    .set(
      PolicyFact(
        name: "statement", version: 2, zone: "Europe/Berlin", warnings: [50, 75],
        reopenDays: 7,
        rows: [
          .init(
            rank: 10, priorities: [.high, .low], tag: "vip", customer: PersonNumber(41),
            targets: [
              .response: "1d", .nextResponse: "4h", .resolution: "1mo", .update: "2h",
            ], calendar: "office"),
          .init(rank: 20, priorities: [.medium], targets: [:]),
        ], onPriorityChange: .restart, pausesWaiting: false, since: Instant(milliseconds: 5),
        because: words("It is faster."))),
    .set(
      PolicyFact(
        name: "statement", version: 1, zone: "UTC", warnings: [], reopenDays: 7, rows: [])),
    .proposed(
      PolicyFact(
        name: "statement", version: 3, zone: "UTC", warnings: [], reopenDays: 7, rows: [],
        because: words("It should be."))),
  ]

  static let calendarEvents: [CalendarEvent] = [
    .set(
      CalendarFact(
        name: "office", since: Instant(milliseconds: 5), zone: .utc, hours: hours,
        because: words("A longer day."))),
    .set(CalendarFact(name: "office", since: nil, zone: .utc, hours: hours, because: nil)),
  ]

  private static let hours: OpeningHours = {
    let closures = [
      try? Closure(.init(text: "*-12-24"), hours: Opening(text: "13:00-24:00"), name: "Eve"),
      try? Closure(.init(text: "2026-12-25"), name: "Christmas Day"),
    ]
    let hours = try? OpeningHours(
      week: "Mon-Thu 09:00-13:00 14:00-18:00; Fri 09:00-15:00", closures: closures.compactMap { $0 }
    )
    return hours ?? .always
  }()

  static let serviceEvents: [ServiceEvent] = [
    .added(name: "Service Desk", uptimeBasisPoints: 9_950)
  ]

  static let deskEvents: [DeskEvent] = [
    .created(schema: 1, isReplay: true), .created(schema: 1, isReplay: false),
    .migrated(schema: 2),
    .clockAccepted(.init(since: Instant(milliseconds: 5), because: words("We rested."))),
    .clockAccepted(.init(since: Instant(milliseconds: 5), because: nil)),
    .clockCorrected(
      .init(
        changes: 6...7,
        budgets: [
          .init(event: 8, clock: .resolution, budgetMs: 9),
          .init(event: 10, clock: .nextResponse, change: 11, budgetMs: 12),
        ], because: words("A battery."))),
    .clockCorrected(.init(changes: 6...6, because: nil)),
  ]

  static let all: [any StreamEvent] =
    ticketEvents + personEvents + policyEvents + calendarEvents + serviceEvents + deskEvents

  /// The events of every stream, by the kind of stream.
  static func every(_ kind: StreamKind) -> any SampleEvents {
    switch kind {
    case .ticket: Of(ticketEvents)
    case .person: Of(personEvents)
    case .policy: Of(policyEvents)
    case .calendar: Of(calendarEvents)
    case .service: Of(serviceEvents)
    case .desk: Of(deskEvents)
    }
  }

  private struct Of<Event: StreamEvent>: SampleEvents {
    let events: [Event]

    init(_ events: [Event]) { self.events = events }
  }
}

/// The samples of one stream's events.
protocol SampleEvents {
  associatedtype Event: StreamEvent
  var events: [Event] { get }
}
