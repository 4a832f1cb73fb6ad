import ServiceLevels

/// Short words for availability in tests: UTC, 2026, and April where a month is meant.
enum Uptime {
  /// Reads `04-10 08:00`, of 2026 unless a year is given.
  static func instant(_ text: String) throws -> Instant {
    let hasYear = text.prefix(4).allSatisfy(\.isNumber)
    return try InstantText.parse(hasYear ? text : "2026-\(text)", in: .utc)
  }

  static func outage(
    _ id: Int, _ start: String, _ end: String? = nil, _ weight: Int? = nil
  ) throws -> Outage {
    try Outage(id: id, start: instant(start), end: end.map(instant), ownWeight: weight)
  }

  /// A window that was announced in time, unless another instant is given.
  static func window(
    _ id: Int, _ start: String, _ end: String, begun: String? = nil, ended: String? = nil,
    _ approval: Maintenance.Approval = .approved, announced: String = "01-01 00:00",
    ground: Maintenance.Ground = .maintenance
  ) throws -> Maintenance {
    try Maintenance(
      id: id, planned: (instant(start), instant(end)), announcedAt: instant(announced),
      approval: approval, begunAt: begun.map(instant), endedAt: ended.map(instant), ground: ground)
  }

  static func gap(_ id: Int, _ start: String, _ end: String) throws -> CoverageGap {
    try CoverageGap(id: id, start: instant(start), end: instant(end))
  }

  static func commitment(
    _ target: String = "99.5 %", service: String = "web", from: String? = nil,
    retired: String? = nil, grounds: Set<Maintenance.Ground> = [.maintenance]
  ) throws -> Commitment {
    try Commitment(
      service: service, target: UptimeTarget(text: target), zone: .utc,
      effectiveFrom: from.map(instant) ?? .earliest, retiredAt: retired.map(instant),
      grounds: grounds)
  }

  /// A reading of a period, at its end unless another instant is given.
  static func reading(
    _ records: ServiceRecords, _ commitment: Commitment? = nil, now: String = "05-01 00:00",
    period: String = "2026-04"
  ) throws -> Availability {
    Availability(
      of: try commitment ?? self.commitment(), in: try CivilPeriod(text: period),
      records: records, now: try instant(now))
  }
}

extension Availability {
  /// The segments in short: begin, end and kind.
  var proof: [String] {
    segments.map { segment in
      let ends = [segment.range.lowerBound, segment.range.upperBound].map {
        String(InstantText.utc($0).dropFirst(5).dropLast(4))
      }
      let kind: String =
        switch segment.kind {
        case .outside: "outside"
        case .excluded(let window): "excluded \(window)"
        case .down(let blame): "down \(blame.text)"
        case .unknown(let gap, let blame): "unknown \(gap)" + (blame.map { " or \($0.text)" } ?? "")
        case .up: "up"
        }
      return ends.joined(separator: " ") + " " + kind + (segment.isToCome ? " to come" : "")
    }
  }
}

extension AvailabilitySegment.Blame {
  /// Weight and cause.
  fileprivate var text: String {
    switch cause {
    case .outage(let id): "\(weight) by \(id)"
    case .overrun(let window): "\(weight) by window \(window)"
    }
  }
}
