import Interpreter
import ServiceLevels
import SupportDesk

/// Who and when a filter is asked: what its words stand for.
struct FilterAsker {
  /// Finds a person by a name in the filter, whose place is in UTF-8 bytes of its source.
  typealias Finder = (_ word: String, _ span: Range<Int>) throws(Failure) -> PersonNumber

  let me: PersonNumber
  let isStaff: Bool
  let now: Instant
  /// Where times without an offset are read.
  let zone: Zone
}

extension Filter {
  /// The tickets that the terms mean to whoever asks: live ones, where no status is named,
  /// and none that lists leave out, unless the terms speak of those.
  ///
  /// - Parameters:
  ///   - agent: finds the person whom a value of `agent:` names.
  ///   - customer: finds the person whom a value of `customer:` names.
  func condition(
    for asker: FilterAsker, agent: @escaping FilterAsker.Finder,
    customer: @escaping FilterAsker.Finder
  ) throws(Failure) -> TicketCondition {
    let resolver = FilterResolver(asker: asker, agent: agent, customer: customer)
    var conditions = try resolver.conditions(terms)
    if !namesStatus { conditions.append(FilterResolver.live) }
    let all = conditions.count == 1 ? conditions[0] : TicketCondition.all(conditions)
    return asker.isStaff && !namesSnoozed ? .all([all, .not(.snoozed(at: asker.now))]) : all
  }
}

/// Turns terms into conditions, people found and times read.
private struct FilterResolver {
  static let live = TicketCondition.status(Set(Status.allCases.filter(\.isLive)))

  let asker: FilterAsker
  let agent: FilterAsker.Finder
  let customer: FilterAsker.Finder

  func conditions(_ terms: [Filter.Term]) throws(Failure) -> [TicketCondition] {
    var conditions: [TicketCondition] = []
    for term in terms { conditions.append(try condition(term)) }
    return conditions
  }

  private func condition(_ term: Filter.Term) throws(Failure) -> TicketCondition {
    switch term {
    case .all(let terms): .all(try conditions(terms))
    case .any(let terms): .any(try conditions(terms))
    case .not(let term): .not(try condition(term))
    case .word(let word): condition(word)
    case .number(let numbers): .number(Set(numbers))
    case .status(let statuses): .status(Set(statuses))
    case .priority(let priorities): .priority(Set(priorities))
    case .agent(let values):
      .agent(
        try people(values.filter { !Self.isNobody($0) }, agent),
        orNobody: values.contains(where: Self.isNobody))
    case .customer(let values): .customer(try people(values, customer))
    case .tag(let values): .tag(Set(values.map(\.text)))
    case .due(let comparison, let limit): .due(comparison, try instant(limit))
    }
  }

  private func condition(_ word: Filter.Word) -> TicketCondition {
    switch word {
    case .mine: asker.isStaff ? .agent([asker.me], orNobody: false) : .customer([asker.me])
    case .unassigned: .agent([], orNobody: true)
    case .all: .all([])
    case .live: Self.live
    case .overdue: .overdue(at: asker.now)
    case .breached: .breached(by: asker.now)
    case .snoozed: .snoozed(at: asker.now)
    }
  }

  private func people(
    _ values: [Filter.Value], _ find: FilterAsker.Finder
  ) throws(Failure) -> Set<PersonNumber> {
    var people: Set<PersonNumber> = []
    for value in values {
      let isMe = !value.isQuoted && value.text.lowercased() == "me"
      people.insert(isMe ? asker.me : try find(value.text, value.span))
    }
    return people
  }

  private static func isNobody(_ value: Filter.Value) -> Bool {
    !value.isQuoted && value.text.lowercased() == "none"
  }

  private func instant(_ limit: Filter.Limit) throws(Failure) -> Instant {
    switch limit {
    case .span(let span): return asker.now.advanced(byMilliseconds: span)
    case .time(let text):
      do { return try InstantText.parse(text, in: asker.zone) } catch {
        throw .refused(.noSuchTime(text))
      }
    }
  }
}
