import CSQLite
import Glibc
import SupportDesk

/// A whole, consistent copy of a store, written beside running writers.
enum Backup {
  /// Writes to a temporary name, syncs, then renames: a path either holds a whole backup or nothing.
  static func write(_ connection: Connection, to target: String) throws(StorageFailure) {
    guard access(target, F_OK) != 0 else { throw .exists(path: target) }
    let temporary = target + ".part"
    guard access(temporary, F_OK) != 0 else { throw .exists(path: temporary) }
    let mask = umask(0o077)
    defer { umask(mask) }
    do {
      try connection.run("VACUUM INTO $1", .text(temporary))
      try sync(temporary)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else { throw systemFailure(target) }
    try sync(folder(of: target))
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func sync(_ path: String) throws(StorageFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFailure(path) }
    defer { Glibc.close(descriptor) }
    if fsync(descriptor) != 0 { throw systemFailure(path) }
  }

  private static func systemFailure(_ path: String) -> StorageFailure {
    .failed(code: errno, message: "\(path): " + String(cString: strerror(errno)))
  }
}
