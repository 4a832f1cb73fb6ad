import ServiceLevels
import SupportDesk

extension ClockState {
  /// The word of answers.
  var word: String {
    switch self {
    case .running: "running"
    case .paused: "paused"
    case .stopped: "stopped"
    }
  }
}

extension ClockState {
  var isPaused: Bool { if case .paused = self { true } else { false } }
}

extension Verdict {
  /// The word of answers.
  var word: String {
    switch self {
    case .open: "open"
    case .met: "met"
    case .missed: "missed"
    case .endedByResolution: "ended-by-resolution"
    case .cancelled: "cancelled"
    }
  }

  static let words = ["open", "met", "missed", "ended-by-resolution", "cancelled"]
}

extension ClockName {
  /// As people read it.
  var title: String {
    switch self {
    case .response: "response"
    case .nextResponse: "next response"
    case .resolution: "resolution"
    case .update: "update"
    }
  }
}
