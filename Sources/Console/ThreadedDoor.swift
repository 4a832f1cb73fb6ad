package import Interpreter
package import JSON
import Synchronization
package import Worker

/// A door that a worker owns, for the thread that reads keys: ^C gives up what it is doing, and so does
/// what asks the program to end.
package final class ThreadedDoor<Owned>: Door {
  private let worker: Worker<Owned>
  private let door: @Sendable (Owned) -> any FollowedDoor
  /// Is called again and again while a call runs, with how far it is, where that is known.
  var whileWaiting: (CallProgress?) -> Void = { _ in }

  package init(_ worker: Worker<Owned>, door: @escaping @Sendable (Owned) -> any FollowedDoor) {
    self.worker = worker
    self.door = door
  }

  package var commands: [Command] { ask { $0.commands } }

  package func say(_ line: Line, in session: String?, terms: JSONObject) -> Outcome {
    interruptibly { $0.say(line, in: session, terms: terms) }
  }

  package func request(_ method: String, _ params: JSONValue?) -> Outcome {
    interruptibly { $0.request(method, params) }
  }

  package func parse(_ line: Line, in session: String?) -> Parse {
    ask { $0.parse(line, in: session) }
  }

  package func complete(_ line: Line, cursor: Int, in session: String?) -> Completion {
    ask { $0.complete(line, cursor: cursor, in: session) }
  }

  package func prompt(of session: String) -> Prompt { ask { $0.prompt(of: session) } }

  package func cancel(in session: String) -> Outcome { ask { $0.cancel(in: session) } }

  package func keepDraft(_ text: String, in session: String) -> String? {
    ask { $0.keepDraft(text, in: session) }
  }

  package func hear() -> [Page] { ask { $0.hear() } }

  /// Runs a body while the worker rests, so that it holds nothing for which others wait.
  func resting(_ body: () -> Void) {
    let (begun, ended) = (Queue<Void>(), Queue<Void>())
    worker.post { _ in
      begun.post(())
      _ = ended.wait()
    }
    _ = begun.wait()
    body()
    ended.post(())
  }

  private func ask<Result: Sendable>(
    _ body: @escaping @Sendable (any FollowedDoor) -> Result
  ) -> Result {
    worker.ask { [door] owned in body(door(owned)) }
  }

  /// How often is looked whether a signal came while a call runs, in milliseconds.
  private static var lookMs: Int64 { 20 }

  private final class Mark: Sendable {
    let isOver = Atomic<Bool>(false)
    let progress = Mutex<CallProgress?>(nil)
  }

  private func interruptibly(_ body: @escaping @Sendable (any FollowedDoor) -> Outcome) -> Outcome {
    let mark = Mark()
    let done = worker.request { [door, worker] owned in
      let door = door(owned)
      let caller = Caller(
        isGone: { mark.isOver.load(ordering: .relaxed) }, meanwhile: { worker.tend(owned) },
        hears: { progress in mark.progress.withLock { $0 = progress } })
      return door.heeding(caller) { body(door) }
    }
    while true {
      if let outcome = done.wait(milliseconds: Self.lookMs).first { return outcome }
      if Signals.takeInterrupt() || Signals.ending != 0 {
        mark.isOver.store(true, ordering: .relaxed)
      }
      whileWaiting(mark.progress.withLock { $0 })
    }
  }
}
