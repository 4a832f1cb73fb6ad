import CLinux
import Glibc
import SupportDesk

/// Files that come into being whole: whenever the program ends there is a whole file of that name,
/// or none.
///
/// Refused where a write-ahead log lies beside: it belongs to a store that was there, and SQLite
/// would take it for the new one's.
enum WholeFile {
  /// Makes a file of these bytes, that only its owner can read.
  ///
  /// - Returns: false where meanwhile somebody else made a file of that name, which stays.
  static func make(_ path: String, of bytes: [UInt8]) throws(Failure) -> Bool {
    let descriptor = open(folder(of: path), clinux_tmpfile | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      // Not every file system has files without a name.
      return try make(path) { temporary throws(Failure) in
        try wrapped { () throws(StorageFailure) in try write(bytes, to: temporary) }
      }
    }
    defer { close(descriptor) }
    return try wrapped { () throws(StorageFailure) in
      try write(bytes, to: descriptor, path)
      try refuseLogs(beside: path)
      return try named(path, link(descriptor: descriptor, to: path))
    }
  }

  /// Runs the body on a file that only its owner can read, and gives that file its name.
  ///
  /// - Parameter body: writes the file, which is empty, and leaves nothing of it in a log.
  /// - Returns: false where meanwhile somebody else made a file of that name, which stays.
  static func make(
    _ path: String, _ body: (_ temporary: String) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    sweep(path)
    try wrapped { () throws(StorageFailure) in try refuseLogs(beside: path) }
    let (temporary, descriptor) = try wrapped { () throws(StorageFailure) in try begun(path) }
    defer {
      remove(temporary)
      close(descriptor)
    }
    try body(temporary)
    return try wrapped { () throws(StorageFailure) in
      try Paths.sync(temporary)
      try refuseLogs(beside: path)
      // Unlike rename, it never takes the place of another file.
      let code = renameKeeping(temporary, path)
      // Where the file system has no such renaming, a second name does not either.
      return try named(path, code != 0 && errno == EINVAL ? link(temporary, path) : code)
    }
  }

  /// An empty file without its name yet, held as long as it is written, so that whoever sweeps knows.
  private static func begun(_ path: String) throws(StorageFailure) -> (String, Int32) {
    var names = SystemRandomNumberGenerator()
    while true {
      let temporary = folder(of: path) + "/" + mark + String(names.next(), radix: 36)
      let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
      }
      flock(descriptor, LOCK_EX)
      // Somebody may have swept it before it was held.
      if access(temporary, F_OK) == 0 { return (temporary, descriptor) }
      close(descriptor)
    }
  }

  /// - Parameter code: what the system said to giving the name.
  private static func named(_ path: String, _ code: Int32) throws(StorageFailure) -> Bool {
    guard code == 0 else {
      if errno == EEXIST { return false }
      throw Paths.failure(path)
    }
    try Paths.sync(folder(of: path))
    return true
  }

  private static func refuseLogs(beside path: String) throws(StorageFailure) {
    for log in [path + "-wal", path + "-journal"] {
      var facts = stat()
      // Looked for last: where the file itself is there by now, the log is its own.
      if status(of: log, &facts) == 0, facts.st_size > 0, access(path, F_OK) != 0 {
        throw .cannotOpen(
          path: path,
          why: "\(log) is the log of a store that was here: put that one back, or move its log away"
        )
      }
    }
  }

  // MARK: Writing

  private static func write(_ bytes: [UInt8], to path: String) throws(StorageFailure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Paths.failure(path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(StorageFailure) {
    var left = bytes[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Paths.failure(path)
      }
      left = left.dropFirst(count)
    }
    if fsync(descriptor) != 0 { throw Paths.failure(path) }
  }

  // MARK: What was begun and not finished

  private static let mark = ".desk-new-"

  /// Removes what programs left in the folder that were killed while they wrote there.
  static func sweep(_ path: String) {
    guard let entries = opendir(folder(of: path)) else { return }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(mark) else { continue }
      let base = folder(of: path) + "/" + mark + name.dropFirst(mark.count).prefix { $0 != "-" }
      let descriptor = open(base, O_RDONLY | O_CLOEXEC)
      // Whoever writes it holds it; what is left of one that is gone is nobody's.
      if descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(base) }
      if descriptor >= 0 { close(descriptor) }
    }
  }

  private static func remove(_ file: String) {
    for end in ["", "-wal", "-shm", "-journal"] { unlink(file + end) }
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
