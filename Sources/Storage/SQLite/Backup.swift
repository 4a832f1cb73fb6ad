import CSQLite
import Glibc
import SupportDesk

/// A whole, consistent copy of a store, written beside running writers.
enum Backup {
  /// Writes to a temporary name, syncs, then renames: a path either holds a whole backup or nothing.
  static func write(_ connection: Connection, to target: String) throws(StorageFailure) {
    guard access(target, F_OK) != 0 else { throw .exists(path: target) }
    let temporary = target + ".part"
    // What a backup that was killed left behind; one that runs has made its own anew.
    for leftover in [temporary, temporary + "-journal"] { unlink(leftover) }
    let mask = umask(0o077)
    defer { umask(mask) }
    do {
      try connection.run("VACUUM INTO $1", .text(temporary))
      try Syncing.sync(temporary)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else { throw Syncing.failure(target) }
    try Syncing.sync(folderOf: target)
  }
}
