import SupportDesk

/// How somebody wants to be told what they did not ask for, and what they were told last.
struct Ear: Sendable {
  enum Mode: String, CaseIterable, Sendable {
    /// When it comes, above what is typed.
    case on
    /// Before the next prompt.
    case quiet
    /// Only where it is asked for.
    case off
  }

  var mode = Mode.on
  /// The last change of which they heard; nil before they heard of any.
  var heard: Int64?
  /// What they heard last, the newest behind; without words, for those may be erased.
  private(set) var alerts: [Alert] = []
  private static let keptMax = 50

  mutating func keep(_ more: [Alert]) {
    alerts = Array((alerts + more).suffix(Self.keptMax))
  }
}
