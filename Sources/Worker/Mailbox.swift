import CLinux
import Glibc

/// Messages from some threads to one that waits for other things too, in the order in which they were
/// posted.
///
/// Who takes them polls a descriptor that is readable while there are any, beside whatever else it
/// waits for.
package final class Mailbox<Message: Sendable>: Sendable {
  private let messages = MessageList<Message>()
  /// Readable while there are messages.
  package let descriptor: Int32

  /// - Returns: nil where the system gives no more descriptors.
  package init?() {
    descriptor = clinux_event()
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Hands a message over, behind those that were posted before; never waits.
  package func post(_ message: Message) {
    // One mark for all that are taken together.
    if messages.add([message]) { clinux_event_mark(descriptor) }
  }

  /// Everything that was posted since the last time.
  package func take() -> [Message] {
    // Whoever posts now marks it again, in vain if that message is taken here.
    clinux_event_clear(descriptor)
    return messages.take()
  }
}
