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
  /// The ids of calls of this connection by the changes that they made, until every subscription was
  /// told of them: a client knows its own echo.
  private var own: [Int64: JSONValue] = [:]
  private let limits: WireLimits
  /// Whether calls of this connection made something to tell that was not looked for.
  private var isStale = false

  init(_ limits: WireLimits) { self.limits = limits }

  /// Whether nothing is to be told or waited for.
  var areEmpty: Bool { subscriptions.isEmpty && polls.isEmpty }

  var haveRoom: Bool { subscriptions.count < limits.subscriptionsMax }

  /// Whether one more poll may wait.
  var haveRoomToWait: Bool { polls.count < limits.subscriptionsMax }

  /// - Returns: its name.
  mutating func add(_ wanted: WantedEvents) -> String {
    made += 1
    let name = "sub-\(made)"
    var wanted = wanted
    wanted.limit = limits.eventsMax
    subscriptions.append(Subscription(name: name, wanted: wanted))
    isStale = true
    return name
  }

  /// - Returns: whether there was one of that name.
  mutating func remove(_ name: String) -> Bool {
    let before = subscriptions.count
    subscriptions.removeAll { $0.name == name }
    if subscriptions.isEmpty { own = [:] }
    return subscriptions.count < before
  }

  /// Notes which call of this connection made a change.
  ///
  /// - Parameter id: nil where nobody waits for its answer.
  mutating func note(_ change: Int64, by id: JSONValue?) {
    isStale = true
    if let id, !subscriptions.isEmpty { own[change] = id }
  }

  /// Has a poll wait for an event.
  mutating func wait(
    _ id: JSONValue, _ mark: CallMark, _ wanted: WantedEvents, milliseconds: Int64
  ) {
    polls.append(
      Poll(id: id, mark: mark, wanted: wanted, end: Stopwatch.milliseconds + milliseconds))
  }

  /// Whether events are to be looked for.
  ///
  /// - Parameter isNew: whether something may have been recorded since the last time.
  mutating func areDue(isNew: Bool) -> Bool {
    defer { isStale = false }
    return isNew || isStale
  }

  /// The polls that are answered now: for there is an event, or nobody waits any more.
  ///
  /// - Parameters:
  ///   - isNew: whether there may be events that they were not told.
  ///   - isLast: whether none may wait any longer.
  mutating func answers(_ door: any FollowedDoor, isNew: Bool, isLast: Bool) -> [JSONValue] {
    var (answers, waiting): ([JSONValue], [Poll]) = ([], [])
    for var poll in polls {
      let isOver = isLast || poll.end <= Stopwatch.milliseconds
      let answer: Result<JSONValue, WireError>?
      if poll.mark.isOver {
        answer = .failure(WireError(poll.mark.problem))
      } else if isNew || isOver {
        do throws(Problem) {
          let batch = try door.events(poll.wanted)
          poll.wanted.goOn(behind: batch)
          answer = batch.hasNews || isOver ? .success(WireAnswer.polled.json(batch)) : nil
        } catch { answer = .failure(WireError(typed: error)) }
      } else {
        answer = nil
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

  /// What the subscriptions are told last, as notifications.
  var stopping: [JSONValue] { subscriptions.map { WireAnswer.stopping($0.name) } }

  /// The events that the subscriptions were not told yet, as notifications.
  ///
  /// No more at once than a client may leave unread, whatever the number of subscriptions: those behind have
  /// their turn first the next time. One whose store is gone is told so, and is none any more.
  ///
  /// - Returns: also whether there are more; what cannot be read for now is told another time.
  mutating func events(_ door: any FollowedDoor) -> (notifications: [JSONValue], haveMore: Bool) {
    var notifications: [JSONValue] = []
    var (haveMore, bytes, served) = (false, 0, 0)
    var gone: Set<String> = []
    for place in subscriptions.indices where bytes < limits.eventBytesMax || served == 0 {
      served = place + 1
      let name = subscriptions[place].name
      let batch: EventBatch
      do throws(Problem) { batch = try door.events(subscriptions[place].wanted) } catch {
        if !error.isRetryable {
          notifications.append(WireAnswer.stopping(name))
          gone.insert(name)
        } else {
          // What is in the way passes by itself: it is tried again.
          isStale = true
        }
        continue
      }
      if let gap = batch.gap { notifications.append(WireAnswer.notification(gap, of: name)) }
      notifications += batch.events.map { event in
        WireAnswer.notification(
          event, of: name, requestID: own[event.change])
      }
      bytes += batch.bytes
      subscriptions[place].wanted.goOn(behind: batch)
      if !batch.isAtEnd { haveMore = true }
    }
    if served < subscriptions.count {
      haveMore = true
      subscriptions = Array(subscriptions[served...] + subscriptions[..<served])
    }
    subscriptions.removeAll { gone.contains($0.name) }
    if !haveMore, !isStale { own = [:] }
    return (notifications, haveMore)
  }
}

extension EventBatch {
  /// Whether a poll that waits for something is to be answered; one that has more to look at is, so that
  /// it does not crawl.
  var hasNews: Bool { !events.isEmpty || gap != nil || !isAtEnd }
}
