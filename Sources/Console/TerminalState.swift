import Glibc
import Interpreter
import Synchronization

/// The terminal as it was before a line was edited on it.
///
/// Whatever ends the process in the middle of a line has to put it back, so `restore` does only what
/// a signal's handler may do.
package enum TerminalState {
  /// The settings of standard input, which are read once, and what switches bracketed paste off.
  private static let before: (settings: termios, marksOff: String)? = {
    var settings = termios()
    return tcgetattr(STDIN_FILENO, &settings) == 0 ? (settings, PasteMark.off) : nil
  }()

  /// Remembers the settings of standard input for the rest of the process.
  static func remember() {
    _ = before
    isRemembered.store(true, ordering: .relaxed)
  }

  /// A handler must not be the first to ask for what is remembered.
  private static let isRemembered = Atomic<Bool>(false)

  /// Runs a body while the terminal shows no keys: what is typed ahead is read behind it, and shown then.
  static func withoutEcho<Result>(_ body: () -> Result) -> Result {
    setEcho(false)
    defer { setEcho(true) }
    return body()
  }

  /// Throws away what was typed and not read.
  static func dropTyped() { _ = tcflush(STDIN_FILENO, TCIFLUSH) }

  /// Shows keys as was remembered, or none.
  static func setEcho(_ isOn: Bool) {
    guard isRemembered.load(ordering: .relaxed), let (settings, _) = before else { return }
    var now = termios()
    guard tcgetattr(STDIN_FILENO, &now) == 0 else { return }
    let echo = tcflag_t(ECHO)
    now.c_lflag = isOn ? now.c_lflag & ~echo | settings.c_lflag & echo : now.c_lflag & ~echo
    _ = tcsetattr(STDIN_FILENO, TCSANOW, &now)
  }

  /// Gives the terminal back as it was remembered, with bracketed paste switched off; nothing where it
  /// was never taken.
  package static func restore() {
    guard isRemembered.load(ordering: .relaxed), var (settings, marksOff) = before else { return }
    _ = tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    // So few bytes stand in the value itself: nothing is allocated.
    _ = marksOff.withUTF8 { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
