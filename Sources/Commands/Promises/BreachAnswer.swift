import Interpreter
import JSON
import ServiceLevels

/// That a budget was used up.
struct BreachAnswer: Sendable {
  let breach: Breach
  let wall: Wall

  static let cause = Form<String>.word(["overrun", "reclassified"]).of { (cause: Breach.Cause) in
    switch cause {
    case .overrun: "overrun"
    case .reclassified: "reclassified"
    }
  }

  static let shape = Shape<BreachAnswer>(
    "Breach",
    [
      Field("at", "When.", .instant) { $0.wall.moment($0.breach.at) },
      Field("target", "The word of the target that was missed.", .text, \.breach.label),
      Field("cycle", "In which cycle of the clock, 1 until the ticket is reopened.", .count) {
        Int64($0.breach.cycle)
      },
      Field("cause", "What brought it about.", cause, \.breach.cause),
    ])
}
