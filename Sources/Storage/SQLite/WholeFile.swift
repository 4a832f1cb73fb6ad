import Glibc
import SupportDesk

/// Files that come into being whole.
enum WholeFile {
  /// Runs the body on a file that only its owner can read, and gives that file its name, so that
  /// whenever the program ends there is a whole file of that name or none.
  ///
  /// Refused where a write-ahead log lies beside: it belongs to a store that was there, and SQLite
  /// would take it for the new one's.
  ///
  /// - Parameter body: writes the file, which is empty, and leaves nothing of it in a log.
  /// - Returns: false where meanwhile somebody else made a file of that name, which stays.
  static func make(
    _ path: String, _ body: (_ temporary: String) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    let temporary = path + ".new-\(getpid())"
    let all = ["", "-wal", "-shm", "-journal"].map { temporary + $0 }
    for file in all { unlink(file) }
    defer { for file in all { unlink(file) } }
    try wrapped { () throws(StorageFailure) in
      try refuseLogs(beside: path)
      let descriptor = open(temporary, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
      }
      close(descriptor)
    }
    try body(temporary)
    return try wrapped { () throws(StorageFailure) in
      try Syncing.sync(temporary)
      try refuseLogs(beside: path)
      // Unlike renaming, a second name never takes the place of another file.
      guard link(temporary, path) == 0 else {
        if errno == EEXIST { return false }
        throw Syncing.failure(path)
      }
      try Syncing.sync(folderOf: path)
      return true
    }
  }

  private static func refuseLogs(beside path: String) throws(StorageFailure) {
    for log in [path + "-wal", path + "-journal"] {
      var facts = stat()
      // Looked for last: where the file itself is there by now, the log is its own.
      if log.withPath({ stat($0, &facts) }) == 0, facts.st_size > 0, access(path, F_OK) != 0 {
        throw .cannotOpen(path: path, why: "\(log) is left of another store: move it away first")
      }
    }
  }
}
