import Interpreter

/// A message on its way.
struct TrafficItem: Sendable {
  let envelope: Envelope
  let marks: [CallMark]
  let bytes: Int
  /// When it came, of a ping, by `Stopwatch`; nil of anything else.
  let pinged: Int64?

  /// Whether it may end the client's work.
  var isClosing: Bool {
    [WireWord.shutdown, .exit].contains { $0.rawValue == method }
  }

  /// What it is, in a word.
  var method: String {
    switch envelope {
    case .request(let request): request.method
    case .batch: "batch"
    case .invalid, .ignored: ""
    }
  }
}
