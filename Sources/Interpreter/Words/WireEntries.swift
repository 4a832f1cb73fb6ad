import JSON

extension WireWord {
  /// The entry of the list.
  package var command: Command {
    Command(rawValue, .read, "…", ground: .wire(self), verbs: [], answer: { Schema([:]) })
  }
}
