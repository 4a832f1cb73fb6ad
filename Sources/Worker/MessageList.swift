import Synchronization

/// Messages that any thread adds and one takes, in the order in which they were added.
package final class MessageList<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])

  package init() {}

  /// - Returns: whether there were none before, so that whoever takes them is to be told.
  package func add(_ more: [Message]) -> Bool {
    messages.withLock { messages in
      defer { messages += more }
      return messages.isEmpty && !more.isEmpty
    }
  }

  /// Everything that was added since the last time.
  package func take() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
