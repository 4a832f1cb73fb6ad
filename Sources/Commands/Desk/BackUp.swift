import Interpreter
import SupportDesk

/// Copying the store.
struct BackUp: Sendable {
  let path: String
  /// Where the copy's journal ends.
  let anchor: Anchor

  private static let path = Parameter("path", "The file to write.", .path, ask: "To which file?")

  static let shape = Shape<BackUp>(
    "Backup",
    [
      Field("path", "The file that was written.", .text, \.path),
      Field("anchor", "Where its journal ends, to be noted elsewhere.", .text, \.anchor.text),
    ],
    page: { backup in
      var page = Page(.init("copied to \(backup.path)"))
      page.blocks.append(.record("  anchor: \(backup.anchor.text)"))
      return page
    })

  static let entry = Entry.store(
    "desk.backup", "Writes a whole, consistent copy of the store.", effect: .aside,
    verbs: ["backup"],
    slots: [path.slot(after: "to")], needs: .backUp, errors: [.exists, .storageFailed],
    answers: shape
  ) { call, custody throws(Failure) in
    let path = call[path]
    return BackUp(path: path, anchor: try custody.backUp(to: path))
  }
}
