import CLinux
import Glibc
import SupportDesk

/// Looks for lines in the bytes of files, by `grep`.
///
/// A process that reads a store's file itself would drop all its locks when it closes it; a child has
/// none.
enum ByteSearch {
  /// - Parameters:
  ///   - lines: none of which is empty.
  ///   - files: those that are not there hold nothing.
  /// - Returns: the lines that were found, in their order; nil where there is no `grep`.
  static func find(_ lines: [String], in files: [String]) -> [String]? {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    guard pipe(&toChild) == 0 else { return nil }
    guard pipe(&fromChild) == 0 else {
      toChild.forEach { _ = close($0) }
      return nil
    }
    // Otherwise the child would wait for the end of what it holds open itself.
    for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let child = spawn(input: toChild[0], output: fromChild[1], files)
    close(toChild[0])
    close(fromChild[1])
    // It reads all of them before it says anything.
    let isTold = child != nil && write(lines.joined(separator: "\n") + "\n", to: toChild[1])
    close(toChild[1])
    let found = read(fromChild[0])
    close(fromChild[0])
    guard let child, isTold else { return nil }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    // 0 and 1 tell whether there was something; a file that is not there makes it 2.
    guard status & 0x7F == 0, (status >> 8) & 0xFF <= 2 else { return nil }
    return lines.filter(found.contains)
  }

  private static func spawn(input: Int32, output: Int32, _ files: [String]) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // The thread may have signals blocked that are to end a search.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let options = ["grep", "--text", "--only-matching", "--no-filename", "--fixed-strings"]
    let words =
      (options + ["--file=-", "--"]).map { strdup($0) } + files.map { $0.withPath { strdup($0) } }
    // Bytes are looked for, and not what a locale makes of them.
    let environment = [strdup("LC_ALL=C"), nil]
    defer { for pointer in words + environment { free(pointer) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, "grep", &actions, &attributes, words + [nil], environment)
    return code == 0 ? child : nil
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var left = Array(text.utf8)[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      left = left.dropFirst(count)
    }
    return true
  }

  /// What was found, each once, however often.
  private static func read(_ descriptor: Int32) -> Set<String> {
    var found: Set<String> = []
    var rest: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return found }
      rest += buffer[..<count]
      var start = 0
      while let end = rest[start...].firstIndex(of: 0x0A) {
        found.insert(String(decoding: rest[start..<end], as: UTF8.self))
        start = end + 1
      }
      rest.removeFirst(start)
    }
  }
}
