import Commands

/// What the program calls itself in the journal.
enum Version {
  static let name = "desk 0.1.0"
  static let replay = Program(name: name, channel: "replay")
}
