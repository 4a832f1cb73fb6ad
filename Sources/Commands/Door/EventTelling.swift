import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Tells the journal's events to programs that follow it (rpc.md 2.8).
struct EventTelling {
  let worlds: Worlds

  /// - Throws: `bad-value` for a type that there is not and for what is no ticket's number or name.
  func batch(_ wanted: WantedEvents) throws(Problem) -> EventBatch {
    let types = try Self.types(wanted.types)
    let reference = try wanted.ticket.map { value throws(Problem) in try Self.reference(value) }
    do throws(Failure) {
      return try worlds.reading { desk throws(Failure) in
        let ticket = try reference.map { reference throws(Failure) in
          try desk.ticket(reference, within: "ticket").number
        }
        let last = try desk.feed.last
        let since = wanted.since ?? last
        let gap = try Self.gap(since, wanted.mark, last, desk)
        if since > last {
          return EventBatch(
            events: [], seq: last, mark: try desk.feed.mark(of: last), isAtEnd: true, gap: gap)
        }
        let found = try desk.feed.items(behind: since, of: ticket, limit: wanted.limit)
        var (events, bytes): ([JournalEvent], Int) = ([], 0)
        for item in found.items where types.contains(Self.type(of: item.event.event)) {
          let event = try Self.told(item, desk)
          events.append(event.journalEvent)
          bytes += event.bytes
          if bytes >= Self.bytesMax, item.place.sequence < found.last {
            return EventBatch(
              events: events, seq: item.place.sequence, mark: item.place.mark, isAtEnd: false,
              gap: gap, bytes: bytes)
          }
        }
        return EventBatch(
          events: events, seq: found.last, mark: try desk.feed.mark(of: found.last),
          isAtEnd: found.last == last, gap: gap, bytes: bytes)
      }
    } catch { throw Failures(worlds: worlds).problem(error) }
  }

  /// What of the journal is not what a program knows that stands behind an event.
  ///
  /// That is what comes behind its end, or, where another event has that number, all up to it, for nobody can
  /// tell since when. What comes behind it is told.
  private static func gap(
    _ since: Int64, _ mark: String?, _ last: Int64, _ desk: Reading
  ) throws(Failure) -> ClosedRange<Int64>? {
    // Of a longer journal nobody can tell up to where it was this one.
    if since > last { return (mark == nil ? last + 1 : 1)...since }
    guard let mark, since > 0, try desk.feed.mark(of: since) != mark else { return nil }
    return 1...since
  }

  /// Behind so many bytes of people's words no further event is told in one go.
  private static let bytesMax = 4 << 20

  private static func reference(_ value: JSONValue) throws(Problem) -> TicketReference {
    do throws(ValueFault) { return try Parameters.ticket.type.decode(value) } catch {
      throw badValue(
        "\(Problem.clipped(value.compact())) is no ticket", at: "/ticket", expected: error.expected)
    }
  }

  private static func badValue(
    _ why: String, at pointer: String, expected: [String]
  ) -> Problem {
    var problem = Problem(.badValue, why)
    problem.pointer = pointer
    problem.expected = expected
    return problem
  }

  private static func told(
    _ item: EventFeed.Item, _ desk: Reading
  ) throws(Failure) -> (journalEvent: JournalEvent, bytes: Int) {
    let ticket = try desk.ticket(.number(item.place.ticket))
    let title = try desk.title(of: ticket)
    let event = try EventAnswer(item.event, of: ticket, showingSubjectBut: title, desk)
    let mayKnow = desk.scope.isWhole || item.event.actor.person == desk.actor.number
    let told = JournalEvent(
      seq: item.place.sequence, mark: item.place.mark, type: Self.type(of: item.event.event),
      at: InstantText.utc(item.event.occurredAt), ticket: item.place.ticket.value,
      revision: item.revision,
      status: item.status.rawValue, change: item.place.change,
      subject: title.text, priority: item.priority.rawValue,
      customer: PersonAnswer.shape.json(try desk.answer(ticket.customer)),
      agent: try desk.answer(optional: item.agent).map(PersonAnswer.shape.json),
      data: EventAnswer.shape.json(event),
      origin: mayKnow
        ? .init(channel: item.place.channel, method: item.place.method) : nil)
    return (told, event.telling.text?.utf8.count ?? 0)
  }

  /// The types that are asked for; all where none is named.
  ///
  /// - Throws: `bad-value` of the first that there is not.
  private static func types(_ wanted: [String]) throws(Problem) -> Set<JournalEventType> {
    var types: Set<JournalEventType> = []
    for word in wanted {
      let named = JournalEventType.named(by: word)
      if named.isEmpty {
        let words = JournalEventType.allCases.map(\.rawValue)
        var problem = badValue(
          "there is no type \(Problem.clipped(word))", at: "/types", expected: words)
        problem.suggestions = Suggestion.near(word, among: words)
        throw problem
      }
      types.formUnion(named)
    }
    return wanted.isEmpty ? Set(JournalEventType.allCases) : types
  }

  /// By the kind's own word, but for what a clock is told of.
  private static func type(of event: TicketEvent) -> JournalEventType {
    switch event {
    case .notified(let notice): return notice.key.isBreach ? .breached : .warning
    case .withdrawn: return .withdrawn
    default:
      guard let type = JournalEventType(rawValue: "ticket.\(event.kind.rawValue)") else {
        preconditionFailure("\(event.kind) has no type among JournalEventType")
      }
      return type
    }
  }
}
