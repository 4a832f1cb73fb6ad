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
  /// How long the lock that is waited for has been waited for.
  private var waitedMs: Int32 = 0
  /// How long another program's lock is waited for.
  static let busyMs: Int32 = 10_000
  /// As SQLite's own waiting does.
  private static let pausesMs: [Int32] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]
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
  /// - Parameter times: how often it was waited for already.
  /// - Returns: false where that was long enough, or nobody wants it any more.
  private func waitsOn(_ times: Int32) -> Bool {
    let pause = Self.pausesMs[min(Int(times), Self.pausesMs.count - 1)]
    waitedMs = times == 0 ? pause : waitedMs + pause
    if waitedMs > Self.busyMs || isDue { return false }
    usleep(UInt32(pause) * 1_000)
    return true
  }

  private static func of(_ own: UnsafeMutableRawPointer?) -> Interruption? {
    own.map { Unmanaged<Interruption>.fromOpaque($0).takeUnretainedValue() }
  }
}
