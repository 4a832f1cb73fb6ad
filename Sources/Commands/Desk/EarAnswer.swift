import Interpreter
import SupportDesk

/// How alerts are told, and the last of them.
struct EarAnswer: Sendable {
  let mode: Ear.Mode
  let alerts: [AlertAnswer]
  /// Whether it was only said how they are to be told.
  let isShort: Bool

  static let mode = Parameter(
    "mode", "How they are told from now on.", ValueType<Ear.Mode>.choice("mode"))

  private static let shape = Shape<EarAnswer>(
    "Alerts",
    [
      Field("mode", "How they are told.", .word, \.mode),
      Field("alerts", "The last that were told, the newest behind.", .list(AlertAnswer.shape.form))
      {
        $0.alerts
      },
    ],
    page: \.page)

  private var page: Page {
    var page = Page()
    if !isShort { for alert in alerts { page.blocks += alert.page.blocks } }
    let words =
      switch mode {
      case .on: "alerts are shown when they come"
      case .quiet: "alerts are shown before the next prompt"
      case .off: "alerts are shown here alone"
      }
    let isEmpty = !isShort && alerts.isEmpty
    page.add(.init(isEmpty ? "none was told yet; \(words)" : words, .dim))
    return page
  }

  static let entry = Entry(
    command: Command(
      "session.alerts", .read,
      "Shows what you were told without asking, or says how you want to be.",
      details: """
        You are told what falls due and what customers write on tickets that are yours or nobody's, and \
        who takes a ticket from you or gives you one. `on` shows it when it comes, above what you are \
        typing; `quiet` before the next prompt; `off` here alone.
        """,
      ground: .talk, verbs: ["alerts"], slots: [mode.slot(optional: true)],
      errors: [.badValue], examples: [Example("alerts quiet", "before the next prompt")],
      answer: { shape.schema }),
    work: .hear { call, desk, ear throws(Failure) in
      if let mode = call[optional: mode] { ear.mode = mode }
      return shape.reply(
        EarAnswer(
          mode: ear.mode, alerts: try AlertAnswer.all(ear.alerts, desk),
          isShort: call[optional: mode] != nil))
    })
}
