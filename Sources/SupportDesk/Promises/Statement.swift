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

  /// The budgets of a priority's clocks.
  ///
  /// - Parameters:
  ///   - start: the start of the response and the resolution clock.
  ///   - zone: the policy's zone.
  package func budgets(for priority: Priority, from start: Instant, in zone: Zone) -> Budgets {
    let row = rows.first { $0.priority == priority }
    func budget(_ text: String?) -> Int64 {
      // A policy's rows are checked when it is set.
      text.flatMap { try? Target(text: $0) }?.budget(from: start, in: zone) ?? 0
    }
    return Budgets(
      policy: name, policyVersion: version, response: budget(row?.respond),
      resolution: budget(row?.resolve))
  }
}
