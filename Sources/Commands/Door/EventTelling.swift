import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Tells the journal's events to programs that follow it (rpc.md 2.8).
struct EventTelling {
  let worlds: Worlds

  /// - Throws: `bad-value` for a type that there is not and for what is no ticket's number or name.
  func batch(_ wanted: WantedEvents) throws(Problem) -> EventBatch {
    let types = try Types(wanted.types)
    let reference = try wanted.ticket.map { value throws(Problem) in try Self.reference(value) }
    do throws(Failure) {
      return try worlds.reading { desk throws(Failure) in
        let ticket = try reference.map { reference throws(Failure) in
          try desk.ticket(reference).number
        }
        let last = try desk.feed.last
        let since = wanted.since ?? last
        if since > last {
          return EventBatch(events: [], seq: last, isAtEnd: true, gap: last + 1...since)
        }
        let found = try desk.feed.items(behind: since, of: ticket, limit: wanted.limit)
        var events: [JournalEvent] = []
        for item in found.items where types.contain(Types.word(for: item.event.event)) {
          events.append(try Self.told(item, desk))
        }
        return EventBatch(events: events, seq: found.last, isAtEnd: found.last == last)
      }
    } catch { throw Failures(worlds: worlds).problem(error) }
  }

  private static func reference(_ value: JSONValue) throws(Problem) -> TicketReference {
    do throws(ValueFault) { return try Parameters.ticket.type.decode(value) } catch {
      throw badValue("\(value.compact()) is no ticket", at: "/ticket", expected: error.expected)
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
  ) throws(Failure) -> JournalEvent {
    let ticket = try desk.ticket(.number(item.place.ticket))
    let event = try EventAnswer(item.event, showingSubjectBut: try desk.title(of: ticket), desk)
    let mayKnow = desk.scope.isWhole || item.event.actor.person == desk.actor.number
    return JournalEvent(
      seq: item.place.sequence, type: Types.word(for: item.event.event),
      at: InstantText.utc(item.event.occurredAt), ticket: item.place.ticket.value,
      revision: item.revision, change: item.place.change, data: EventAnswer.shape.json(event),
      origin: mayKnow
        ? .init(channel: item.place.channel, method: item.place.method) : nil)
  }

  /// The types of events, as programs ask for them.
  struct Types {
    private let words: Set<String>

    /// Every type there is.
    static let all: [String] =
      TicketEvent.Kind.allCases.filter { ![.notified, .withdrawn].contains($0) }
      .map { "ticket." + $0.rawValue } + ["sla.warning", "sla.breached", "notice.withdrawn"]

    /// - Parameter wanted: types, and `sla.*` for all whose first word that is; none for all.
    /// - Throws: `bad-value` of the first that there is not.
    init(_ wanted: [String]) throws(Problem) {
      var words: Set<String> = []
      for word in wanted {
        let named = Self.all.filter {
          word == $0 || word.hasSuffix(".*") && $0.hasPrefix(word.dropLast())
        }
        if named.isEmpty {
          var problem = EventTelling.badValue(
            "there is no type \(word)", at: "/types", expected: Self.all)
          problem.suggestions = Suggestion.near(word, among: Self.all)
          throw problem
        }
        words.formUnion(named)
      }
      self.words = wanted.isEmpty ? Set(Self.all) : words
    }

    func contain(_ type: String) -> Bool { words.contains(type) }

    static func word(for event: TicketEvent) -> String {
      switch event {
      case .notified(let notice):
        notice.key.isBreach ? "sla.breached" : "sla.warning"
      case .withdrawn: "notice.withdrawn"
      default: "ticket." + event.kind.rawValue
      }
    }
  }
}
