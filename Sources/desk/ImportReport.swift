import Commands
import Console
import Glibc
import Import
import Interpreter
import SupportDesk

/// The file of what an import did not take: a CSV line a row, written as they come.
///
/// It bears its name when it is whole, and takes no other file's place; an import that fails leaves
/// none.
final class ImportReport {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var buffer = ""
  /// The error number of the first write that failed; 0 for none.
  private var failure: Int32 = 0
  private static let bufferMax = 65_536

  /// Makes the file under a temporary name.
  ///
  /// Refused where there is a file of that name or none can be made.
  init(_ path: String) throws(Problem) {
    if System.isTaken(path) { throw Desk.problem(.storage(.exists(path: path))) }
    self.path = path
    temporary = path + ".new-\(getpid())"
    descriptor = temporary.withPath {
      unlink($0)
      return open($0, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else {
      throw Desk.problem(.storage(.cannotOpen(path: path, why: String(cString: strerror(errno)))))
    }
    line(["line", "kind", "wrong", "right"])
  }

  deinit {
    close(descriptor)
    _ = temporary.withPath { unlink($0) }
  }

  func add(_ row: UntakenRow) {
    line(["\(row.line)", row.fault.kind.rawValue, row.fault.wrong, row.fault.right])
  }

  private func line(_ fields: [String]) {
    let quoted = fields.map { field in
      field.utf8.contains { $0 == 0x22 || $0 == 0x2C }
        ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }
    buffer += quoted.joined(separator: ",") + "\n"
    if buffer.utf8.count >= Self.bufferMax { flush() }
  }

  private func flush() {
    if failure == 0 { failure = Descriptor.write(buffer, to: descriptor) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Gives the file its name.
  ///
  /// What was imported stays so where this fails.
  func publish() throws(Problem) {
    flush()
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    // Unlike renaming, a second name never takes the place of another file.
    if failure == 0,
      temporary.withPath({ temporary in path.withPath { link(temporary, $0) } }) != 0
    {
      failure = errno
    }
    if failure == EEXIST { throw Desk.problem(.storage(.exists(path: path))) }
    if failure != 0 {
      throw Problem(
        .storageFailed,
        "the rows are imported, but \(path) cannot be written: "
          + String(cString: strerror(failure)))
    }
  }
}
