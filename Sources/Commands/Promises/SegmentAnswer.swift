import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A stretch of a clock's history, with the events that began and ended it.
struct SegmentAnswer: Sendable {
  let from: Moment
  let to: Moment
  let lengthMs: Int64
  /// Why it does not count; nil where it runs.
  let reason: String?
  let openedBy: Int64
  /// Nil where it goes on until now.
  let closedBy: Int64?
  /// What began it and what ended it, as people read it.
  let cause: String
  /// The hours of it in which the calendar was open, and those that a closure took; nil round the clock.
  let hours: [HoursAnswer]?

  static let shape = Shape<SegmentAnswer>(
    "Segment",
    [
      Field("kind", "Whether the time counts.", .word(["running", "paused"])) {
        $0.reason == nil ? "running" : "paused"
      },
      Field("from", "When it began.", .instant, column: .init("from"), \.from),
      Field("to", "When it ended, or now.", .instant, column: .init("to"), \.to),
      Field("lengthMs", "How long it is in running time.", .count, \.lengthMs),
      Field(maybe: "reason", "Why it does not count.", .text, \.reason),
      Field(
        "openedBy",
        "The number of the event that began it, or of what ran before the clock was promised, that promised it.",
        .count, \.openedBy),
      Field(
        maybe: "hours", "Where its calendar closes: when it was open, and what a closure took.",
        .list(HoursAnswer.shape.form), \.hours),
      Field(maybe: "closedBy", "The number of the event that ended it.", .count, \.closedBy),
    ])
}
