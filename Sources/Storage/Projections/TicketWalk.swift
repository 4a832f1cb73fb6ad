import SupportDesk

/// A walk along one index, whose rows come in the order of lists.
struct TicketWalk {
  /// What all its rows have in common, and the index goes by.
  enum Way {
    case numbers(Set<TicketNumber>)
    case customer(PersonNumber)
    /// An agent's number, or zero for those nobody has.
    case agent(Int64)
    case tag(CaselessKey)
    case status(Status)
    /// Nothing: all, or all that are live.
    case open

    /// Whether one index has the live tickets and another the rest.
    var isSplit: Bool {
      switch self {
      case .customer, .agent, .tag: true
      case .numbers, .status, .open: false
      }
    }
  }

  let way: Way
  /// The statuses it can meet: all, or some of the live ones, or some of the others.
  let statuses: Set<Status>

  private static let live = Set(Status.allCases.filter(\.isLive))
  private static let done = Set(Status.allCases.filter { !$0.isLive })

  private var goesByTag: Bool {
    if case .tag = way { true } else { false }
  }

  var due: String { goesByTag ? "g.due_at" : "t.due_at" }
  var number: String { goesByTag ? "g.ticket" : "t.number" }
  var tables: String {
    goesByTag ? "tag AS g CROSS JOIN ticket AS t" : "ticket AS t"
  }

  /// What bounds the walk; the words of the partial indexes among it, so that the engine sees that
  /// they serve.
  func bounds(_ parameters: inout SQLParameters) -> [String] {
    var bounds: [String] = []
    if statuses.isSubset(of: Self.live) {
      bounds.append(goesByTag ? "g.is_live = 1" : "t.status < 3")
    } else if statuses.isSubset(of: Self.done) {
      bounds.append(goesByTag ? "g.is_live = 0" : "t.status >= 3")
    }
    switch way {
    case .numbers(let numbers):
      let list = parameters.list(numbers.sorted().map { .integer($0.value) })
      bounds.append("t.number IN (\(list))")
    case .customer(let customer):
      bounds.append("t.customer = \(parameters.place(.integer(customer.value)))")
    case .agent(let agent): bounds.append("t.agent = \(parameters.place(.integer(agent)))")
    case .tag(let key):
      bounds.append("g.key = \(parameters.place(.text(key.text)))")
      bounds.append("t.number = g.ticket")
    case .status(let status):
      bounds.append("t.status = \(parameters.place(.integer(Int64(status.rank))))")
      return bounds
    case .open: break
    }
    if ![Self.live, Self.done, Set(Status.allCases)].contains(statuses) {
      let ranks = statuses.map { Int64($0.rank) }.sorted().map(SQLValue.integer)
      bounds.append("t.status IN (\(parameters.list(ranks)))")
    }
    return bounds
  }

  // MARK: Choosing

  /// Which walks find what a query asks for.
  ///
  /// - Returns: the walks, of which no two meet the same ticket unless they go by tags; and the
  ///   terms that the walks do not answer.
  static func plan(_ query: TicketQuery) -> (walks: [TicketWalk], rest: [TicketCondition]) {
    var statuses = Set(Status.allCases)
    var terms: [TicketCondition] = []
    for term in query.condition.terms {
      if case .status(let some) = term {
        statuses.formIntersection(some)
      } else {
        terms.append(term)
      }
    }
    if statuses.isEmpty { return ([], []) }
    // Before any other customer's, for this one decides.
    if let customer = query.scope.customer { terms.insert(.customer([customer]), at: 0) }
    let halves = [statuses.intersection(live), statuses.intersection(done)].filter { !$0.isEmpty }
    let isLive = statuses.isSubset(of: live)
    guard let (place, ways) = best(terms, query.scope, isLive: isLive) else {
      return (open(statuses, halves), terms)
    }
    terms.remove(at: place)
    let walks = ways.flatMap { way in
      (way.isSplit ? halves : [statuses]).map { TicketWalk(way: way, statuses: $0) }
    }
    return (walks, terms)
  }

  /// Without a term to go by: by status, or along all of them.
  private static func open(_ statuses: Set<Status>, _ halves: [Set<Status>]) -> [TicketWalk] {
    guard halves.count == 1 else { return [TicketWalk(way: .open, statuses: statuses)] }
    if statuses.isSubset(of: live) { return [TicketWalk(way: .open, statuses: statuses)] }
    return statuses.sorted { $0.rank < $1.rank }
      .map { TicketWalk(way: .status($0), statuses: [$0]) }
  }

  /// More walks than this cost more than they save.
  private static let waysMax = 16

  /// The term that leaves the fewest rows to look at, and the ways it gives.
  private static func best(
    _ terms: [TicketCondition], _ scope: Scope, isLive: Bool
  ) -> (place: Int, ways: [Way])? {
    var best: (rank: Int, place: Int, ways: [Way])?
    for (place, term) in terms.enumerated() {
      let found: (rank: Int, ways: [Way])
      switch term {
      case .number(let numbers): found = (0, numbers.isEmpty ? [] : [.numbers(numbers)])
      case .customer(let people): found = (1, people.sorted().map(Way.customer))
      case .agent(let agents, let orNobody):
        let numbers = (orNobody ? [0] : []) + agents.sorted().map(\.value)
        found = (isLive ? 2 : 4, numbers.map(Way.agent))
      case .tag(let tags) where scope.isWhole:
        let keys = Set(tags.map { CaselessKey($0) }).sorted { $0.text < $1.text }
        found = (3, keys.map(Way.tag))
      default: continue
      }
      if found.ways.count > waysMax || found.rank >= best?.rank ?? .max { continue }
      best = (found.rank, place, found.ways)
    }
    return best.map { ($0.place, $0.ways) }
  }
}
