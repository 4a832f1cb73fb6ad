import Console
import Glibc
import Interpreter

/// What the program says on its standard descriptors.
enum Output {
  /// Whether something for standard output was not written; what comes then is not either.
  static var hasFailed: Bool { Terminal.fault != 0 }

  static func write(_ screen: ScreenText, to descriptor: Int32 = 1) {
    Terminal.write(screen, to: descriptor)
  }

  static func write(_ page: Page, to descriptor: Int32 = 1) {
    let colour = isColoured(descriptor)
    write(ScreenText(page, width: Terminal.width(descriptor), colour: colour), to: descriptor)
  }

  /// Writes to standard output what was asked for; that it could not be is told at the end.
  ///
  /// - Returns: the exit status.
  static func tell(_ document: String) -> Int32 {
    write(ScreenText(document: document))
    return ExitStatus.done.rawValue
  }

  static func tell(_ page: Page) -> Int32 {
    write(page)
    return ExitStatus.done.rawValue
  }

  /// Says a line on standard output.
  static func say(_ line: String) { write(ScreenText(line) + .lineFeed) }

  /// Says a line on standard error.
  static func note(_ line: String) {
    if isTerminal(2) {
      write(Page(.init(line)), to: 2)
    } else {
      write(ScreenText(line) + .lineFeed, to: 2)
    }
  }

  /// Has what cannot be written told by the call that writes it, and never by a signal.
  static func ignoreSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Puts something in the place of standard descriptors that are closed, which refuses what is
  /// asked of them.
  ///
  /// Else the store would be opened there, and answers be written into it.
  static func guardDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is taken, and this is it.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { Terminal.isTerminal(descriptor) }

  /// Colours are for terminals, unless the user wants none (no-color.org).
  static func isColoured(_ descriptor: Int32) -> Bool {
    isTerminal(descriptor) && System.environment(.noColour) == nil
      && !["dumb", nil].contains(System.environment(.terminal))
  }
}
