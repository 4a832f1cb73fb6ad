import Glibc
import Interpreter
import Replay
import Testing

/// A stage whose program is a script of a shell.
final class StageOfScripts: Stage {
  let program: String
  let path = "store"

  private let isOurs: Bool

  init(_ script: String) throws {
    var name = Array("/tmp/desk-driver-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    // A program that somebody else's child could write to cannot be started.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let file = try #require(fdopen(descriptor, "w"))
    program = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    isOurs = true
    fputs("#!/bin/bash\n" + script + "\n", file)
    fchmod(descriptor, 0o700)
    fclose(file)
  }

  init(program: String) { (self.program, isOurs) = (program, false) }

  deinit {
    if isOurs { for name in [program, program + ".told"] { unlink(name) } }
  }

  /// The words that the script wrote behind its own name; nil where it wrote none.
  var told: [String]? {
    guard let file = fopen(program + ".told", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split { $0 == " " || $0 == "\n" }
      .map(String.init)
  }

  func instant(_ text: String, zone: String) -> Int64? { nil }
  func span(_ text: String) -> Int64? { nil }
  func found(seed: String, at instant: Int64, zone: String) throws(StageFault) {}
  func open(_ circumstances: @escaping () -> Cue) throws(StageFault) -> any FollowedDoor {
    throw StageFault("there is no desk")
  }
}
