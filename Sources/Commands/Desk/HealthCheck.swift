import Interpreter

/// One thing of a store that was looked at, and how it is.
struct HealthCheck: Sendable {
  let subject: Subject
  let state: State
  let says: String

  enum Subject: String, CaseIterable, Sendable {
    case protection, file, folder, space, log, backup, clock, notices, silence, list, erasure, zones
  }

  enum State: String, CaseIterable, Sendable {
    case good
    /// Nothing is wrong yet.
    case warning
    case bad

    var tone: Page.Tone {
      switch self {
      case .good: .good
      case .warning: .warning
      case .bad: .danger
      }
    }
  }

  static let shape = Shape<HealthCheck>(
    "HealthCheck",
    [
      Field(
        "subject", "What was looked at.", .word(Subject.allCases.map(\.rawValue)),
        \.subject.rawValue),
      Field("state", "How it is.", .word(State.allCases.map(\.rawValue)), \.state.rawValue),
      Field("says", "What was found, and what would be right.", .text, \.says),
    ])

  func add(to page: inout Page) {
    page.add(
      .init(state.rawValue, state.tone), .init(" \(subject.rawValue): \(says)"), indent: 2)
  }
}
