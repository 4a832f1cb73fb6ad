import Glibc
import Interpreter

/// The terminal as it was before a line was edited on it.
///
/// Whatever ends the process in the middle of a line has to put it back, so `restore` does only what
/// a signal's handler may do.
enum TerminalState {
  /// The settings of standard input, which are read once, and what switches bracketed paste off.
  private static let before: (settings: termios, marksOff: String)? = {
    var settings = termios()
    return tcgetattr(STDIN_FILENO, &settings) == 0 ? (settings, PasteMark.off) : nil
  }()

  /// Remembers the settings of standard input for the rest of the process.
  static func remember() { _ = before }

  /// Gives the terminal back as it was remembered, with bracketed paste switched off.
  static func restore() {
    guard var (settings, marksOff) = before else { return }
    _ = tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    // So few bytes stand in the value itself: nothing is allocated.
    _ = marksOff.withUTF8 { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
