import Glibc

/// The clock that only goes forward, for how long something takes; no instant of the desk's is read
/// from it.
package enum Stopwatch {
  /// Milliseconds since a beginning that stays the same while the program runs.
  package static var milliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
