extension PolicyFact {
  /// The service statement's policy, in the zone of the machine that makes the store
  /// (design.md section 7).
  package static func statement(zone: String) -> PolicyFact {
    PolicyFact(
      name: "statement", version: 1, zone: zone, warnings: [75], reopenDays: 7,
      rows: [
        row(10, .urgent, "30m", "4h"), row(20, .high, "1h", "1d"), row(30, .medium, "8h", "1w"),
        row(40, .low, "1d", "1mo"),
      ])
  }

  /// The statement has one target for every response.
  private static func row(
    _ rank: Int64, _ priority: Priority, _ respond: String, _ resolve: String
  ) -> Row {
    Row(
      rank: rank, priorities: [priority],
      targets: [.response: respond, .nextResponse: respond, .resolution: resolve])
  }

  /// The two services of the statement with their minimum uptime, in hundredths of a percent.
  package static let services: [(name: String, uptimeBasisPoints: Int64)] = [
    ("Service Desk", 9_950), ("Mobile Connect and Messaging Gateway", 9_900),
  ]
}
