package import ServiceLevels

extension PolicyFact {
  /// The service statement's policy, in the zone of the machine that makes the store
  /// (design.md section 7).
  package static func statement(zone: String) -> PolicyFact {
    PolicyFact(
      name: "statement", version: 1, zone: zone, warnPercent: 75, reopenDays: 7,
      rows: [
        Row(priority: .urgent, respond: "30m", resolve: "4h"),
        Row(priority: .high, respond: "1h", resolve: "1d"),
        Row(priority: .medium, respond: "8h", resolve: "1w"),
        Row(priority: .low, respond: "1d", resolve: "1mo"),
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
    _ clock: ClockName, for priority: Priority, from start: Instant, in zone: Zone
  ) -> Promise {
    let row = rows.first { $0.priority == priority }
    let text = clock == .resolution ? row?.resolve : row?.respond
    // A policy's rows are checked when it is set.
    let budget = text.flatMap { try? Target(text: $0) }?.budget(from: start, in: zone) ?? 0
    return Promise(
      policy: name, policyVersion: version, calendar: Calendars.always, budgetMs: budget,
      warnings: [warnPercent])
  }
}
