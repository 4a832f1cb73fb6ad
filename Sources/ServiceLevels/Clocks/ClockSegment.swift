/// A stretch of a clock's history in which nothing changed, without the instant it ends at.
package struct ClockSegment: Hashable, Sendable {
  /// What began it.
  package let from: Mark
  /// What ended it, or the instant of the reading, with source 0.
  package let to: Mark
  package let kind: Kind
  /// The number of the target version in force; between cycles, of the one that the next finds.
  package let targetVersion: Int
  /// The name of the calendar that measures it.
  package let calendar: String
  /// Running time of its calendar in it, in milliseconds; it counts only if `kind` is running.
  package let milliseconds: Int64

  /// What the clock did.
  package enum Kind: Hashable, Sendable {
    case running
    /// Halted until a resumption, for this reason.
    case paused(reason: String)
    /// Between a stop and the reopening that undid it.
    case resolved

    /// Why the time does not count; `nil` if it does.
    package var reason: String? {
      switch self {
      case .running: nil
      case .paused(let reason): reason
      case .resolved: "resolved"
      }
    }
  }
}
