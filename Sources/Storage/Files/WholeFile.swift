import CLinux
import Glibc
import SupportDesk

/// Files that come into being whole: whenever the program ends there is a whole file of that name,
/// or none.
///
/// Refused where a log lies beside: it belongs to a store that was there, and an engine would take it
/// for the new one's.
struct WholeFile {
  private let path: String
  private let companions: [Companion]

  init(_ path: String, beside companions: [Companion]) {
    (self.path, self.companions) = (path, companions)
  }

  /// Makes a file of these bytes, that only its owner can read.
  ///
  /// - Returns: false where meanwhile somebody else made a file of that name, which stays.
  func make(of bytes: [UInt8]) throws(Failure) -> Bool {
    let descriptor = open(Paths.folder(of: path), clinux_tmpfile | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      // Not every file system has files without a name.
      return try make { temporary throws(Failure) in
        try wrapped { () throws(StorageFailure) in try Self.write(bytes, to: temporary) }
      }
    }
    defer { close(descriptor) }
    return try wrapped { () throws(StorageFailure) in
      try Self.write(bytes, to: descriptor, path)
      try refuseLogs()
      return try named(link(descriptor: descriptor, to: path))
    }
  }

  /// Runs the body on a file that only its owner can read, and gives that file its name.
  ///
  /// - Parameter body: writes the file, which is empty, and leaves nothing of it in a log.
  /// - Returns: false where meanwhile somebody else made a file of that name, which stays.
  func make(
    _ body: (_ temporary: String) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    sweep()
    try wrapped { () throws(StorageFailure) in try refuseLogs() }
    let (temporary, descriptor) = try wrapped { () throws(StorageFailure) in try begun() }
    defer {
      remove(temporary)
      close(descriptor)
    }
    try body(temporary)
    return try wrapped { () throws(StorageFailure) in
      try Paths.sync(temporary)
      try refuseLogs()
      // Unlike rename, it never takes the place of another file.
      let code = renameKeeping(temporary, path)
      // Where the file system has no such renaming, a second name does not either.
      return try named(code != 0 && errno == EINVAL ? link(temporary, path) : code)
    }
  }

  /// An empty file without its name yet, held as long as it is written, so that whoever sweeps knows.
  private func begun() throws(StorageFailure) -> (String, Int32) {
    var names = SystemRandomNumberGenerator()
    while true {
      let temporary = Paths.folder(of: path) + "/" + Self.mark + String(names.next(), radix: 36)
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
  private func named(_ code: Int32) throws(StorageFailure) -> Bool {
    guard code == 0 else {
      if errno == EEXIST { return false }
      throw Paths.failure(path)
    }
    try Paths.sync(Paths.folder(of: path))
    return true
  }

  private func refuseLogs() throws(StorageFailure) {
    for log in companions.filter(\.holdsChanges).map({ path + $0.ending }) {
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
  func sweep() { Self.eachBegun(in: Paths.folder(of: path)) { _, base in remove(base) } }

  /// What such programs left in a folder, in the order of names.
  static func begun(in folder: String) -> [String] {
    var names: Set<String> = []
    eachBegun(in: folder) { name, _ in names.insert(name) }
    return names.sorted()
  }

  /// - Parameter body: is given a name, and the path of the file to which it belongs, held meanwhile.
  private static func eachBegun(in folder: String, _ body: (String, String) -> Void) {
    for name in Paths.names(in: folder) where name.hasPrefix(mark) {
      let base = folder + "/" + mark + name.dropFirst(mark.count).prefix { $0 != "-" }
      let descriptor = open(base, O_RDONLY | O_CLOEXEC)
      // Whoever writes it holds it; what is left of one that is gone is nobody's.
      if descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0 { body(name, base) }
      if descriptor >= 0 { close(descriptor) }
    }
  }

  /// Removes the file with all that lies beside it.
  func remove() { remove(path) }

  private func remove(_ file: String) {
    for end in [""] + companions.map(\.ending) { unlink(file + end) }
  }
}
