import Glibc
import Synchronization

/// Writing to the screen, unbuffered: libedit has a buffer of its own.
enum Terminal {
  private static let failure = Atomic<Int32>(0)

  /// The error number of the first write to standard output that failed; 0 for none.
  static var fault: Int32 { failure.load(ordering: .relaxed) }

  static func write(_ text: String, to descriptor: Int32 = 1) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        if descriptor == 1 { failure.store(errno, ordering: .relaxed) }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Cells of a line.
  static var width: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }
}
