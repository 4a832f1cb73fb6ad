import Commands
import Console
import Glibc
import Interpreter
import ServiceLevels
import Storage
import SupportDesk

/// What the program reads of the machine: the clock, zone files, the user.
enum System {
  /// The one place where a clock is read.
  static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(clamping: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  static func environment(_ variable: EnvironmentVariable) -> String? {
    guard let value = getenv(variable.rawValue) else { return nil }
    let text = PathText.text(of: UnsafeRawBufferPointer(start: value, count: strlen(value))).text
    return text.isEmpty ? nil : text
  }

  // MARK: Zones

  /// Reads a zone from the system's files; nil where there is none of that name.
  static func zone(_ name: String) -> Zone? {
    if name == "UTC" { return .utc }
    return zoneFile(name).flatMap { try? Zone(name: name, bytes: $0) }
  }

  /// The same with its rules as they stand in the file.
  static func zoneFact(_ name: String) -> ZoneFact? {
    if name == "UTC" { return .utc }
    return zoneFile(name).flatMap { try? ZoneFact(name: name, file: $0) }
  }

  private static func zoneFile(_ name: String) -> [UInt8]? {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.contains("..") else { return nil }
    let folder = environment(.zoneFolder) ?? "/usr/share/zoneinfo"
    return contents(of: folder + "/" + name)
  }

  /// The name of the machine's zone: `TZ`, or what /etc/localtime points to, or UTC.
  static func zoneName() -> String {
    if let name = environment(.zone), zone(name) != nil { return name }
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/etc/localtime", &buffer, buffer.count)
    if count > 0 {
      let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      if let range = path.firstRange(of: "zoneinfo/"),
        zone(String(path[range.upperBound...])) != nil
      {
        return String(path[range.upperBound...])
      }
    }
    return "UTC"
  }

  /// The bytes of a text that a command names: of a plain file, and no more than a text may have.
  ///
  /// Nil also for what would be waited for, such as a pipe, or has no end.
  static func document(at path: String) -> [UInt8]? {
    let descriptor = path.withPath { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      facts.st_size <= documentBytesMax
    else { return nil }
    return Descriptor.contents(of: descriptor)
  }

  private static let documentBytesMax = 1 << 20

  /// A file's bytes; nil where it cannot be read.
  static func contents(of path: String) -> [UInt8]? {
    let descriptor = path.withPath { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return Descriptor.contents(of: descriptor)
  }

  // MARK: The user

  static func userName() -> String {
    guard let entry = getpwuid(getuid()) else { return "user \(getuid())" }
    let full = String(cString: entry.pointee.pw_gecos).prefix { $0 != "," }
    return full.isEmpty ? String(cString: entry.pointee.pw_name) : String(full)
  }

  // MARK: The store

  /// `--db`, else `$DESK_DB`, else the XDG data folder.
  ///
  /// A link is followed: what lies beside a store lies beside its file.
  static func databasePath(_ option: String?) -> String { followed(givenPath(option)) }

  private static func givenPath(_ option: String?) -> String {
    if let path = option ?? environment(.database) {
      // A file may have the name by which a store in memory goes.
      return path == JournalStore.memory ? "./" + path : path
    }
    let data = environment(.dataHome) ?? (environment(.home) ?? ".") + "/.local/share"
    return data + "/desk/desk.db"
  }

  /// Opens the store, and makes it first where there is none.
  ///
  /// - Returns: the store, and whether it was made.
  static func openStore(
    _ path: String, program: Program
  ) throws(Failure) -> (store: JournalStore, isNew: Bool) {
    if path.withPath({ access($0, F_OK) }) != 0 {
      do { try makeFolders(for: path) } catch { throw .storage(error) }
    }
    return try JournalStore.opened(path) { transaction throws(Failure) in
      try Founding.found(
        transaction, format: JournalStore.format, isReplay: false, at: now(), zone: zoneName(),
        uid: Int64(getuid()), name: userName(), program: program)
    }
  }

  /// Where a link leads; any other path, and one that leads nowhere, as it is.
  static func followed(_ path: String) -> String {
    var facts = stat()
    guard path.withPath({ lstat($0, &facts) }) == 0, facts.st_mode & S_IFMT == S_IFLNK,
      let whole = path.withPath({ realpath($0, nil) })
    else { return path }
    defer { free(whole) }
    return PathText.text(of: UnsafeRawBufferPointer(start: whole, count: strlen(whole))).text
  }

  static func exists(_ path: String) -> Bool { path.withPath { access($0, F_OK) } == 0 }

  /// Whether anything has the name, were it a link that leads nowhere.
  static func isTaken(_ path: String) -> Bool {
    var facts = stat()
    return path.withPath { lstat($0, &facts) } == 0
  }

  /// What tells a file from others, whatever paths lead to it; nil where there is none.
  static func identity(_ path: String) -> [UInt64]? {
    var facts = stat()
    return path.withPath { stat($0, &facts) } == 0
      ? [UInt64(facts.st_dev), UInt64(facts.st_ino)] : nil
  }

  static func makeFolders(for path: String) throws(StorageFailure) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += path.hasPrefix("/") || !folder.isEmpty ? "/\(part)" : "\(part)"
      if folder.withPath({ mkdir($0, 0o700) }) != 0, errno != EEXIST {
        throw .cannotOpen(path: folder, why: String(cString: strerror(errno)))
      }
    }
  }
}
