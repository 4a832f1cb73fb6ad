import Glibc
package import Interpreter
import Synchronization

/// Standard output and standard error, whatever they are: the one place where a person's program
/// writes to them, unbuffered, for libedit has a buffer of its own.
package enum Terminal {
  private static let outputFault = Atomic<Int32>(0)
  private static let errorFault = Atomic<Int32>(0)

  /// The error number of the first write to standard output that failed; 0 for none.
  ///
  /// What comes then for standard output is not written either.
  package static var fault: Int32 { outputFault.load(ordering: .relaxed) }

  /// Writes a text whole.
  ///
  /// What fails is remembered, for `status`.
  package static func write(_ screen: ScreenText, to descriptor: Int32 = STDOUT_FILENO) {
    if descriptor == STDOUT_FILENO, fault != 0 { return }
    let number = Descriptor.write(screen.text, to: descriptor)
    if number == 0 { return }
    if descriptor == STDOUT_FILENO {
      outputFault.store(number, ordering: .relaxed)
    } else {
      errorFault.store(number, ordering: .relaxed)
    }
  }

  /// The exit status, which is the world's fault where something could not be written.
  ///
  /// What standard output lacks is said on standard error, unless its reader has gone: that one has
  /// seen enough. An error that standard error lacks keeps its own status, which says more.
  package static func status(_ status: Int32) -> Int32 {
    let world = ExitStatus.world.rawValue
    switch fault {
    case 0: return status == 0 && errorFault.load(ordering: .relaxed) != 0 ? world : status
    case EPIPE: return world
    case let number:
      let why = String(cString: strerror(number))
      write(
        ScreenText("desk: standard output cannot be written: \(why)") + .lineFeed, to: STDERR_FILENO
      )
      return world
    }
  }

  /// Cells of a line; 80 where the descriptor is no terminal.
  package static func width(_ descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Cells of a line of standard output.
  static var width: Int { width(STDOUT_FILENO) }

  /// Whether a terminal is behind the descriptor.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }
}
