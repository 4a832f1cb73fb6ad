import Glibc

/// The program started as a child, with pipes for its input and output and a control descriptor.
///
/// The control descriptor says when and by whom the next line is said; only a store that a replay
/// made accepts one (design.md section 6).
final class ChildProcess {
  /// The number by which the child knows the control descriptor.
  static let control: Int32 = 3

  private let pid: pid_t
  private let input: Pipe
  private let control: Pipe
  private let output: Pipe
  private var said: OutputReader

  init(program: String, database: String, words: [String]) throws(StageFault) {
    (input, output, control) = (try Pipe(), try Pipe(), try Pipe())
    said = OutputReader(output.reading)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, control.reading, Self.control)
    let arguments = [program, "--db", database, "--control", String(Self.control)] + words
    let pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var child = pid_t()
    let code = posix_spawn(&child, program, &actions, nil, pointers, environ)
    for end in [input.reading, output.writing, control.reading] { close(end) }
    guard code == 0 else { throw StageFault("\(program): " + String(cString: strerror(code))) }
    pid = child
  }

  func tell(_ now: Cue) { Pipe.write(now.line, to: control.writing) }

  func send(_ text: String) { Pipe.write(text, to: input.writing) }

  /// The next line of output; nil at its end.
  func receive() -> [UInt8]? { said.read(upToAnyOf: ["\n"])?.before }

  /// Ends the child: by closing its input, or by SIGKILL.
  func stop(kill isKilled: Bool) {
    if isKilled { Glibc.kill(pid, SIGKILL) }
    close(input.writing)
    close(control.writing)
    close(output.reading)
    waitpid(pid, nil, 0)
  }
}
