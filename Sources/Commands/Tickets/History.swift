import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A ticket's events and derived breaches in the order in which they happened.
struct HistoryView {
  let view: TicketView
  let events: [RecordedEvent]
  let turn: Turn

  func reply() throws(Failure) -> Reply {
    var page = Page()
    page.add(.init("\(view.ticket.number) ", .strong), .init(view.subject, .strong), indent: 4)
    var items: [(at: Instant, order: Int64, page: Page, data: JSONValue)] = []
    for event in events {
      if case .noted = event.event, !turn.actor.has(.readNotes) { continue }
      items.append((event.occurredAt, event.sequence, try lines(event), try data(event)))
    }
    for clock in view.ticket.clocks.all {
      for breach in clock.clock.reading(at: view.at).breaches where breach.at < view.at {
        items.append((breach.at, .max, self.page(breach, of: clock.name), data(breach, clock.name)))
      }
    }
    items.sort { ($0.at, $0.order) < ($1.at, $1.order) }
    for item in items { page.add(item.page) }
    return Reply(
      data: [
        "ticket": .integer(view.ticket.number.value), "events": .array(items.map(\.data)),
      ], page: page, focus: view.focus)
  }

  private func stamp(_ instant: Instant) -> Page.Run {
    .init("  \(TimeWords.short(instant, in: turn.zone))  ", .dim)
  }

  private func page(_ breach: Breach, of clock: ClockName) -> Page {
    let what =
      breach.cause == .overrun
      ? "ran out" : "was used up already when the priority became \(breach.label)"
    return Page([
      .line(
        [stamp(breach.at), .init("the \(TicketView.title(clock)) time \(what)", .danger)],
        indent: 4)
    ])
  }

  private func data(_ breach: Breach, _ clock: ClockName) -> JSONValue {
    [
      "at": .string(InstantText.iso(breach.at, in: .utc)), "kind": "breach",
      "clock": .string(clock.rawValue), "target": .string(breach.label),
      "cause": .string(breach.cause == .overrun ? "overrun" : "reclassified"),
    ]
  }

  private func data(_ event: RecordedEvent) throws(Failure) -> JSONValue {
    var object: JSONObject = [
      "at": .string(InstantText.iso(event.occurredAt, in: .utc)),
      "recordedAt": .string(InstantText.iso(event.recordedAt, in: .utc)),
      "kind": .string(event.event.kind.rawValue), "change": .integer(event.change),
      "sequence": .integer(event.sequence), "actor": .string(try actor(event)),
    ]
    if let text = event.event.words { object["text"] = text.text.map(JSONValue.string) ?? .null }
    return .object(object)
  }

  private func actor(_ event: RecordedEvent) throws(Failure) -> String {
    guard let person = event.actor.person else { return event.actor.text }
    return try turn.name(of: person)
  }

  private func lines(_ event: RecordedEvent) throws(Failure) -> Page {
    var page = Page()
    let what = try EventWords(turn: turn, actor: event.actor).sentence(event.event)
    page.add(stamp(event.occurredAt), .init("\(try actor(event)) "), .init(what), indent: 4)
    if let words = event.event.words, event.event.kind != .opened {
      page.blocks.append(.quotation(words.shown, margin: 20))
    }
    return page
  }
}

extension TicketEvent {
  /// What somebody wrote.
  var words: Words? {
    switch self {
    case .opened(let opened): opened.subject
    case .replied(let message), .noted(let message), .received(let message, _): message.text
    case .renamed(let change): change.subject
    case .transferred(let change): change.because
    default: nil
    }
  }
}

/// What an event says in a sentence without its actor.
struct EventWords {
  let turn: Turn
  let actor: Actor

  func sentence(_ event: TicketEvent) throws(Failure) -> String {
    switch event {
    case .opened(let opened):
      return "opened it, \(opened.priority.rawValue), for \(try turn.name(of: opened.customer))"
    case .assigned(let to, _) where actor.person == to: return "took it"
    case .assigned(let to, _): return "gave it to \(try turn.name(of: to))"
    case .released: return "released it"
    case .replied: return "replied"
    case .noted: return "noted"
    case .received(let message, _):
      return "received from \(try turn.name(of: message.author))"
    case .waited: return "waits for the customer"
    case .resumed: return "goes on"
    case .resolved(let silent): return silent ? "resolved it silently" : "resolved it"
    case .reopened: return "reopened it"
    case .closed: return "closed it"
    case .prioritised(let change):
      return "made it \(change.priority.rawValue), was \(change.was.rawValue)"
    case .tagged(let tag): return "tagged it \(tag)"
    case .untagged(let tag): return "took the tag \(tag) off"
    case .responded(let basis): return "the customer was answered (\(basis))"
    case .renamed: return "renamed it"
    case .transferred(let change):
      return "gave it to the customer \(try turn.name(of: change.to))"
    case .followed(let ticket): return "it goes on as \(ticket)"
    case .notified(let notice):
      let what = notice.key.threshold == 100 ? "the time is up" : "\(notice.key.threshold) % used"
      return "told of the \(TicketView.title(notice.key.clock)) clock: \(what)"
        + " at \(TimeWords.short(notice.due, in: turn.zone))"
    }
  }
}
