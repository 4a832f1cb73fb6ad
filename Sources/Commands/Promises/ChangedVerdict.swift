import Interpreter
import ServiceLevels
import SupportDesk

/// A verdict that a change of a calendar makes another.
struct ChangedVerdict: Sendable {
  let ticket: TicketNumber
  let clock: ClockName
  let cycle: Int64
  let before: Verdict
  let after: Verdict

  var words: String {
    let which = cycle == 1 ? "" : " of cycle \(cycle)"
    return "\(ticket) \(clock.title)\(which): \(before.word) → \(after.word)"
  }

  static let shape = Shape<ChangedVerdict>(
    "ChangedVerdict",
    [
      Field("ticket", "Which ticket.", .ticketNumber, \.ticket),
      Field("clock", "Which clock.", .word, \.clock),
      Field(
        "cycle", "Which of its cycles, or of the clocks of that name, 1 for the first.", .count,
        \.cycle),
      Field("before", "What was decided.", .word(Verdict.words)) { $0.before.word },
      Field("after", "What is decided by the changed calendar.", .word(Verdict.words)) {
        $0.after.word
      },
    ])
}
