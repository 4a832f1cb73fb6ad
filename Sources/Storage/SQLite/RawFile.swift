import CSQLite
import CLinux
import Glibc

/// A file that SQLite has open, asked past its pages.
///
/// By SQLite's own descriptor, for closing another one of the same file would drop its locks: POSIX
/// has them by file and process.
struct RawFile {
  private let file: UnsafeMutablePointer<sqlite3_file>
  private let methods: sqlite3_io_methods

  enum Part {
    case store
    case log
  }

  /// - Returns: nil where SQLite has not opened it.
  init?(_ part: Part, of handle: OpaquePointer) {
    let which = part == .store ? SQLITE_FCNTL_FILE_POINTER : SQLITE_FCNTL_JOURNAL_POINTER
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(handle, "main", which, &file) == SQLITE_OK, let file,
      let methods = file.pointee.pMethods
    else { return nil }
    (self.file, self.methods) = (file, methods.pointee)
  }

  /// Whether there is anything in a log beside the store, of whatever it is.
  static func isLogged(_ handle: OpaquePointer) -> Bool {
    guard let name = sqlite3_db_filename(handle, "main") else { return false }
    var facts = stat()
    return stat(String(cString: name) + SQLiteFiles.log, &facts) == 0 && facts.st_size > 0
  }

  var size: Int64? {
    var size: Int64 = 0
    return methods.xFileSize(file, &size) == SQLITE_OK ? size : nil
  }

  /// - Returns: nil where there are fewer bytes, or they cannot be read.
  func bytes(_ count: Int, at place: Int64) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let code = bytes.withUnsafeMutableBytes {
      methods.xRead(file, $0.baseAddress, Int32(count), place)
    }
    return code == SQLITE_OK ? bytes : nil
  }

  /// The numbers of the pages in a log, from its beginning to the last frame of that beginning.
  func pages(of page: Int64) -> [Int64] {
    guard let header = bytes(32, at: 0) else { return [] }
    var pages: [Int64] = []
    var place: Int64 = 32
    while let frame = bytes(24, at: place), frame[8..<16] == header[16..<24] {
      pages.append(Int64(frame[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }))
      place += 24 + page
    }
    return pages
  }

  /// The beginning of the log's index; nil where nobody has one.
  func index(_ count: Int) -> [UInt8]? {
    guard methods.iVersion >= 2, let map = methods.xShmMap else { return nil }
    var region: UnsafeMutableRawPointer?
    guard map(file, 0, Self.regionBytes, 0, &region) == SQLITE_OK, let region else { return nil }
    return [UInt8](UnsafeRawBufferPointer(start: region, count: count))
  }

  /// Of what the index is made.
  private static let regionBytes: Int32 = 32_768
}
