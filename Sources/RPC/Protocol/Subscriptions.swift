import Interpreter
import JSON
import Worker

/// The places in the journal from which a connection is told events, and the polls that wait for one.
struct Subscriptions {
  private struct Subscription {
    let name: String
    var wanted: WantedEvents
  }

  private struct Poll {
    let id: JSONValue
    let mark: CallMark
    var wanted: WantedEvents
    /// By `Stopwatch`.
    let end: Int64
  }

  private var subscriptions: [Subscription] = []
  private var polls: [Poll] = []
  private var made = 0
  /// Changes that calls of this connection made, and the ids of those calls: a client knows its own echo.
  private var own: [(change: Int64, id: JSONValue)] = []
  private static let ownMax = 256
  private let limits: WireLimits

  init(_ limits: WireLimits) { self.limits = limits }

  /// Whether something is to be told or waited for.
  var areEmpty: Bool { subscriptions.isEmpty && polls.isEmpty }

  var haveRoom: Bool { subscriptions.count < limits.subscriptionsMax }

  /// - Returns: its name.
  mutating func add(_ wanted: WantedEvents) -> String {
    made += 1
    let name = "sub-\(made)"
    var wanted = wanted
    wanted.limit = limits.eventsMax
    subscriptions.append(Subscription(name: name, wanted: wanted))
    return name
  }

  /// - Returns: whether there was one of that name.
  mutating func remove(_ name: String) -> Bool {
    let before = subscriptions.count
    subscriptions.removeAll { $0.name == name }
    return subscriptions.count < before
  }

  /// Notes which call of this connection made a change.
  mutating func note(_ change: Int64, by id: JSONValue) {
    own.append((change, id))
    if own.count > Self.ownMax { own.removeFirst() }
  }

  /// Has a poll wait for an event.
  mutating func wait(
    _ id: JSONValue, _ mark: CallMark, _ wanted: WantedEvents, milliseconds: Int64
  ) {
    polls.append(
      Poll(id: id, mark: mark, wanted: wanted, end: Stopwatch.milliseconds + milliseconds))
  }

  /// The polls that are answered now: for there is an event, or nobody waits any more.
  ///
  /// - Parameter isLast: whether none may wait any longer.
  mutating func answers(_ door: any Door, isLast: Bool) -> [JSONValue] {
    var (answers, waiting): ([JSONValue], [Poll]) = ([], [])
    for var poll in polls {
      let isOver = isLast || poll.end <= Stopwatch.milliseconds
      let answer: Result<JSONValue, WireError>?
      if poll.mark.isOver {
        answer = .failure(WireError(poll.mark.problem))
      } else {
        do throws(Problem) {
          let batch = try door.events(poll.wanted)
          poll.wanted.since = batch.seq
          answer = batch.hasNews || isOver ? .success(WireAnswer.polled.json(batch)) : nil
        } catch { answer = .failure(WireError(typed: error)) }
      }
      if let answer {
        answers.append(JSONValue.response(answer, id: poll.id))
      } else {
        waiting.append(poll)
      }
    }
    polls = waiting
    return answers
  }

  /// The events that the subscriptions were not told yet, as notifications.
  ///
  /// - Returns: also whether there are more; what cannot be read now is told another time.
  mutating func events(_ door: any Door) -> (notifications: [JSONValue], haveMore: Bool) {
    var notifications: [JSONValue] = []
    var haveMore = false
    for place in subscriptions.indices {
      guard let batch = try? door.events(subscriptions[place].wanted) else { continue }
      let name = subscriptions[place].name
      if let gap = batch.gap { notifications.append(WireAnswer.notification(gap, of: name)) }
      notifications += batch.events.map { event in
        WireAnswer.notification(
          event, of: name, requestID: own.last { $0.change == event.change }?.id)
      }
      subscriptions[place].wanted.since = batch.seq
      if !batch.isAtEnd { haveMore = true }
    }
    return (notifications, haveMore)
  }
}

extension EventBatch {
  /// Whether a poll that waits for something is to be answered.
  var hasNews: Bool { !events.isEmpty || gap != nil }
}
