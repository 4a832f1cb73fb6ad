import Commands
import Interpreter

/// What the program calls itself.
enum Version {
  static let number = "0.1.0"
  /// In the journal.
  static let name = "desk \(number)"
  /// Over JSON-RPC.
  static let server = WireAnswer.Server(name: "desk", version: number)
  static let replay = Program(name: name, channel: "replay")
}
