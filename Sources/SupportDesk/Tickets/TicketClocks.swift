import ServiceLevels

/// The clocks of one ticket as its events drive them (service-levels.md 1.1 to 1.5).
///
/// At most one of first and next response runs. Resolution and update pause while waiting for the
/// customer, and a resolution goes on with the same budget after a reopening. Whatever order events are
/// recorded in, clocks take them in the order in which they occurred, those of one instant as recorded;
/// an event that comes late has them run anew.
package struct TicketClocks: Equatable, Sendable {
  /// In the order in which they began; of each name only the last can run.
  var clocks: [PromisedClock] = []
  var standing: Standing
  let opening: Beginning
  /// In the order in which they were recorded.
  var facts: [TicketClockFact] = []
  private var newest: Mark
  /// What changes of terms promise next-response clocks that were not known to run then: by the numbers
  /// of the change and of the words that the clock waits to have answered.
  var latePromises: [Int64: [Int64: Promise]] = [:]
  /// When the last wait began; nil where there was none.
  private(set) var waitingSince: Instant?
  /// The answer that the customer waits for; nil where none is owed.
  var owed: Owed?
  /// What clocks are promised that begin without the customer's words: a resolution behind a reopening,
  /// an update.
  var promised: [ClockName: Promise] = [:]
  /// When the desk last said something to the customer.
  var told: Mark?
  var isLive = true
  /// What halts a resolution and updates, in its order.
  var rests: [Rest] = []
  /// In the order in which they began; only the last can go on.
  package private(set) var waits: [Wait] = []
  /// When clocks were last begun anew.
  var restarted: Mark?
  /// When terms were last changed.
  var held: Mark?

  struct Beginning: Equatable {
    let terms: Terms
    let standing: Standing
    let mark: Mark
  }

  /// An answer that is owed, and since when.
  struct Owed: Equatable {
    let clock: ClockName
    let since: Mark
    /// What the customer said since, in its order.
    var more: [Asked] = []
  }

  /// The customer's words, and what an answer to them alone would be promised.
  struct Asked: Equatable {
    let mark: Mark
    let promise: Promise?
  }

  /// That time stops counting at a mark, or goes on.
  struct Rest: Equatable {
    let mark: Mark
    /// Why it stops; nil where it goes on.
    let reason: String?
    /// Whether it is the resolution that stops it.
    var isEnd = false
  }

  init(_ opened: TicketEvent.Opened, at mark: Mark) {
    self.init(
      Beginning(
        terms: opened.terms,
        standing: Standing(priority: opened.priority, customer: opened.customer), mark: mark))
  }

  init(_ opening: Beginning) {
    self.opening = opening
    newest = opening.mark
    standing = opening.standing
    promised = opening.terms.promises
    owed = Owed(clock: .response, since: opening.mark)
    for clock in [ClockName.response, .resolution] {
      begin(clock, opening.terms.promises[clock], start: opening.mark, at: opening.mark)
    }
  }

  // MARK: Recording

  /// - Parameter standing: behind the event.
  mutating func apply(
    _ event: TicketEvent, status: (from: Status, to: Status), standing: Standing, at mark: Mark
  ) {
    let new = TicketClockFact.all(
      of: event, status: status, standing: standing, waitingSince: waitingSince, at: mark)
    if status.to == .waiting, status.from != .waiting { waitingSince = mark.at }
    let isLate = new.contains { $0.mark.at < newest.at }
    // What a merge tells occurred at other times than itself.
    let ordered = new.indices.sorted { (new[$0].mark.at, $0) < (new[$1].mark.at, $1) }
    facts += new
    for late in event.latePromises {
      latePromises[late.change, default: [:]][late.clock ?? mark.source] = late.promise
    }
    if isLate {
      runAnew()
    } else {
      for place in ordered { take(new[place]) }
    }
  }

  private mutating func runAnew() {
    var clocks = TicketClocks(opening)
    clocks.latePromises = latePromises
    clocks.facts = facts
    for fact in inOrder { clocks.take(fact) }
    clocks.waitingSince = waitingSince
    self = clocks
  }

  /// The facts in the order in which they occurred.
  var inOrder: [TicketClockFact] {
    // Numbers grow as events are recorded, so of one instant those recorded first come first.
    let order = facts.indices.sorted { (facts[$0].mark.at, $0) < (facts[$1].mark.at, $1) }
    return order.map { facts[$0] }
  }

  mutating func take(_ fact: TicketClockFact) {
    let mark = fact.mark
    newest = mark
    switch fact.effect {
    case .answered(.cancelled(let reason)): excuse(at: mark, ending: .cancelled(reason: reason))
    case .answered(let ending): answer(at: mark, ending: ending)
    case .asked(let promise):
      // The oldest unanswered message starts a clock; repeats do not (1.5).
      if owed != nil {
        owed?.more.append(Asked(mark: mark, promise: promise))
        return
      }
      owed = Owed(clock: .nextResponse, since: mark)
      begin(.nextResponse, promise, start: mark, at: mark)
    case .promised(let terms, let standing): hold(to: terms, standing, at: mark)
    case .owes(let answer): owe(answer, at: mark)
    case .given(let reason): giveUp(reason, at: mark)
    case .waited(let pauses, let isForced):
      waits.append(Wait(event: mark.source, from: mark.at, to: nil, isForced: isForced))
      if pauses { rest(Rest(mark: mark, reason: "waiting for the customer")) }
    case .resumed:
      endWait(at: mark)
      rest(Rest(mark: mark, reason: nil))
    case .ended:
      // What was given up is not resolved by it.
      guard isLive else { return }
      isLive = false
      endWait(at: mark)
      stop(.resolution, at: mark, ending: .answered)
      endUpdate(at: mark)
      rests.append(Rest(mark: mark, reason: "resolved", isEnd: true))
    case .reopened: reopen(at: mark)
    }
  }

  /// Ends whichever response clock runs; what the desk says begins the time to its next word.
  private mutating func answer(at mark: Mark, ending: Ending) {
    if let owed { stop(owed.clock, at: mark, ending: ending) }
    owed = nil
    guard ending == .answered else { return }
    told = mark
    guard isLive else { return }
    stop(.update, at: mark, ending: .answered)
    begin(.update, promised[.update], start: mark, at: mark)
  }

  /// Ends the response clock that runs, for nobody need answer what was known then: words that were told later
  /// wait for an answer all the same.
  private mutating func excuse(at mark: Mark, ending: Ending) {
    guard let owed else { return }
    if owed.since.source > mark.source { return }
    let stopped = runningIndex(owed.clock).map { clocks[$0].lastPromise }
    stop(owed.clock, at: mark, ending: ending)
    self.owed = nil
    guard let first = owed.more.first(where: { $0.mark.source > mark.source }) else { return }
    self.owed = Owed(
      clock: .nextResponse, since: first.mark,
      more: owed.more.filter { $0.mark.source > mark.source && $0 != first })
    // By the terms of now, which the clock that ran has where they changed since.
    let isOther = held.map { $0.at >= first.mark.at } ?? false
    let promise = isOther && owed.clock == .nextResponse ? stopped : first.promise
    begin(
      .nextResponse, promise, start: Mark(at: first.mark.at, source: mark.source), at: mark)
  }

  /// An update that begins in the instant in which the ticket is resolved was never owed.
  private mutating func endUpdate(at mark: Mark) {
    if let update = runningIndex(.update), clocks[update].start.at == mark.at {
      clocks.remove(at: update)
    } else {
      stop(.update, at: mark, ending: .endedByResolution)
    }
  }

  /// Has an answer owed for longer than any is: the clock of the answer that was, begins there.
  private mutating func owe(_ answer: OwedAnswer, at mark: Mark) {
    if let owed, let start = start(of: owed.clock), start.at <= answer.since { return }
    let clock = owed?.clock ?? .nextResponse
    stop(clock, at: mark, ending: .cancelled(reason: "counts from earlier words"))
    let start = Mark(at: answer.since, source: mark.source)
    owed = Owed(clock: clock, since: start)
    begin(clock, answer.promises[clock], start: start, at: mark)
  }

  private mutating func endWait(at mark: Mark) {
    if let last = waits.indices.last, waits[last].to == nil { waits[last].to = mark.at }
  }

  private mutating func giveUp(_ reason: String, at mark: Mark) {
    for clock in ClockName.allCases {
      stop(clock, at: mark, ending: .cancelled(reason: reason))
      promised[clock] = nil
    }
    owed = nil
    isLive = false
  }

  private mutating func rest(_ rest: Rest) {
    rests.append(rest)
    for index in clocks.indices where clocks[index].name.rests {
      if let reason = rest.reason {
        clocks[index].pause(at: rest.mark, reason: reason)
      } else {
        clocks[index].resume(at: rest.mark)
      }
    }
  }

  private mutating func reopen(at mark: Mark) {
    // Late words may have opened it before.
    if isLive { return }
    isLive = true
    rests.append(Rest(mark: mark, reason: nil, isEnd: true))
    if promised[.resolution] == nil {
      // What is not promised any more does not come back.
    } else if let last = clocks.lastIndex(where: { $0.name == .resolution }),
      !clocks[last].isCancelled
    {
      clocks[last].reopen(at: mark)
    } else if let start = start(of: .resolution) {
      begin(.resolution, promised[.resolution], start: start, at: mark)
    }
    // What the customer heard last is as long ago as it was: the time in which it was resolved rests.
    guard let start = start(of: .update), promised[.update] != nil else { return }
    if let last = clocks.lastIndex(where: { $0.name == .update }), clocks[last].endedByResolution,
      clocks[last].start.at >= start.at
    {
      clocks[last].reopen(at: mark)
    } else {
      begin(.update, promised[.update], start: start, at: mark)
    }
  }

  /// Begins a clock where it is promised, from what it measures on, with all that halted it since.
  mutating func begin(_ name: ClockName, _ promise: Promise?, start: Mark, at mark: Mark) {
    guard let promise, runningIndex(name) == nil else { return }
    var clock = PromisedClock(name, promise, standing.priority, start: start.at, at: mark)
    if name.rests {
      let halted = rests.last { $0.mark.at < start.at }?.reason
      if let halted { clock.pause(at: start, reason: halted) }
      for rest in rests where rest.mark.at >= start.at {
        if let reason = rest.reason {
          clock.pause(at: rest.mark, reason: reason)
        } else {
          clock.resume(at: rest.mark)
        }
      }
    }
    clocks.append(clock)
  }

  mutating func stop(_ name: ClockName, at mark: Mark, ending: Ending) {
    if let running = runningIndex(name) { clocks[running].stop(at: mark, ending: ending) }
  }

  func runningIndex(_ name: ClockName) -> Int? {
    clocks.lastIndex { $0.name == name }.flatMap { clocks[$0].isStopped ? nil : $0 }
  }
}

extension ClockName {
  /// Whether it rests while the customer is waited for: responses never do (1.2).
  var rests: Bool { self == .resolution || self == .update }
}
