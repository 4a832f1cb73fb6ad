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
  private static let wakeIn = Atomic<Int32>(-1)
  private static let wakeOut = Atomic<Int32>(-1)

  /// The descriptor that becomes readable when a signal came.
  static var descriptor: Int32 { wakeOut.load(ordering: .relaxed) }

  static func install() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    wakeOut.store(ends[0], ordering: .relaxed)
    wakeIn.store(ends[1], ordering: .relaxed)
    handle(SIGINT) { _ in Signals.note(Signals.interrupted) }
    handle(SIGWINCH) { _ in Signals.note(Signals.resized) }
    handle(SIGCONT) { _ in Signals.note(Signals.continued) }
    handle(SIGTSTP) { _ in Signals.note(Signals.suspended) }
    for number in [SIGTERM, SIGHUP] {
      handle(number) { number in
        Signals.hungUp.store(number, ordering: .relaxed)
        Signals.wake()
      }
    }
  }

  /// Lets the process stop as the shell wants, and comes back when it goes on.
  static func stop() {
    signal(SIGTSTP, SIG_DFL)
    kill(getpid(), SIGTSTP)
    handle(SIGTSTP) { _ in Signals.note(Signals.suspended) }
  }

  static func takeInterrupt() -> Bool { interrupted.exchange(false, ordering: .relaxed) }
  static func takeResize() -> Bool { resized.exchange(false, ordering: .relaxed) }
  static func takeContinue() -> Bool { continued.exchange(false, ordering: .relaxed) }
  static func takeSuspend() -> Bool { suspended.exchange(false, ordering: .relaxed) }
  /// The signal that ends the program; 0 for none.
  static var ending: Int32 { hungUp.load(ordering: .relaxed) }

  static func drain() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }

  private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  private static func note(_ flag: borrowing Atomic<Bool>) {
    flag.store(true, ordering: .relaxed)
    wake()
  }

  private static func wake() {
    let saved = errno
    var byte: UInt8 = 1
    _ = write(wakeIn.load(ordering: .relaxed), &byte, 1)
    errno = saved
  }
}
