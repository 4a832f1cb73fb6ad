import CLinux

/// Messages from some threads to one that does nothing but wait for them, in the order in which they
/// were posted; it needs no descriptor.
package final class Queue<Message: Sendable>: Sendable {
  private let messages = MessageList<Message>()
  /// Where a semaphore is that is raised while there are messages.
  private let semaphore: UInt

  package init() {
    guard let place = clinux_semaphore() else { preconditionFailure("there is no memory") }
    semaphore = UInt(bitPattern: place)
  }

  deinit { clinux_semaphore_free(place) }

  private var place: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: semaphore) }

  /// Hands a message over, behind those that were posted before; never waits.
  package func post(_ message: Message) {
    // One raise for all that are taken together.
    if messages.add([message]) { clinux_semaphore_raise(place) }
  }

  /// Waits until there are messages, and takes them.
  ///
  /// - Parameter milliseconds: how long at most; nil for as long as it takes.
  /// - Returns: nothing where none came in that time.
  package func wait(milliseconds: Int64? = nil) -> [Message] {
    let end = milliseconds.map { Stopwatch.milliseconds + max(0, $0) }
    while true {
      let taken = messages.take()
      if !taken.isEmpty { return taken }
      if let end, end <= Stopwatch.milliseconds { return [] }
      clinux_semaphore_wait(place, end ?? -1)
    }
  }
}
