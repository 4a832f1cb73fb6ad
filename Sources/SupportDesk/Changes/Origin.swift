/// Who makes a change, and how it reached the desk.
package struct Origin: Equatable, Sendable {
  package var actor: Actor
  /// `console`, `pipe`, `shell`, `rpc`, `replay`, `import`, `timer`.
  package var channel: String
  /// The command's name.
  package var method: String
  /// The program and its version, or what a client says it is.
  package var program: String

  package init(actor: Actor, channel: String, method: String, program: String) {
    self.actor = actor
    self.channel = channel
    self.method = method
    self.program = program
  }
}
