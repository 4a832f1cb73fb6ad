import Interpreter
import ServiceLevels
import SupportDesk

/// What was told of a clock, or taken back: how a history and a listener are told it.
enum NoticeEvents {
  static let notified = EventForm<ToldNotice>(
    "notified",
    ToldNotice.fields + [
      Field(
        maybe: "due", "When that was reached; of a breach the last instant that met it.", .instant,
        \.due),
      Field(
        maybe: "deadline",
        "When the promise was due, as the clock stood; absent of what was told before that was kept.",
        .instant, \.deadline),
    ]
  ) { told in
    let due = told.due?.long ?? ""
    return told.key.isBreach
      ? "told that the \(told.key.clock.title) time was up at \(due)"
      : "warned that \(told.key.threshold) % of the \(told.key.clock.title) time was used at \(due)"
  }

  static let withdrawn = EventForm<ToldNotice>("withdrawn", ToldNotice.fields) { told in
    let what = told.key.isBreach ? "the time was up" : "\(told.key.threshold) % were used"
    return "took back that \(what) of the \(told.key.clock.title) clock: it is not so"
  }
}
