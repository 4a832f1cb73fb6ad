import Glibc
import Interpreter
import Synchronization

/// Writes whole texts to a descriptor, and remembers where that failed.
enum Output {
  /// The error number of the first write to standard output that failed; 0 for none.
  private static let failure = Atomic<Int32>(0)

  /// Whether something for standard output was not written; what comes then is not either.
  static var hasFailed: Bool { failure.load(ordering: .relaxed) != 0 }

  /// - Returns: whether all was written.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32 = 1) -> Bool {
    if descriptor == 1, hasFailed { return false }
    let number = write(Array(text.utf8)[...], to: descriptor)
    if number != 0, descriptor == 1 { failure.store(number, ordering: .relaxed) }
    return number == 0
  }

  /// Writes all of the bytes.
  ///
  /// - Returns: the error number of a write that failed; 0 where all were written.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32 {
    var bytes = bytes
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  @discardableResult
  static func write(_ page: Page, to descriptor: Int32 = 1) -> Bool {
    let lines = page.lines(width: width(descriptor), colour: isColoured(descriptor))
    return lines.isEmpty || write(lines.joined(separator: "\n") + "\n", to: descriptor)
  }

  /// Writes to standard output what was asked for; that it could not be is told at the end.
  ///
  /// - Returns: the exit status.
  static func tell(_ text: String) -> Int32 {
    write(text)
    return ExitStatus.done.rawValue
  }

  static func tell(_ page: Page) -> Int32 {
    write(page)
    return ExitStatus.done.rawValue
  }

  /// Says a line on standard error.
  static func note(_ text: String) { write(text + "\n", to: 2) }

  /// The exit status, which is the world's fault where an answer could not be written.
  ///
  /// A reader that has seen enough is no fault: then all is quiet.
  static func status(_ status: Int32) -> Int32 {
    switch failure.load(ordering: .relaxed) {
    case 0: return status
    case EPIPE: return ExitStatus.done.rawValue
    case let number:
      note("desk: standard output cannot be written: \(String(cString: strerror(number)))")
      return ExitStatus.world.rawValue
    }
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

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Colours are for terminals, unless the user wants none (no-color.org).
  static func isColoured(_ descriptor: Int32) -> Bool {
    isTerminal(descriptor) && System.environment(.noColour) == nil
      && !["dumb", nil].contains(System.environment(.terminal))
  }

  /// Cells of a line; 80 where there is no terminal.
  static func width(_ descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
