package import Interpreter
import Synchronization

/// What was heard while a person types: put in by whoever hears, shown by the thread that reads keys.
package final class Heard: Sendable {
  private let pages = Mutex<[Page]>([])

  package init() {}

  /// Adds pages, and wakes the thread that reads keys.
  package func put(_ more: [Page]) {
    if more.isEmpty { return }
    pages.withLock { $0 += more }
    Signals.wake()
  }

  /// Everything that was put in since the last time.
  func take() -> [Page] {
    pages.withLock { pages in
      defer { pages = [] }
      return pages
    }
  }
}
