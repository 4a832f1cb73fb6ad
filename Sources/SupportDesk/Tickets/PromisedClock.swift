package import ServiceLevels

/// A clock of a ticket with every promise it was given, by the number of the event that gave it.
package struct PromisedClock: Equatable, Sendable {
  package let name: ClockName
  private var clock: Clock
  private var promises: [Int64: Promise]
  /// By the same numbers those of their targets: the first event that promised the same.
  private var versions: [Int64: Int64]

  /// - Parameters:
  ///   - start: from when on it counts, where that is before it was promised.
  ///   - mark: when it was promised.
  package init(
    _ name: ClockName, _ promise: Promise, _ priority: Priority, start: Instant? = nil,
    at mark: Mark
  ) {
    self.name = name
    // Two clocks of a ticket may count from one instant; what began each is the event that promised it.
    clock = Clock(
      Self.target(promise, priority, mark),
      start: start.map { Mark(at: $0, source: mark.source) })
    promises = [mark.source: promise]
    versions = [mark.source: mark.source]
  }

  /// A target's number is that of the event that first promised it.
  private static func target(
    _ promise: Promise, _ priority: Priority, _ mark: Mark, version: Int? = nil
  ) -> TargetVersion {
    TargetVersion(
      version: version ?? Int(mark.source), label: priority.rawValue, budgetMs: promise.budgetMs,
      calendar: promise.calendar, from: mark)
  }

  package var start: Mark { clock.start }
  package var isStopped: Bool { clock.isStopped }
  /// Whether it may have run, or rested, at an instant: what stopped before may have been reopened.
  func lasted(at instant: Instant) -> Bool {
    start.at <= instant && (!isStopped || name.rests || instant < clock.lastMark.at)
  }
  /// Whether it was stopped because nothing promises it any more.
  package var isCancelled: Bool {
    if case .cancelled = clock.ending { true } else { false }
  }

  /// Whether the resolution of its ticket ended it.
  var endedByResolution: Bool { clock.ending == .endedByResolution }

  /// - Parameter calendars: those of the desk. A promise by one that is not there was refused when its
  ///   event was read.
  package func reading(at instant: Instant, by calendars: Calendars) -> ClockReading {
    do throws(UnknownCalendar) {
      return try clock.reading(at: instant, calendars: calendars)
    } catch {
      preconditionFailure("a clock by the unknown calendar \(error.name)")
    }
  }

  /// The newest of its promises.
  package var lastPromise: Promise { promise(of: clock.lastTarget) }

  /// What it says when its newest fact occurred.
  package func lastReading(by calendars: Calendars) -> ClockReading {
    reading(at: clock.lastMark.at, by: calendars)
  }

  /// The calendars that its promises name.
  package var calendarNames: [String] { clock.calendarNames }

  /// What it was promised by an event; nil where that promised it nothing.
  package func promise(numbered event: Int64) -> Promise? { promises[event] }

  /// The numbers of the events that began it and its cycles.
  var beginnings: [Int64] { clock.beginnings.map(\.source) }

  /// Whether an event began it, or one of its cycles.
  package func began(_ event: Int64) -> Bool { clock.beginnings.contains { $0.source == event } }

  /// What a target in a reading of this clock was promised.
  package func promise(of target: TargetVersion) -> Promise {
    guard let promise = promises[target.from.source] else {
      preconditionFailure("a clock has no target that nobody promised")
    }
    return promise
  }

  /// Has it promised otherwise from a mark on.
  ///
  /// The same time by the same hours is the same target, by whatever row or version and whatever was
  /// promised between, and nothing is told of it anew (S-17).
  mutating func retarget(_ promise: Promise, _ priority: Priority, at mark: Mark) {
    let last = lastPromise
    if last == promise, clock.lastTarget.label == priority.rawValue { return }
    let same = versions.first { version in
      promises[version.key].map {
        $0.budgetMs == promise.budgetMs && $0.calendar == promise.calendar
          && $0.warnings == promise.warnings
      } ?? false
    }?.value
    promises[mark.source] = promise
    versions[mark.source] = same ?? mark.source
    clock.retarget(Self.target(promise, priority, mark, version: same.map { Int($0) }))
  }

  /// Stops it for good, or until it is opened again.
  package mutating func stop(at mark: Mark, ending: Ending) { clock.stop(at: mark, ending: ending) }
  mutating func reopen(at mark: Mark) { clock.reopen(at: mark) }
  mutating func resume(at mark: Mark) { clock.resume(at: mark) }
  /// Halts it, for a reason that its proof names.
  package mutating func pause(at mark: Mark, reason: String) {
    clock.pause(at: mark, reason: reason)
  }
}
