import Interpreter
import ServiceLevels
import SupportDesk

/// An alert as it is shown: when, which ticket, what it is called, and what happened.
struct AlertAnswer: Sendable {
  /// What an alert is about, for programs.
  enum Kind: String, CaseIterable, Sendable {
    case warning, breach, withdrawn, opened, reopened, received, merged, given, taken, released
  }

  let at: Moment
  let ticket: TicketTitle
  let kind: Kind
  private let said: String
  /// How often the same was told of the ticket, one behind the other.
  var times = 1

  var words: String { times == 1 ? said : "\(said), \(times) times" }

  init(_ alert: Alert, _ desk: Reading) throws(Failure) {
    at = desk.wall.moment(alert.at)
    let ticket = try desk.ticket(.number(alert.ticket))
    self.ticket = try desk.title(of: ticket)
    (kind, said) = try Self.told(alert, of: ticket, desk)
  }

  /// Each as it can be told now: of what nobody can see any more nothing is.
  static func all(_ alerts: [Alert], _ desk: Reading) throws(Failure) -> [AlertAnswer] {
    var answers: [AlertAnswer] = []
    for alert in alerts {
      do throws(Failure) { answers.append(try AlertAnswer(alert, desk)) } catch {
        guard case .refused = error else { throw error }
      }
    }
    return answers
  }

  private static func told(
    _ alert: Alert, of ticket: Ticket, _ desk: Reading
  ) throws(Failure) -> (Kind, String) {
    switch alert.what {
    case .due(let notice):
      let words = try NoticeWords(notice, of: ticket, desk)
      return notice.key.isBreach ? (.breach, words.breach) : (.warning, words.warning)
    case .untrue(let key):
      return (.withdrawn, try NoticeWords(untrue: key, of: ticket, desk).untrue)
    case .merged(let actor, let from):
      return (.merged, "\(try desk.answer(actor).name) merged \(from) into it")
    case .opened(let customer, let priority):
      return (.opened, "\(try desk.answer(customer).name) asks, \(priority.rawValue)")
    case .reopened(let actor): return (.reopened, "\(try desk.answer(actor).name) opened it again")
    case .received(let customer): return (.received, "\(try desk.answer(customer).name) wrote")
    case .given(let actor): return (.given, "\(try desk.answer(actor).name) gave it to you")
    case .taken(let actor, let agent):
      let name = try desk.answer(actor).name
      if actor == agent { return (.taken, "\(name) took it from you") }
      return (.taken, "\(name) gave it to \(try desk.answer(agent).name), and you have it no more")
    case .released(let actor):
      return (.released, "\(try desk.answer(actor).name) released it, and you have it no more")
    }
  }

  /// The same with what is repeated said once, at its last time.
  static func folded(_ alerts: [AlertAnswer]) -> [AlertAnswer] {
    alerts.reduce(into: []) { told, alert in
      let earlier = told.firstIndex {
        $0.ticket.number == alert.ticket.number && $0.said == alert.said
      }
      var alert = alert
      if let earlier { alert.times += told.remove(at: earlier).times }
      told.append(alert)
    }
  }

  static let shape = Shape<AlertAnswer>(
    "Alert",
    [
      Field("ticket", "Which ticket.", .ticketNumber, \.ticket.number),
      Field("subject", "What it is called.", .text, \.ticket.text),
      Field("kind", "What it is about.", .word, \.kind),
      Field("at", "When it happened.", .instant, \.at),
      Field("text", "What happened.", .text, \.words),
    ],
    page: \.page)

  /// With what the ticket is called.
  var page: Page {
    let when = Page.Run(at.short + " ", .dim)
    return Page([.line([when] + runs + [.init(" (\(ticket.text))", .dim)], indent: 6)])
  }

  /// By the ticket's number alone.
  var line: Page { Page([.line([.init(at.short + " ", .dim)] + runs, indent: 6)]) }

  private var runs: [Page.Run] {
    let tone: Page.Tone =
      switch kind {
      case .breach: .danger
      case .warning: .warning
      case .withdrawn: .good
      case .opened, .reopened, .received, .merged, .given, .taken, .released: .plain
      }
    return [.init("\(ticket.number) ", .strong), .init(words, tone)]
  }
}
