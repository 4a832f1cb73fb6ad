import Glibc

/// One thread that makes something, owns it, and does one errand after the other on it (design.md
/// section 4, Threads).
///
/// What it owns never leaves the thread, so it need not be safe to share.
package final class Worker<Owned>: Sendable {
  /// Something to do on what the worker owns.
  package typealias Errand = @Sendable (Owned) -> Void

  private enum Message: Sendable {
    case errand(Errand)
    case last(Errand)
  }

  private let inbox: Mailbox<Message>

  /// Starts the thread and has it make what it owns.
  ///
  /// - Throws: what making it threw; then there is no thread any more.
  package init<Failure: Error>(
    _ make: @escaping @Sendable () throws(Failure) -> Owned
  ) throws(Failure) {
    guard let inbox = Mailbox<Message>(), let begun = Mailbox<Failure?>() else {
      preconditionFailure("the system gives no descriptor for a thread's messages")
    }
    self.inbox = inbox
    Thread.start {
      let owned: Owned
      do throws(Failure) { owned = try make() } catch {
        begun.post(error)
        return
      }
      begun.post(nil)
      Self.serve(inbox, owned)
    }
    if let failure = begun.wait().first ?? nil { throw failure }
  }

  private static func serve(_ inbox: Mailbox<Message>, _ owned: Owned) {
    while true {
      for message in inbox.wait() {
        switch message {
        case .errand(let errand): errand(owned)
        case .last(let errand): return errand(owned)
        }
      }
    }
  }

  /// Has an errand done behind all that were posted before.
  package func post(_ errand: @escaping Errand) { inbox.post(.errand(errand)) }

  /// Ends the thread with a last errand, behind all that were posted before; what it owns goes.
  package func end<Result: Sendable>(
    _ last: @escaping @Sendable (Owned) -> Result
  ) -> Result {
    guard let done = Mailbox<Result>() else {
      preconditionFailure("the system gives no descriptor for a thread's end")
    }
    inbox.post(.last { owned in done.post(last(owned)) })
    return done.wait()[0]
  }
}
