import CSQLite
import Glibc
import SupportDesk

/// Ends what an open database runs or waits for, on somebody's word.
///
/// SQLite asks it between its steps and while it waits for another program's lock.
final class Interruption {
  private let handle: OpaquePointer
  /// Whether what runs is to be given up; nil where nobody can want that.
  private var isOver: (() -> Bool)?
  /// How long the lock that is waited for has been waited for, at least.
  private var waitedUs: Int32 = 0
  /// How long another program's lock is waited for.
  static let busyMs: Int32 = 10_000
  /// The first pause, and how much longer each further one is, up to the longest.
  private static let pauseUs: (first: Int32, more: Int32, last: Int32) = (200, 20, 2_000)
  /// How many steps of SQLite's machine are made between two questions: some tens of microseconds.
  private static let stepsBetween: Int32 = 2_000

  /// - Parameter handle: of a database that lives no longer than this.
  init(of handle: OpaquePointer) {
    self.handle = handle
    sqlite3_busy_handler(
      handle, { own, times in Interruption.of(own)?.waitsOn(times) == true ? 1 : 0 },
      Unmanaged.passUnretained(self).toOpaque())
  }

  /// Whether what runs now is to be given up.
  var isDue: Bool { isOver?() == true }

  /// Ends what runs from now on as soon as this is true.
  func giveUp(when isOver: @escaping () -> Bool) {
    let isFirst = self.isOver == nil
    self.isOver = isOver
    if !isFirst { return }
    sqlite3_progress_handler(
      handle, Self.stepsBetween, { own in Interruption.of(own)?.isDue == true ? 1 : 0 },
      Unmanaged.passUnretained(self).toOpaque())
  }

  /// Runs a body that nobody gives up.
  func suspended(
    _ body: () throws(StorageFailure) -> Void
  ) throws(StorageFailure) {
    let asked = isOver
    if asked != nil { isOver = { false } }
    defer { isOver = asked }
    try body()
  }

  /// Waits for another program's lock, a little longer each time.
  ///
  /// SQLite's own waiting grows to a tenth of a second, in which those who have just come take the lock
  /// again and again; who writes holds it for half a millisecond.
  ///
  /// - Parameter times: how often it was waited for already.
  /// - Returns: false where that was long enough, or nobody wants it any more.
  private func waitsOn(_ times: Int32) -> Bool {
    let least = min(Self.pauseUs.first + times * Self.pauseUs.more, Self.pauseUs.last)
    // Two who wait do not come back at one time for ever.
    let pause = least + .random(in: 0...least)
    waitedUs = times == 0 ? pause : waitedUs + pause
    if waitedUs > Self.busyMs * 1_000 || isDue { return false }
    usleep(UInt32(pause))
    return true
  }

  private static func of(_ own: UnsafeMutableRawPointer?) -> Interruption? {
    own.map { Unmanaged<Interruption>.fromOpaque($0).takeUnretainedValue() }
  }
}
