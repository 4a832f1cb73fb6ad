import Interpreter
import SupportDesk

/// A command with the function that carries it out: one line of the list.
struct Entry: Sendable {
  let command: Command
  let body: @Sendable (Call, Turn) throws(Failure) -> Reply

  init(_ command: Command, _ body: @escaping @Sendable (Call, Turn) throws(Failure) -> Reply) {
    self.command = command
    self.body = body
  }

  /// A command that changes the desk: the slots of every write are added to its own.
  static func write(
    _ name: String, _ summary: String, effect: Effect = .write, verbs: [String],
    slots: [Slot] = [], permission: Permission, errors: [ErrorKind] = [],
    examples: [Example] = [],
    _ body: @escaping @Sendable (Call, Turn) throws(Failure) -> Reply
  ) -> Entry {
    Entry(
      Command(
        name, effect, summary, verbs: verbs, slots: slots + Parameters.terms,
        permission: permission.rawValue, errors: errors + [.forbidden, .conflict, .keyReused],
        examples: examples),
      body)
  }

  static func read(
    _ name: String, _ summary: String, verbs: [String], slots: [Slot] = [],
    permission: Permission? = nil, errors: [ErrorKind] = [], examples: [Example] = [],
    place: Place = .anywhere,
    _ body: @escaping @Sendable (Call, Turn) throws(Failure) -> Reply
  ) -> Entry {
    Entry(
      Command(
        name, .read, summary, place: place, verbs: verbs, slots: slots,
        permission: permission?.rawValue, errors: errors, examples: examples),
      body)
  }
}
