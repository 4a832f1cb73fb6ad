import Interpreter
import JSON
import Synchronization
import Worker

/// What a connection has its worker do, and what the worker hands over.
final class Errands<Owned>: Sendable {
  /// What came of a message, if it was at one, and what is told besides.
  struct Delivery: Sendable {
    var answered: Dispatcher.Answered?
    /// Whether the client said that it works no more.
    var isShutDown = false
    /// The status with which the client ended the program.
    var exitStatus: Int32?
    var news: [JSONValue] = []
    /// Whether there are events that the client was not told.
    var haveMore = false
    /// Of what stage it tells, where that is what came of `follow`.
    var followed: Traffic.Stage?
  }

  private let worker: Worker<Owned>
  private let dispatcher: @Sendable (Owned) -> Dispatcher
  private let deliveries: Mailbox<Delivery>
  private let hasRoom = Atomic<Bool>(true)

  /// - Returns: nil where the system gives no more descriptors.
  init?(_ worker: Worker<Owned>, _ dispatcher: @escaping @Sendable (Owned) -> Dispatcher) {
    guard let deliveries = Mailbox<Delivery>() else { return nil }
    self.worker = worker
    self.dispatcher = dispatcher
    self.deliveries = deliveries
  }

  /// Readable while something was handed over.
  var descriptor: Int32 { deliveries.descriptor }

  /// Everything that was handed over since the last time.
  func take() -> [Delivery] { deliveries.take() }

  /// Notes whether the client reads, so that it is told events.
  func note(hasRoom: Bool) { self.hasRoom.store(hasRoom, ordering: .relaxed) }

  /// Has a message answered, and told what events it caused.
  func give(_ item: TrafficItem) {
    worker.post { [self] owned in
      let dispatcher = dispatcher(owned)
      let beside = Dispatcher.Beside(
        meanwhile: { [worker] in worker.tend(owned) },
        tell: { [deliveries] in deliveries.post(Delivery(news: [$0])) })
      // Behind `exit` nothing is carried out.
      let answered =
        dispatcher.exitStatus == nil
        ? dispatcher.answer(item.envelope, item.marks, beside) : .nothing
      deliveries.post(
        Delivery(
          answered: answered, isShutDown: dispatcher.lifecycle.isShutDown,
          exitStatus: dispatcher.exitStatus))
      tell(dispatcher, isNew: false)
    }
  }

  /// Has told what was not told yet, and hands over that it did.
  func follow(_ stage: Traffic.Stage) {
    worker.post { [self] owned in
      let dispatcher = dispatcher(owned)
      var delivery = news(dispatcher, isNew: true, isLast: stage != .goesOn)
      delivery.followed = stage
      if stage == .stops, !delivery.haveMore { delivery.news += dispatcher.stopping }
      deliveries.post(delivery)
    }
  }

  /// Has notices given when they are due, and told what others recorded, for as long as the worker
  /// lives.
  func attend(every milliseconds: Int64) {
    worker.attend(every: milliseconds) { [self] owned in
      let dispatcher = dispatcher(owned)
      // In the middle of a long read too, whose caller may be gone: this is for others.
      dispatcher.door.heeding(Caller()) {
        tell(dispatcher, isNew: dispatcher.door.attend())
      }
    }
  }

  private func tell(_ dispatcher: Dispatcher, isNew: Bool) {
    let delivery = news(dispatcher, isNew: isNew, isLast: false)
    if !delivery.news.isEmpty || delivery.haveMore { deliveries.post(delivery) }
  }

  private func news(_ dispatcher: Dispatcher, isNew: Bool, isLast: Bool) -> Delivery {
    let news = dispatcher.news(
      isNew: isNew, hasRoom: hasRoom.load(ordering: .relaxed), isLast: isLast)
    return Delivery(news: news.values, haveMore: news.haveMore)
  }
}
