package import Interpreter
import Worker

/// What was heard while a person types: put in by whoever hears, shown by the thread that reads keys.
package final class Heard: Sendable {
  private let pages = MessageList<Page>()

  package init() {}

  /// Adds pages, and wakes the thread that reads keys.
  package func put(_ more: [Page]) {
    if pages.add(more) { Signals.wake() }
  }

  /// Everything that was put in since the last time.
  func take() -> [Page] { pages.take() }
}
