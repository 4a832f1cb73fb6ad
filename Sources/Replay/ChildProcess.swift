import Glibc
import JSON

/// The program started as a child, with pipes for its input and output and a control descriptor.
///
/// The control descriptor says when and by whom the next line is said; only a store that a replay
/// made accepts one (design.md section 6).
final class ChildProcess {
  private let pid: pid_t
  private let input: UnsafeMutablePointer<FILE>
  private let output: UnsafeMutablePointer<FILE>
  private let control: UnsafeMutablePointer<FILE>

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
    guard let input = fdopen(toChild[1], "w"), let output = fdopen(fromChild[0], "r"),
      let control = fdopen(toControl[1], "w")
    else { throw StageFault("no stream: " + String(cString: strerror(errno))) }
    (pid, self.input, self.output, self.control) = (child, input, output, control)
  }

  func tell(_ now: Cue) {
    let value: JSONValue = ["now": .integer(now.now), "actor": .string(now.actor)]
    write(value.compact() + "\n", to: control)
  }

  func send(_ text: String) { write(text, to: input) }

  /// What the child does not take it does not answer either.
  private func write(_ text: String, to stream: UnsafeMutablePointer<FILE>) {
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, stream)
    fflush(stream)
  }

  /// The next line of output; nil at its end.
  func receive() -> [UInt8]? {
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    let count = getline(&line, &room, output)
    let bytes = UnsafeRawBufferPointer(start: line, count: max(0, count))
    return bytes.last == 0x0A ? Array(bytes.dropLast()) : nil
  }

  /// Ends the child: by closing its input, or by SIGKILL.
  func stop(kill isKilled: Bool) {
    if isKilled { Glibc.kill(pid, SIGKILL) }
    fclose(input)
    fclose(control)
    while receive() != nil {}
    fclose(output)
    waitpid(pid, nil, 0)
  }
}
