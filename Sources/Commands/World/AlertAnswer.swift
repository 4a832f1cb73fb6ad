import Interpreter
import ServiceLevels
import SupportDesk

/// An alert as it is shown: when, which ticket, what it is called, and what happened.
struct AlertAnswer: Sendable {
  /// What an alert is about, for programs.
  enum Kind: String, CaseIterable, Sendable {
    case warning, breach, withdrawn, opened, received, given, taken, released
  }

  let at: Moment
  let ticket: TicketTitle
  let kind: Kind
  let words: String

  init(_ alert: Alert, _ desk: Reading) throws(Failure) {
    at = desk.wall.moment(alert.at)
    ticket = try desk.title(of: try desk.ticket(.number(alert.ticket)))
    (kind, words) = try Self.told(alert.what, desk)
  }

  private static func told(
    _ what: Alert.What, _ desk: Reading
  ) throws(Failure) -> (Kind, String) {
    switch what {
    case .due(let key):
      return key.isBreach
        ? (.breach, "the \(key.clock.title) time is up")
        : (.warning, "\(key.threshold) % of the \(key.clock.title) time is used")
    case .untrue(let key):
      return (
        .withdrawn,
        key.isBreach
          ? "the \(key.clock.title) time was not up after all"
          : "less than \(key.threshold) % of the \(key.clock.title) time was used after all"
      )
    case .opened(let customer): return (.opened, "\(try desk.answer(customer).name) asks")
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

  /// By the ticket's number alone, and the time of day.
  var line: Page { Page([.line([.init(at.clock + " ", .dim)] + runs, indent: 0)]) }

  private var runs: [Page.Run] {
    let tone: Page.Tone =
      switch kind {
      case .breach: .danger
      case .warning: .warning
      case .withdrawn: .good
      case .opened, .received, .given, .taken, .released: .plain
      }
    return [.init("\(ticket.number) ", .strong), .init(words, tone)]
  }
}
