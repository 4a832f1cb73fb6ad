package import ServiceLevels

/// A clock of a ticket with every promise it was given, by the number of the event that gave it.
package struct PromisedClock: Equatable, Sendable {
  package let name: ClockName
  private var clock: Clock
  private var promises: [Int64: Promise]

  package init(_ name: ClockName, _ promise: Promise, _ priority: Priority, at mark: Mark) {
    self.name = name
    clock = Clock(Self.target(promise, priority, mark))
    promises = [mark.source: promise]
  }

  /// A target's number is that of the event that gave the promise.
  private static func target(
    _ promise: Promise, _ priority: Priority, _ mark: Mark
  ) -> TargetVersion {
    TargetVersion(
      version: Int(mark.source), label: priority.rawValue, budgetMs: promise.budgetMs,
      calendar: promise.calendar, from: mark)
  }

  package var start: Mark { clock.start }
  package var isStopped: Bool { clock.isStopped }

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

  /// Since when it was stopped at an instant by what was undone later; nil where it was not.
  package func rest(at instant: Instant) -> Instant? { clock.rest(at: instant) }

  /// The calendars that its promises name.
  package var calendarNames: [String] { clock.calendarNames }

  /// What a target in a reading of this clock was promised.
  package func promise(of target: TargetVersion) -> Promise {
    guard let promise = promises[Int64(target.version)] else {
      preconditionFailure("a clock has no target that nobody promised")
    }
    return promise
  }

  mutating func retarget(_ promise: Promise, _ priority: Priority, at mark: Mark) {
    promises[mark.source] = promise
    clock.retarget(Self.target(promise, priority, mark))
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
