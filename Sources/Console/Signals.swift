import Glibc
import Synchronization

/// What signals came, for the thread that reads keys.
///
/// A handler may only store and write: it sets a flag and writes a byte to a pipe that the reading
/// loop polls, so no signal falls between looking and waiting (console.md 4.3).
enum Signals {
  private static let interrupted = Atomic<Bool>(false)
  private static let resized = Atomic<Bool>(false)
  private static let continued = Atomic<Bool>(false)
  private static let suspended = Atomic<Bool>(false)
  private static let hungUp = Atomic<Int32>(0)

  /// The pipe that becomes readable when a signal came; where there is none, no descriptor is left
  /// that it could have.
  private static let wakes: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()

  /// Catches what every prompt must: ^C, and what asks the program to end.
  static func install() {
    // A handler must not be the first to touch any of these, for they are made when first touched.
    _ = (wakes, takeInterrupt(), takeResize(), takeContinue(), takeSuspend(), ending)
    handle(SIGINT) { _ in Signals.note(Signals.interrupted) }
    handle(SIGCHLD) { _ in Signals.wake() }
    for number in [SIGTERM, SIGHUP] where !isIgnored(number) {
      handle(number) { number in
        Signals.hungUp.store(number, ordering: .relaxed)
        Signals.wake()
      }
    }
  }

  /// Catches what the editing of a line must also know: the window's size, ^Z, and every way to die
  /// that would leave the terminal as editing needs it.
  static func installForEditing() {
    handle(SIGWINCH) { _ in Signals.note(Signals.resized) }
    handle(SIGCONT) { _ in Signals.note(Signals.continued) }
    handle(SIGTSTP) { _ in Signals.note(Signals.suspended) }
    for number in [SIGQUIT, SIGABRT, SIGILL, SIGTRAP, SIGFPE, SIGBUS, SIGSEGV]
    where isDefault(number) {
      handle(number) { number in
        TerminalState.restore()
        // It strikes again, and this time for good, as soon as this handler is left.
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
    }
  }

  /// Lets the process stop as the shell wants, and comes back when it goes on.
  static func stop() {
    signal(SIGTSTP, SIG_DFL)
    kill(getpid(), SIGTSTP)
    handle(SIGTSTP) { _ in Signals.note(Signals.suspended) }
  }

  /// Runs the body while keys belong to another program of this terminal.
  ///
  /// ^C and ^\ are that program's; ^Z stops both.
  static func lent<Value>(_ body: () -> Value) -> Value {
    let numbers = [SIGINT, SIGQUIT, SIGTSTP]
    var before = numbers.map { _ in sigaction() }
    for (index, number) in numbers.enumerated() {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = number == SIGTSTP ? SIG_DFL : SIG_IGN
      sigaction(number, &action, &before[index])
    }
    defer {
      for (index, number) in numbers.enumerated() { sigaction(number, &before[index], nil) }
      _ = takeContinue()
    }
    return body()
  }

  static func takeInterrupt() -> Bool { interrupted.exchange(false, ordering: .relaxed) }
  static func takeResize() -> Bool { resized.exchange(false, ordering: .relaxed) }
  static func takeContinue() -> Bool { continued.exchange(false, ordering: .relaxed) }
  static func takeSuspend() -> Bool { suspended.exchange(false, ordering: .relaxed) }
  /// The signal that ends the program; 0 for none.
  static var ending: Int32 { hungUp.load(ordering: .relaxed) }

  /// Waits until a signal comes, or came since the last wait.
  static func wait() { _ = wait(for: wakes.reading) }

  /// Waits until a descriptor can be read, or a signal came.
  ///
  /// - Parameter milliseconds: how long at most; nil for as long as it takes.
  /// - Returns: whether there is something to read.
  static func wait(for input: Int32, milliseconds: Int32? = nil) -> Bool {
    var descriptors = [input, wakes.reading].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: Int16())
    }
    poll(&descriptors, nfds_t(descriptors.count), milliseconds ?? -1)
    // What does not find room here ends the next wait too.
    var bytes = [UInt8](repeating: 0, count: 64)
    _ = read(wakes.reading, &bytes, bytes.count)
    return descriptors[0].revents != 0
  }

  /// Only `poll` is interrupted: whatever else a signal comes into goes on by itself.
  private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  private static func disposition(_ number: Int32) -> UInt {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
  }

  private static func isDefault(_ number: Int32) -> Bool { disposition(number) == 0 }

  private static func isIgnored(_ number: Int32) -> Bool { disposition(number) == 1 }

  private static func note(_ flag: borrowing Atomic<Bool>) {
    flag.store(true, ordering: .relaxed)
    wake()
  }

  /// Ends a wait, as a signal does.
  static func wake() {
    let saved = errno
    var byte = UInt8()
    _ = write(wakes.writing, &byte, MemoryLayout.size(ofValue: byte))
    errno = saved
  }
}
