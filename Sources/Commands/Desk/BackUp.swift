import Interpreter
import SupportDesk

/// Copying the store.
struct BackUp: Sendable {
  let path: String

  private static let path = Parameter("path", "The file to write.", .path, ask: "To which file?")

  static let shape = Shape<BackUp>(
    "Backup", [Field("path", "The file that was written.", .text, \.path)],
    page: { Page(.init("copied to \($0.path)")) })

  static let entry = Entry.store(
    "desk.backup", "Writes a whole, consistent copy of the store.", effect: .aside,
    verbs: ["backup"],
    slots: [path.slot(after: "to")], needs: .backUp, errors: [.exists, .storageFailed],
    answers: shape
  ) { call, custody throws(Failure) in
    let path = call[path]
    try custody.backUp(to: path)
    return BackUp(path: path)
  }
}
