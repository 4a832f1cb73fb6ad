/// How the program was started, for the journal.
package struct Program: Sendable {
  /// With its version: `desk 0.1`.
  package let name: String
  /// `console`, `pipe`, `shell`, `rpc`, `replay`.
  package let channel: String

  /// Whether a person can be asked.
  var isPrompt: Bool { channel == "console" }

  package init(name: String, channel: String) {
    self.name = name
    self.channel = channel
  }
}
