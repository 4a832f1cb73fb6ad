import Synchronization

/// One thread that makes something, owns it, and does one errand after the other on it (design.md
/// section 4, Threads).
///
/// What it owns never leaves the thread, so it need not be safe to share.
package final class Worker<Owned>: Sendable {
  /// Something to do on what the worker owns.
  package typealias Errand = @Sendable (Owned) -> Void

  private enum Message: Sendable {
    case errand(Errand)
    /// What is done again and again, and every how many milliseconds.
    case round(Errand, Int64)
    /// The last errand, and what is done when what the worker owns has gone.
    case last(Errand, @Sendable () -> Void)
  }

  private let inbox = Queue<Message>()
  private let round = Round()
  private let hasEnded = Atomic<Bool>(false)

  /// What is done again and again.
  private final class Round: Sendable {
    private let due = Mutex<Due?>(nil)

    /// A structure, for a function that stands in a tuple or an optional itself is wrapped once more each
    /// time it is lent by generic code such as `Mutex`, until calling it overflows the stack.
    private struct Due {
      let errand: Errand
      let every: Int64
      var next: Int64
    }

    /// How long until it is due, in milliseconds; nil where there is none.
    var remaining: Int64? { due.withLock { $0.map { $0.next - Stopwatch.milliseconds } } }

    func set(_ errand: @escaping Errand, every milliseconds: Int64) {
      due.withLock { $0 = Due(errand: errand, every: milliseconds, next: Stopwatch.milliseconds) }
    }

    /// Does it where it is due, unless it is being done.
    func run(_ owned: Owned) {
      let errand = due.withLock { due -> Errand? in
        guard let now = due, now.next <= Stopwatch.milliseconds else { return nil }
        due?.next = .max
        return now.errand
      }
      guard let errand else { return }
      errand(owned)
      due.withLock { due in
        if let every = due?.every { due?.next = Stopwatch.milliseconds + every }
      }
    }
  }

  /// Starts the thread and has it make what it owns.
  ///
  /// - Throws: what making it threw; then there is no thread any more.
  package init<Failure: Error>(
    _ make: @escaping @Sendable () throws(Failure) -> Owned
  ) throws(Failure) {
    let begun = Queue<Failure?>()
    Thread.start { [inbox, round] in
      let done = Self.run(inbox, round, begun, make)
      done()
    }
    if let failure = begun.wait().first ?? nil { throw failure }
  }

  /// Makes what the worker owns, and serves until the last errand is done and it has gone.
  ///
  /// - Returns: what is to be done then.
  private static func run<Failure: Error>(
    _ inbox: Queue<Message>, _ round: Round, _ begun: Queue<Failure?>,
    _ make: () throws(Failure) -> Owned
  ) -> @Sendable () -> Void {
    let owned: Owned
    do throws(Failure) { owned = try make() } catch {
      begun.post(error)
      return {}
    }
    begun.post(nil)
    return serve(inbox, round, owned)
  }

  private static func serve(
    _ inbox: Queue<Message>, _ round: Round, _ owned: Owned
  ) -> @Sendable () -> Void {
    while true {
      for message in inbox.wait(milliseconds: round.remaining) {
        switch message {
        case .errand(let errand): errand(owned)
        case .round(let errand, let every): round.set(errand, every: every)
        case .last(let errand, let done):
          errand(owned)
          return done
        }
      }
      round.run(owned)
    }
  }

  /// Has an errand done behind all that were posted before.
  package func post(_ errand: @escaping Errand) { send(.errand(errand)) }

  private func send(_ message: Message) {
    precondition(!hasEnded.load(ordering: .relaxed), "a worker that has ended does nothing more")
    inbox.post(message)
  }

  /// Has an errand done now and again and again, between the others; it takes the place of an earlier
  /// one.
  package func attend(every milliseconds: Int64, _ errand: @escaping Errand) {
    send(.round(errand, milliseconds))
  }

  /// Does what is done again and again, where it is due: in the middle of an errand that takes long, on
  /// the worker's own thread.
  package func tend(_ owned: Owned) { round.run(owned) }

  /// Has an errand done behind all that were posted before.
  ///
  /// - Returns: where one message will be, what it gives.
  package func request<Result: Sendable>(
    _ errand: @escaping @Sendable (Owned) -> Result
  ) -> Queue<Result> {
    let done = Queue<Result>()
    post { owned in done.post(errand(owned)) }
    return done
  }

  /// Has an errand done behind all that were posted before, and waits for what it gives.
  package func ask<Result: Sendable>(_ errand: @escaping @Sendable (Owned) -> Result) -> Result {
    request(errand).wait()[0]
  }

  /// Ends the thread with a last errand, behind all that were posted before.
  ///
  /// - Returns: what the errand gives, once what the worker owned has gone.
  package func end<Result: Sendable>(
    _ last: @escaping @Sendable (Owned) -> Result
  ) -> Result {
    let (result, gone) = (Queue<Result>(), Queue<Void>())
    send(.last({ owned in result.post(last(owned)) }, { gone.post(()) }))
    hasEnded.store(true, ordering: .relaxed)
    _ = gone.wait()
    return result.wait()[0]
  }
}
