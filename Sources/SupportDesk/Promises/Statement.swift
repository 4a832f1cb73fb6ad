package import ServiceLevels

extension PolicyFact {
  /// The service statement's policy, in the zone of the machine that makes the store
  /// (design.md section 7).
  package static func statement(zone: String) -> PolicyFact {
    PolicyFact(
      name: "statement", version: 1, zone: zone, warnings: [75], reopenDays: 7,
      rows: [
        Row(rank: 10, priority: .urgent, respond: "30m", respondNext: "30m", resolve: "4h"),
        Row(rank: 20, priority: .high, respond: "1h", respondNext: "1h", resolve: "1d"),
        Row(rank: 30, priority: .medium, respond: "8h", respondNext: "8h", resolve: "1w"),
        Row(rank: 40, priority: .low, respond: "1d", respondNext: "1d", resolve: "1mo"),
      ])
  }

  /// The two services of the statement with their minimum uptime, in hundredths of a percent.
  package static let services: [(name: String, uptimeBasisPoints: Int64)] = [
    ("Service Desk", 9_950), ("Mobile Connect and Messaging Gateway", 9_900),
  ]

  /// What a clock of a ticket is promised.
  ///
  /// - Parameters:
  ///   - start: the clock's own: a civil day is as long as the day on which it started
  ///     (service-levels.md 1.3).
  ///   - zone: the policy's zone.
  package func promise(
    _ clock: ClockName, for priority: Priority, from start: Instant, in zone: Zone,
    by calendars: Calendars
  ) -> Promise {
    let row = row(for: priority)
    let target = row.flatMap { try? Target(text: $0.target(of: clock)) }
    let (budgetMs, calendar) = Self.budget(
      target, row?.calendar ?? Calendars.always, from: start, in: zone, by: calendars)
    return Promise(
      policy: name, policyVersion: version, calendar: calendar, budgetMs: budgetMs,
      warnings: warnings)
  }

  /// What a target comes to, and which calendar measures it.
  ///
  /// A policy's rows are checked when it is applied, and no calendar becomes one that they cannot be
  /// measured by; what came to be so all the same counts round the clock.
  private static func budget(
    _ target: Target?, _ calendar: String, from start: Instant, in zone: Zone,
    by calendars: Calendars
  ) -> (budgetMs: Int64, calendar: String) {
    guard let target else { return (0, Calendars.always) }
    if calendar != Calendars.always,
      let fixed = try? target.fixed(from: start, on: calendar, of: calendars)
    {
      return fixed
    }
    return (target.budget(from: start, in: zone), Calendars.always)
  }
}
