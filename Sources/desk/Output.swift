import Glibc
import Interpreter

/// Writes whole texts to a descriptor.
enum Output {
  static func write(_ text: String, to descriptor: Int32 = 1) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }

  static func write(_ page: Page, to descriptor: Int32 = 1) {
    let lines = page.lines(width: width(descriptor), colour: isColoured(descriptor))
    if !lines.isEmpty { write(lines.joined(separator: "\n") + "\n", to: descriptor) }
  }

  /// Writes to standard output; a disk that is full, or a pipe nobody reads, is the world's.
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

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Colours are for terminals, unless the user wants none (no-color.org).
  static func isColoured(_ descriptor: Int32) -> Bool {
    isTerminal(descriptor) && System.environment(.noColour) == nil
      && System.environment(.terminal) != "dumb"
  }

  /// Cells of a line; 80 where there is no terminal.
  static func width(_ descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
