/// A file that the program keeps.
package enum DeskFile: CaseIterable, Sendable {
  case store, log, index, drafts

  /// Where it lies.
  package var place: String {
    switch self {
    case .store: "desk.db"
    case .log: "desk.db-wal"
    case .index: "desk.db-shm"
    case .drafts: "draft-*.txt"
    }
  }

  package var summary: String {
    switch self {
    case .store: "The store: --db, else $DESK_DB, else desk/desk.db in the XDG data folder."
    case .log: "Beside the store while it is open: what was written last. Never remove it."
    case .index: "Beside the store while it is open: who reads and writes it."
    case .drafts: "In the XDG state folder: texts that the store could not take."
    }
  }
}
