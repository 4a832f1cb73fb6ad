import CSQLite
import CLinux
import Glibc
import SupportDesk

/// Whether what lies at a path is still what was opened there.
///
/// A file that was moved, removed, replaced or cut is written to without any error, and everything
/// acknowledged then is lost; so are a log and its index.
struct FileWatch {
  private let path: String
  private let handle: OpaquePointer
  /// The file as it was when it was first looked at: whose name is another's by then was moved.
  private var opened: Mark?
  /// Log and index as they were when they were first seen.
  private var logs: [Mark?] = [nil, nil]
  /// Bytes of the index when it was last looked at; in use it only ever grows.
  private var indexSize = 0
  /// Bytes of the file when it was last looked at; only who makes it anew with fewer pages cuts it.
  private var fileSize: Int64 = 0
  private var pairing: Pairing
  /// The file as it was, where SQLite was told that nobody changes it.
  private let still: Mark?

  private static let ends = [SQLiteFiles.log, SQLiteFiles.index]
  private static let frame: Int64 = 24
  /// Of a log with more frames not every one is looked at when it is opened.
  private static let scannedMax: Int64 = 20_000
  private static let logHeader: Int64 = 32

  /// What tells two files, or two states of one, apart.
  private struct Mark: Equatable {
    let device: UInt
    let number: UInt
    let size: Int
    let changed: [Int]

    /// - Returns: nil where there is no file.
    init?(_ path: String, withState: Bool = false) {
      var facts = stat()
      guard status(of: path, &facts) == 0 else { return nil }
      self.init(facts, withState: withState)
    }

    init(_ facts: stat, withState: Bool = false) {
      device = UInt(facts.st_dev)
      number = UInt(facts.st_ino)
      size = withState ? Int(facts.st_size) : 0
      changed = withState ? [facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec] : []
    }
  }

  init(_ path: String, of handle: OpaquePointer, isStill: Bool) throws(StorageFailure) {
    (self.path, self.handle) = (path, handle)
    pairing = Pairing(handle)
    still = isStill ? Mark(path, withState: true) : nil
    if isStill, still == nil { throw .replaced(path: path) }
  }

  /// Whether a file shall or can be read but not written, nor a log beside it, and none is there.
  static func isStill(_ path: String, readOnly: Bool) -> Bool {
    if ends.contains(where: { access(path + $0, F_OK) == 0 }) { return false }
    guard access(path, R_OK) == 0 else { return false }
    return readOnly || access(path, W_OK) != 0 || access(Paths.folder(of: path), W_OK) != 0
  }

  /// Whether there is anything in the log beside a file.
  static func isLogged(_ path: String) -> Bool {
    var facts = stat()
    return status(of: path + SQLiteFiles.log, &facts) == 0 && facts.st_size > 0
  }

  /// Refuses what is no file, and what has two names: under each it would have a log of its own, and
  /// what is acknowledged under one is lost under the other.
  static func askForFile(_ path: String) throws(StorageFailure) {
    var facts = stat()
    guard status(of: path, &facts) == 0 else {
      throw .cannotOpen(path: path, why: String(cString: strerror(errno)))
    }
    try ask(facts, path)
  }

  private static func ask(_ facts: stat, _ path: String) throws(StorageFailure) {
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw .cannotOpen(path: path, why: "it is no file")
    }
    // SQLite removes the log of a file in which nothing is.
    if facts.st_size == 0, isLogged(path) {
      throw .strayLog(path: path, log: path + SQLiteFiles.log)
    }
    guard facts.st_nlink == 1 else {
      throw .cannotOpen(
        path: path, why: "it has \(facts.st_nlink) names (hard links); a store has one alone")
    }
  }

  /// Where another file has taken the place of the one that was opened, moves its log out of that
  /// one's way: SQLite would take it for the other's.
  ///
  /// - Parameter isKept: whether all of it was written elsewhere, so that nobody needs it.
  func leave(isKept: Bool) {
    // Where nothing lies, it stays for who puts the file back, unless all of it is kept.
    guard still == nil, isMoved, access(path, F_OK) == 0 || isKept, let log = logs[0],
      log == Mark(path + SQLiteFiles.log)
    else { return }
    if isKept {
      unlink(path + SQLiteFiles.log)
    } else {
      let left = path + SQLiteFiles.log + Leftovers.left
      _ = Leftovers.free(left) { renameKeeping(path + SQLiteFiles.log, $0) == 0 }
    }
    if let index = logs[1], index == Mark(path + SQLiteFiles.index) {
      unlink(path + SQLiteFiles.index)
    }
  }

  private var isMoved: Bool {
    var isMoved: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &isMoved) == SQLITE_OK
      && isMoved != 0
  }

  /// Refuses an index that was cut: whoever reads memory that stands for no file is ended by a signal.
  ///
  /// Before SQLite is asked for anything.
  func checkIndex() throws(StorageFailure) { _ = try wholeIndex() }

  /// - Returns: how many bytes it has.
  private func wholeIndex() throws(StorageFailure) -> Int {
    let bytes = indexBytes ?? indexSize
    if bytes < indexSize { throw .replaced(path: path + SQLiteFiles.index) }
    return bytes
  }

  /// Nil where its name is gone; what was opened is there still.
  private var indexBytes: Int? {
    var facts = stat()
    return status(of: path + SQLiteFiles.index, &facts) == 0 ? Int(facts.st_size) : nil
  }

  /// Refuses a file that another was copied over: what was committed stands on the one that was there.
  ///
  /// In a transaction that has read something.
  mutating func checkPair() throws(StorageFailure) {
    if still != nil { return }
    // Not before a transaction: until then it may be one that others left, and is begun anew.
    indexSize = try wholeIndex()
    if pairing.holds() { return }
    if pairing.isKnown { throw .replaced(path: path) }
    throw .strayLog(path: path, log: path + SQLiteFiles.log)
  }

  /// Whether the file names its state, so that whoever opens it next knows its log.
  var isNamed: Bool { still != nil || pairing.isNamed }

  /// Whether the log may be taken into the file, and go with it.
  ///
  /// Behind another index somebody else may have written to it, whom this one's locks keep from nothing.
  mutating func isPaired() -> Bool {
    if still != nil { return true }
    let isSame = zip(logs, Self.ends).allSatisfy { seen, end in
      seen == nil || seen == Mark(path + end)
    }
    return isSame && (try? wholeIndex()) != nil && pairing.holds()
  }

  /// - Parameters:
  ///   - pages: how many the database has in the open transaction.
  ///   - page: bytes of one.
  mutating func check(pages: Int64, of page: Int64) throws(StorageFailure) {
    if still != nil { return }
    try checkName()
    for (index, end) in Self.ends.enumerated() {
      let now = Mark(path + end)
      if let seen = logs[index] {
        if seen != now { throw .replaced(path: path + end) }
      } else {
        logs[index] = now
      }
    }
    try checkSize(pages, of: page)
  }

  /// Refuses another file of the name.
  ///
  /// A link in the place of a store leads to a file whose log would lie elsewhere.
  private mutating func checkName() throws(StorageFailure) {
    var facts = stat()
    guard path.withPath({ lstat($0, &facts) }) == 0, facts.st_mode & S_IFMT != S_IFLNK else {
      throw .replaced(path: path)
    }
    let found = Mark(facts)
    if let opened {
      if opened != found { throw .replaced(path: path) }
    } else {
      if isMoved { throw .replaced(path: path) }
      opened = found
    }
    try Self.ask(facts, path)
  }

  /// Pages are in the file or in its log; those that were in the file are never in the log alone.
  private mutating func checkSize(_ pages: Int64, of page: Int64) throws(StorageFailure) {
    guard let size = RawFile(.store, of: handle)?.size else { return }
    let log = RawFile(.log, of: handle)?.size ?? 0
    let logged = max(0, log - Self.logHeader) / (page + Self.frame)
    if fileSize == 0, size / page < pages, logged < Self.scannedMax {
      let missing = Set(RawFile(.log, of: handle)?.pages(of: page) ?? []).filter {
        $0 > size / page
      }
      if missing.count < pages - size / page {
        throw .damaged("\(path) was cut: it has \(size) bytes of \(pages * page)")
      }
    }
    // Who made it anew with fewer pages cut it rightly.
    let isCut = pages * page >= fileSize && size < fileSize
    if size / page + logged < pages || isCut {
      throw .damaged("\(path) was cut: it has \(size) bytes of \(pages * page)")
    }
    fileSize = size
  }

  /// What was read of a file that cannot be written is true while nobody wrote it.
  func checkStill() throws(StorageFailure) {
    guard let still else { return }
    if Self.isLogged(path) || Mark(path, withState: true) != still { throw .busy }
  }
}
