import Glibc
import JSON

/// The program started as a child, with pipes for its input and output and a control descriptor.
///
/// The control descriptor says when and by whom the next line is said; only a store that a replay
/// made accepts one (design.md section 6).
final class ChildProcess {
  private let pid: pid_t
  private let input: Int32
  private let output: Int32
  private let control: Int32
  private var received: [UInt8] = []

  init(program: String, database: String, words: [String]) throws(StageFault) {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    var toControl: [Int32] = [0, 0]
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0, pipe(&toControl) == 0 else {
      throw StageFault("no pipe: " + String(cString: strerror(errno)))
    }
    for descriptor in [toChild[1], fromChild[0], toControl[1]] {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    let arguments = [program, "--db", database, "--control", String(toControl[0])] + words
    let pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, program, &actions, nil, pointers, environ)
    close(toChild[0])
    close(fromChild[1])
    close(toControl[0])
    guard code == 0 else { throw StageFault("\(program): " + String(cString: strerror(code))) }
    pid = child
    input = toChild[1]
    output = fromChild[0]
    control = toControl[1]
  }

  func tell(_ now: Cue) {
    let value: JSONValue = ["now": .integer(now.now), "actor": .string(now.actor)]
    write(value.compact() + "\n", to: control)
  }

  func send(_ text: String) { write(text, to: input) }

  private func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }

  /// The next line of output; nil at its end.
  func receive() -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = received.firstIndex(of: 0x0A) {
        let line = Array(received[..<end])
        received.removeFirst(end + 1)
        return line
      }
      let count = read(output, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return nil }
      received += chunk[..<count]
    }
  }

  /// Ends the child: by closing its input, or by SIGKILL.
  func stop(kill isKilled: Bool) {
    if isKilled { Glibc.kill(pid, SIGKILL) }
    close(input)
    close(control)
    while receive() != nil {}
    close(output)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
  }
}
