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

  private(set) var query: TicketQuery
  private let turn: Turn
  private var hasOwner = false

  init(_ text: String, limit: Int, _ turn: Turn) throws(Problem) {
    query = TicketQuery(limit: limit)
    self.turn = turn
    for term in text.split(separator: " ") { try take(String(term)) }
    if query.statuses.isEmpty { query.statuses = [.new, .open, .waiting] }
    if query.statuses == Set(Status.allCases) { query.statuses = [] }
    if !hasOwner, !turn.actor.roles.contains(where: \.isStaff) {
      query.customer = turn.actor.number
    }
    if text.isEmpty, turn.actor.roles.contains(.agent) {
      query.owner = .agentOrNobody(turn.actor.number)
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
      query.statuses.insert(status)
    } else if let priority = Priority(rawValue: word) {
      query.priorities.insert(priority)
    } else {
      try takeWord(word, term)
    }
  }

  private mutating func takeWord(_ word: String, _ term: String) throws(Problem) {
    switch word {
    case "mine":
      query.owner = .agent(turn.actor.number)
      if !turn.actor.roles.contains(where: \.isStaff) { query.owner = .anyone }
    case "unassigned": query.owner = .nobody
    case "all": query.statuses = Set(Status.allCases)
    case "live": query.statuses = [.new, .open, .waiting]
    case "overdue", "breached": query.breachedBefore = turn.now
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
        query.statuses.insert(status)
      }
    case "priority":
      for word in value.split(separator: ",") {
        guard let priority = Priority(rawValue: word.lowercased()) else {
          throw Self.unknown(String(word), among: Priority.allCases.map(\.rawValue))
        }
        query.priorities.insert(priority)
      }
    case "tag": query.tag = value.lowercased()
    case "is": try takeWord(value.lowercased(), value)
    default: try takePerson(field, value)
    }
  }

  private mutating func takePerson(_ field: String, _ value: String) throws(Problem) {
    do {
      if field == "owner" {
        hasOwner = true
        query.owner =
          value == "none" ? .nobody : .agent(try turn.person(value, role: .agent).number)
      } else {
        query.customer = try turn.person(value, role: .customer).number
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
    query.dueUntil = turn.now.advanced(byMilliseconds: span)
  }

  private static func unknown(_ word: String, among words: [String]) -> Problem {
    var problem = Problem(.unknownField, "a ticket filter does not know \"\(word)\"")
    problem.got = word
    problem.suggestions = Suggestion.near(word, among: words)
    problem.expected = words
    return problem
  }
}
