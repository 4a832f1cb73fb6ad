import Glibc

/// A terminal of our own with the program behind it.
final class PseudoTerminal {
  private let master: Int32
  private let control: Int32
  private let pid: pid_t
  private var received: [UInt8] = []
  private var width: Int?
  /// TIOCSPTLCK and TIOCGPTN of Linux.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init(program: String, database: String) throws(StageFault) {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var toControl: [Int32] = [0, 0]
    var locked: Int32 = 0
    var number: UInt32 = 0
    // What unlockpt and ptsname do: Glibc's module has neither.
    guard master >= 0, ioctl(master, Self.setLock, &locked) == 0,
      ioctl(master, Self.getNumber, &number) == 0, pipe(&toControl) == 0
    else { throw StageFault("no terminal: " + String(cString: strerror(errno))) }
    let name = "/dev/pts/\(number)"
    _ = fcntl(toControl[1], F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens becomes the session's own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A hang-up ends the program also where whoever started the replay ignores it, as nohup does.
    var heeded = sigset_t()
    sigfillset(&heeded)
    posix_spawnattr_setsigdefault(&attributes, &heeded)
    posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF))
    let words = [program, "--db", database, "--control", String(toControl[0])]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    // Without a home there is no file of settings of whoever plays it.
    let settings = ["TERM=xterm", "NO_COLOR=1", "LC_ALL=C.UTF-8"]
    let environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, program, &actions, &attributes, arguments, environment)
    close(toControl[0])
    guard code == 0 else { throw StageFault("\(program): " + String(cString: strerror(code))) }
    pid = child
    control = toControl[1]
  }

  func resize(to cells: Int) {
    if cells == width { return }
    width = cells
    var size = winsize()
    size.ws_col = UInt16(clamping: cells)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func tell(_ text: String) { write(text, to: control) }

  func type(_ text: String) { write(text, to: master) }

  /// Writes whole: no signal of ours is handled, so none interrupts.
  private func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// What the screen is given up to a mark; nil where the program ends before.
  func read(upTo mark: String) -> String? { read(upToAnyOf: [mark])?.before }

  /// What the screen is given up to the first of some marks, and which that is; nil where the program
  /// ends before, or is silent for a minute.
  func read(upToAnyOf marks: [String]) -> (before: String, mark: String)? {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let found = marks.compactMap { mark in
        received.firstRange(of: Array(mark.utf8)).map { (mark: mark, place: $0) }
      }
      if let first = found.min(by: { $0.place.lowerBound < $1.place.lowerBound }) {
        let text = String(decoding: received[..<first.place.lowerBound], as: UTF8.self)
        received.removeFirst(first.place.upperBound)
        return (text, first.mark)
      }
      var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 60_000) == 0 { return nil }
      let count = Glibc.read(master, &chunk, chunk.count)
      if count <= 0 { return nil }
      received += chunk[..<count]
    }
  }

  /// Ends the program: by hanging up, or by SIGKILL.
  func stop(kill isKilled: Bool) {
    Glibc.kill(pid, isKilled ? SIGKILL : SIGHUP)
    close(control)
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while Glibc.read(master, &chunk, chunk.count) > 0 {}
    close(master)
    waitpid(pid, nil, 0)
  }
}
