import Interpreter

/// The whole list, for what speaks of it.
struct Listing: Sendable {
  /// In the order of help and reference.
  let commands: [Command]
  let kinds: [ErrorKind]
}
