import Glibc
import Synchronization

/// The terminal as it was before a line was edited on it.
///
/// Whatever ends the process in the middle of a line has to put it back, so `restore` does only what
/// a signal's handler may do.
enum TerminalState {
  /// The address of the settings; 0 before they are known.
  private static let settings = Atomic<UInt>(0)

  /// Remembers the settings of standard input for the rest of the process.
  static func remember() {
    let place = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    if tcgetattr(0, place) == 0 {
      settings.store(UInt(bitPattern: place), ordering: .relaxed)
    } else {
      place.deallocate()
    }
  }

  /// Gives the terminal back as it was remembered, with bracketed paste switched off.
  static func restore() {
    guard
      let place = UnsafePointer<termios>(bitPattern: settings.load(ordering: .relaxed))
    else { return }
    _ = tcsetattr(0, TCSANOW, place)
    // The eight bytes that switch bracketed paste off, without an array that would be allocated.
    var off: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (
      0x1B, 0x5B, 0x3F, 0x32, 0x30, 0x30, 0x34, 0x6C
    )
    _ = write(1, &off, 8)
  }
}
