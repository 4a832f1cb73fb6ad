import Glibc
import SupportDesk

/// Files and folders, by their paths.
enum Paths {
  /// A file's bytes; of a folder the names in it.
  static func sync(_ path: String) throws(StorageFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { Glibc.close(descriptor) }
    if fsync(descriptor) != 0 { throw failure(path) }
  }

  /// The path from the root of what lies at a path; the path itself where that cannot be told.
  static func whole(_ path: String) -> String {
    guard let whole = realpath(path) else { return path }
    defer { free(whole) }
    return PathText.text(
      of: UnsafeBufferPointer(start: whole, count: strlen(whole)).map(UInt8.init)
    ).text
  }

  /// What is in a folder; nothing where it cannot be read.
  static func names(in folder: String) -> [String] {
    var names: [String] = []
    guard let stream = opendir(folder) else { return names }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        PathText.text(of: UnsafeRawBufferPointer(rebasing: bytes.prefix { $0 != 0 })).text
      }
      names.append(name)
    }
    return names
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What the system's last error means to the desk.
  static func failure(_ path: String) -> StorageFailure {
    switch errno {
    case ENOSPC, EDQUOT, EFBIG: .full
    case EROFS: .readOnly(path: path)
    default: .cannotOpen(path: path, why: String(cString: strerror(errno)))
    }
  }
}
