import ServiceLevels

/// Short words for clocks in tests: UTC, and 2026-03-02 where only a time is given.
enum Timeline {
  static func instant(_ text: String) throws -> Instant {
    let full = text.contains("-") ? text : "2026-03-02 \(text)"
    return try InstantText.parse(full, in: .utc)
  }

  static func mark(_ text: String, _ source: Int64 = 0) throws -> Mark {
    Mark(at: try instant(text), source: source)
  }

  /// A target of the fixture's policy, its budget reckoned from the clock's start as 1.9.4 says.
  static func version(
    _ number: Int, _ target: String, start: String, from: String? = nil, label: String = ""
  ) throws -> TargetVersion {
    let budgetMs = try Target(text: target).budget(from: instant(start), in: .utc)
    return TargetVersion(
      version: number, label: label, budgetMs: budgetMs, from: try mark(from ?? start))
  }

  static func clock(_ target: String, from start: String) throws -> Clock {
    let version = try version(1, target, start: start)
    return Clock(
      TargetVersion(
        version: 1, label: "", budgetMs: version.budgetMs,
        from: Mark(at: version.from.at, source: 1)))
  }
}

extension Clock {
  mutating func wait(_ text: String) throws {
    pause(at: try Timeline.mark(text), reason: "waiting-customer")
  }

  mutating func resume(_ text: String) throws {
    resume(at: try Timeline.mark(text))
  }

  mutating func stop(_ text: String, _ ending: Ending = .answered) throws {
    stop(at: try Timeline.mark(text), ending: ending)
  }

  mutating func reopen(_ text: String) throws {
    reopen(at: try Timeline.mark(text))
  }

  mutating func retarget(_ number: Int, _ target: String, at text: String) throws {
    let start = InstantText.utc(self.start.at)
    retarget(try Timeline.version(number, target, start: start, from: text))
  }

  /// What it says by the calendar that never closes, which is the only one that it names.
  func reading(at instant: Instant) -> ClockReading {
    do { return try reading(at: instant, calendars: .onlyAlways) } catch {
      preconditionFailure("\(error)")
    }
  }

  func reading(_ text: String) throws -> ClockReading {
    reading(at: try Timeline.instant(text))
  }
}

extension ClockReading {
  /// The due instant in RFC 3339.
  var dueText: String? { due.map { InstantText.utc($0) } }
  /// Elapsed running time, exactly.
  var elapsed: String { DurationText.exact(elapsedMs) }
  /// What is left, exactly.
  var remaining: String { DurationText.exact(remainingMs) }
}
