/// What the program's exit status tells (design.md section 6).
package enum ExitStatus: Int32, CaseIterable, Sendable {
  case done = 0
  case refused = 1
  case notUnderstood = 2
  case world = 3
  case fault = 4

  package var summary: String {
    switch self {
    case .done: "Done."
    case .refused:
      "Refused by the rules of the desk; or a proof does not hold, a session differs, rows of an"
        + " import were not taken."
    case .notUnderstood: "Not understood, or something is missing that cannot be asked for."
    case .world: "The disk, the file, the clock or the terminal."
    case .fault: "A mistake of desk's own."
    }
  }
}
