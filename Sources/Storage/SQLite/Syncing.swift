import Glibc
import SupportDesk

/// Files and folders brought to the disk.
enum Syncing {
  static func sync(_ path: String) throws(StorageFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { Glibc.close(descriptor) }
    if fsync(descriptor) != 0 { throw failure(path) }
  }

  /// The folder that a file is in, so that its name lasts too.
  static func sync(folderOf path: String) throws(StorageFailure) {
    guard let slash = path.lastIndex(of: "/") else { return try sync(".") }
    try sync(slash == path.startIndex ? "/" : String(path[..<slash]))
  }

  static func failure(_ path: String) -> StorageFailure {
    .failed(code: errno, message: "\(path): " + String(cString: strerror(errno)))
  }
}
