import CLinux

/// The clock that only goes forward, for how long something takes; no instant of the desk's is read
/// from it.
package enum Stopwatch {
  /// Milliseconds since a beginning that stays the same while the program runs.
  package static var milliseconds: Int64 { clinux_milliseconds() }
}
