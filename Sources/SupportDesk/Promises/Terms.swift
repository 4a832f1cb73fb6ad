import JSON
package import ServiceLevels

/// What a row of the policy promises a ticket from an event on.
package struct Terms: Equatable, Sendable {
  /// What each clock that is owed is promised, fixed from the clock's own start; of the others nothing
  /// is said.
  package var promises: [ClockName: Promise]
  /// The clocks that the row does not promise: those of them that run are cancelled.
  package var ends: [ClockName]
  /// Whether clocks that run begin anew, instead of keeping what has elapsed.
  package var restarts: Bool

  package init(
    _ promises: [ClockName: Promise], ends: [ClockName] = [], restarts: Bool = false
  ) {
    self.promises = promises
    self.ends = ends
    self.restarts = restarts
  }
}

extension PolicyFact {
  /// What a ticket of a standing is promised.
  ///
  /// - Parameters:
  ///   - start: a clock's own: a civil day is as long as the day on which it started
  ///     (service-levels.md 1.3); nil where the clock is not owed.
  ///   - zone: the policy's zone.
  package func terms(
    for standing: Standing, in zone: Zone, by calendars: Calendars, restarts: Bool = false,
    from start: (ClockName) -> Instant?
  ) -> Terms {
    var terms = Terms([:], restarts: restarts)
    let row = row(for: standing)
    for clock in ClockName.allCases {
      guard let row, row.targets[clock] != nil else {
        terms.ends.append(clock)
        continue
      }
      guard let start = start(clock) else { continue }
      terms.promises[clock] = promise(clock, of: row, from: start, in: zone, by: calendars)
    }
    return terms
  }

  /// What a clock of a ticket is promised; nil where its row does not promise it.
  package func promise(
    _ clock: ClockName, for standing: Standing, from start: Instant, in zone: Zone,
    by calendars: Calendars
  ) -> Promise? {
    row(for: standing).flatMap { promise(clock, of: $0, from: start, in: zone, by: calendars) }
  }

  private func promise(
    _ clock: ClockName, of row: Row, from start: Instant, in zone: Zone, by calendars: Calendars
  ) -> Promise? {
    guard let text = row.targets[clock], let target = try? Target(text: text) else { return nil }
    let (budgetMs, calendar) = Self.budget(
      target, row.calendar, from: start, in: zone, by: calendars)
    return Promise(
      policy: name, policyVersion: version, calendar: calendar, budgetMs: budgetMs,
      warnings: warnings, rank: row.rank, target: text)
  }

  /// What a target comes to, and which calendar measures it.
  ///
  /// A policy's rows are checked when it is applied, and no calendar becomes one that they cannot be
  /// measured by; what came to be so all the same counts round the clock.
  private static func budget(
    _ target: Target, _ calendar: String, from start: Instant, in zone: Zone,
    by calendars: Calendars
  ) -> (budgetMs: Int64, calendar: String) {
    if calendar != Calendars.always,
      let fixed = try? target.fixed(from: start, on: calendar, of: calendars)
    {
      return fixed
    }
    return (target.budget(from: start, in: zone), Calendars.always)
  }
}

extension ClockName {
  /// The member in which an event bears what the clock is promised.
  var member: String {
    switch self {
    case .response: "response"
    case .nextResponse: "nextResponse"
    case .resolution: "resolution"
    case .update: "update"
    }
  }
}

extension Terms {
  /// The members of an event that bears them.
  func add(to object: inout JSONObject) {
    for (clock, promise) in promises { object[clock.member] = .object(promise.payload) }
    if !ends.isEmpty { object["ends"] = .array(ends.map { .string($0.rawValue) }) }
    if restarts { object["restarts"] = true }
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init([:])
    for clock in ClockName.allCases {
      promises[clock] = try Promise(maybe: clock.member, reader)
    }
    if reader.object["ends"] != nil {
      for word in try reader.list("ends") {
        guard let clock = word.string.flatMap(ClockName.init(rawValue:)) else {
          throw .member("ends")
        }
        ends.append(clock)
      }
    }
    restarts = reader.object["restarts"] == nil ? false : try reader.bool("restarts")
  }

  /// Those of an event that bears them where they change.
  init?(maybe reader: PayloadReader) throws(PayloadFault) {
    let terms = try Terms(reader)
    if terms == Terms([:]) { return nil }
    self = terms
  }
}
