import Glibc

/// A terminal of our own with the program behind it.
final class PseudoTerminal {
  private let master: Int32
  private let control: Pipe
  private let pid: pid_t
  private var screen: OutputReader
  /// TIOCSPTLCK and TIOCGPTN of Linux.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init(program: String, database: String) throws(StageFault) {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number = UInt32()
    // What unlockpt and ptsname do: Glibc's module has neither.
    guard master != -1, ioctl(master, Self.setLock, &locked) == 0,
      ioctl(master, Self.getNumber, &number) == 0
    else { throw StageFault("no terminal: " + String(cString: strerror(errno))) }
    control = try Pipe()
    screen = OutputReader(master)
    let name = "/dev/pts/\(number)"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens becomes the session's own.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, mode_t())
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    posix_spawn_file_actions_adddup2(&actions, control.reading, ChildProcess.control)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A hang-up ends the program also where whoever started the replay ignores it, as nohup does.
    var heeded = sigset_t()
    sigfillset(&heeded)
    posix_spawnattr_setsigdefault(&attributes, &heeded)
    posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF))
    let words = [program, "--db", database, "--control", String(ChildProcess.control)]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    // Without a home there is no file of settings of whoever plays it.
    let settings = ["TERM=xterm", "NO_COLOR=1"]
    let environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    var child = pid_t()
    let code = posix_spawn(&child, program, &actions, &attributes, arguments, environment)
    close(control.reading)
    guard code == 0 else { throw StageFault("\(program): " + String(cString: strerror(code))) }
    pid = child
  }

  func resize(to cells: Int) {
    var size = winsize()
    size.ws_col = UInt16(clamping: cells)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func tell(_ now: Cue) { Pipe.write(now.line, to: control.writing) }

  func type(_ text: String) { Pipe.write(text, to: master) }

  /// What the screen is given up to a mark; nil where the program ends before.
  func read(upTo mark: String) -> String? { read(upToAnyOf: [mark])?.before }

  /// What the screen is given up to the first of some marks, and which that is; nil where the program
  /// ends before, or is silent for a minute.
  func read(upToAnyOf marks: [String]) -> (before: String, mark: String)? {
    screen.read(upToAnyOf: marks).map { (String(decoding: $0.before, as: UTF8.self), $0.mark) }
  }

  /// Ends the program: by hanging up, or by SIGKILL.
  func stop(kill isKilled: Bool) {
    Glibc.kill(pid, isKilled ? SIGKILL : SIGHUP)
    close(control.writing)
    close(master)
    waitpid(pid, nil, 0)
  }
}
