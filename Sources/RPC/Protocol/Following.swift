import Interpreter
import JSON

/// Events: the methods by which a program follows the journal (rpc.md 2.8).
extension Dispatcher {
  func subscribe(_ call: Call) throws(WireError) -> JSONValue {
    guard subscriptions.haveRoom else {
      throw WireError(
        Problem(.tooManySubscriptions, "the connection has as many subscriptions as it may"))
    }
    var wanted = wanted(call, limit: 1)
    // It tells what is wrong with them, and whether the journal has that place.
    let first = try read(wanted)
    // Where other events stand up to that place, those behind it are told all the same.
    if let since = wanted.since, since <= first.seq {
      wanted.mark = nil
    } else {
      wanted.goOn(behind: first)
    }
    return WireAnswer.subscribed.json(
      WireAnswer.Subscribed(
        subscription: subscriptions.add(wanted), seq: wanted.since ?? first.seq,
        mark: wanted.since == first.seq
          ? first.mark : first.gap == nil ? call[optional: WireParameter.mark] : nil,
        gap: first.gap))
  }

  func unsubscribe(_ call: Call) throws(WireError) {
    let name = call[WireParameter.subscription]
    if subscriptions.remove(name) { return }
    throw WireError(
      Problem(.unknownSubscription, "there is no subscription \(Problem.clipped(name))"))
  }

  func events(_ call: Call) throws(WireError) -> EventBatch { try read(polled(call)) }

  private func polled(_ call: Call) -> WantedEvents {
    wanted(call, limit: Int(call[WireParameter.limit]))
  }

  private func wanted(_ call: Call, limit: Int) -> WantedEvents {
    WantedEvents(
      since: call[optional: WireParameter.since], mark: call[optional: WireParameter.mark],
      types: call[optional: WireParameter.types] ?? [],
      ticket: call[optional: WireParameter.ofTicket],
      limit: limit)
  }

  private func read(_ wanted: WantedEvents) throws(WireError) -> EventBatch {
    do throws(Problem) { return try door.events(wanted) } catch { throw WireError(typed: error) }
  }

  /// Whether a call is a poll that waits for an event; what is wrong with one is told as its answer.
  func waits(for request: Envelope.Request, _ id: JSONValue, _ mark: CallMark) -> Bool {
    guard request.method == WireWord.poll.rawValue else { return false }
    do throws(WireError) {
      let command = try command(of: request)
      _ = try Dialogue(request.params)
      let call = try Self.call(command, request.params)
      let waitMs = call[WireParameter.waitMs]
      if waitMs == 0 || !subscriptions.haveRoomToWait { return false }
      var wanted = polled(call)
      let batch = try read(wanted)
      if batch.hasNews { return false }
      wanted.goOn(behind: batch)
      subscriptions.wait(id, mark, wanted, milliseconds: waitMs)
      return true
    } catch { return false }
  }

  /// What is told last where the server is asked to end.
  var stopping: [JSONValue] { lifecycle.isShutDown ? [] : subscriptions.stopping }

  /// What is to be told beside the answers: to polls that waited, and to subscriptions.
  ///
  /// - Parameters:
  ///   - isNew: whether others may have recorded something.
  ///   - hasRoom: whether the client reads, so that events are told.
  ///   - isLast: whether no poll waits any longer.
  /// - Returns: also whether there are more events.
  func news(
    isNew: Bool, hasRoom: Bool, isLast: Bool
  ) -> (values: [JSONValue], haveMore: Bool) {
    if subscriptions.areEmpty { return ([], false) }
    let isDue = subscriptions.areDue(isNew: isNew)
    let answers = subscriptions.answers(
      door, isNew: isDue, isLast: isLast || lifecycle.isShutDown)
    if !isDue || lifecycle.isShutDown { return (answers, false) }
    if !hasRoom { return (answers, true) }
    let (events, haveMore) = subscriptions.events(door)
    return (answers + events, haveMore)
  }
}
