/// All that is recorded about one service, in any order.
package struct ServiceRecords: Hashable, Sendable {
  package var outages: [Outage]
  package var maintenance: [Maintenance]
  package var gaps: [CoverageGap]

  /// Nothing recorded is a service that was always up.
  package init(
    outages: [Outage] = [], maintenance: [Maintenance] = [], gaps: [CoverageGap] = []
  ) {
    self.outages = outages
    self.maintenance = maintenance
    self.gaps = gaps
  }

  /// Throws what the first record throws that claims to know the time after now.
  package func check(now: Instant) throws(AvailabilityFailure) {
    for outage in outages { try outage.check(now: now) }
    for window in maintenance { try window.check(now: now) }
    for gap in gaps { try gap.check(now: now) }
  }
}
