import Interpreter
import ServiceLevels
import SupportDesk

/// The words of a list's filter: which tickets.
///
/// Terms stand between blanks and all count. A word that is no term is an error with what was
/// meant, never a search (console.md 2.9, 2.1.6).
struct Filter {
  /// The terms without a value.
  static let words = [
    "mine", "unassigned", "all", "overdue", "live", "new", "open", "waiting", "resolved", "closed",
    "urgent", "high", "medium", "low",
  ]
  /// The fields that take a value behind a colon, or behind `<` for `due`.
  static let fields = ["status", "priority", "owner", "customer", "tag", "due", "is"]

  private let turn: Turn
  private let limit: Int
  private var statuses: Set<Status> = []
  private var priorities: Set<Priority> = []
  private var agent: TicketCondition?
  private var others: [TicketCondition] = []

  /// The query, within what the actor may see.
  var query: TicketQuery {
    var terms = others
    if !priorities.isEmpty { terms.append(.priority(priorities)) }
    if let agent { terms.append(agent) }
    terms.append(.status(statuses.isEmpty ? [.new, .open, .waiting] : statuses))
    return TicketQuery(Scope(of: turn.actor), .all(terms), limit: limit)
  }

  init(_ text: String, limit: Int, _ turn: Turn) throws(Problem) {
    self.turn = turn
    self.limit = limit
    for term in text.split(separator: " ") { try take(String(term)) }
    if text.isEmpty, turn.actor.roles.contains(.agent) {
      agent = .agent([turn.actor.number], orNobody: true)
    }
  }

  private mutating func take(_ term: String) throws(Problem) {
    if let colon = term.firstIndex(where: { ":<>=".contains($0) }) {
      let field = String(term[..<colon]).lowercased()
      let value = String(term[term.index(after: colon)...].drop { $0 == "=" })
      return try take(field, term[colon], value, term)
    }
    let word = term.lowercased()
    if let status = Status(rawValue: word) {
      statuses.insert(status)
    } else if let priority = Priority(rawValue: word) {
      priorities.insert(priority)
    } else {
      try takeWord(word, term)
    }
  }

  private mutating func takeWord(_ word: String, _ term: String) throws(Problem) {
    switch word {
    case "mine":
      agent = .agent([turn.actor.number], orNobody: false)
      if !turn.actor.roles.contains(where: \.isStaff) { agent = nil }
    case "unassigned": agent = .agent([], orNobody: true)
    case "all": statuses = Set(Status.allCases)
    case "live": statuses = [.new, .open, .waiting]
    case "overdue", "breached": others.append(.breached(before: turn.now))
    default: throw Self.unknown(term, among: Self.words + Self.fields.map { $0 + ":" })
    }
  }

  private mutating func take(
    _ field: String, _ sign: Character, _ value: String, _ term: String
  ) throws(Problem) {
    guard Self.fields.contains(field) else {
      var problem = Problem(.unknownField, "no field \"\(field)\" in a ticket filter")
      problem.got = field
      problem.suggestions = Suggestion.near(field, among: Self.fields).map { $0 + ":" }
      problem.expected = Self.fields
      throw problem
    }
    switch field {
    case "due": try takeDue(value, term)
    case "status":
      for word in value.split(separator: ",") {
        guard let status = Status(rawValue: word.lowercased()) else {
          throw Self.unknown(String(word), among: Status.allCases.map(\.rawValue))
        }
        statuses.insert(status)
      }
    case "priority":
      for word in value.split(separator: ",") {
        guard let priority = Priority(rawValue: word.lowercased()) else {
          throw Self.unknown(String(word), among: Priority.allCases.map(\.rawValue))
        }
        priorities.insert(priority)
      }
    case "tag": others.append(.tag([value]))
    case "is": try takeWord(value.lowercased(), value)
    default: try takePerson(field, value)
    }
  }

  private mutating func takePerson(_ field: String, _ value: String) throws(Problem) {
    do {
      if field == "owner" {
        agent =
          value == "none"
          ? .agent([], orNobody: true)
          : .agent([try turn.person(value, role: .agent).number], orNobody: false)
      } else {
        others.append(.customer([try turn.person(value, role: .customer).number]))
      }
    } catch {
      throw turn.wording.problem(error)
    }
  }

  /// Due within a span from now, or past already.
  private mutating func takeDue(_ value: String, _ term: String) throws(Problem) {
    guard let span = try? DurationText.parse(value, withDays: true) else {
      var problem = Problem(.badValue, "\"\(value)\" is no span of time")
      problem.got = value
      problem.expected = ["30m", "1h", "2d"]
      throw problem
    }
    others.append(.due(.by, turn.now.advanced(byMilliseconds: span)))
  }

  private static func unknown(_ word: String, among words: [String]) -> Problem {
    var problem = Problem(.unknownField, "a ticket filter does not know \"\(word)\"")
    problem.got = word
    problem.suggestions = Suggestion.near(word, among: words)
    problem.expected = words
    return problem
  }
}
