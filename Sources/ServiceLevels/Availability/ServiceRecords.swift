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

  /// What had happened by an instant; a gap that goes on is left as it is.
  func asOf(_ instant: Instant) -> ServiceRecords {
    ServiceRecords(
      outages: outages.compactMap { $0.asOf(instant) },
      maintenance: maintenance.compactMap { $0.asOf(instant) },
      gaps: gaps.filter { $0.range.lowerBound < instant })
  }

  /// Throws of the first record that claims to know the time after now.
  package func check(now: Instant) throws(RecordFailure) {
    for outage in outages {
      do { try outage.check(now: now) } catch { throw RecordFailure(.outage(outage.id), error) }
    }
    for window in maintenance {
      do { try window.check(now: now) } catch { throw RecordFailure(.window(window.id), error) }
    }
    for gap in gaps {
      do { try gap.check(now: now) } catch { throw RecordFailure(.gap(gap.id), error) }
    }
  }
}

/// Which record of a service is none that can be, and why.
package struct RecordFailure: Error, Hashable, Sendable {
  package let record: Record
  package let failure: AvailabilityFailure

  /// A record by its number.
  package enum Record: Hashable, Sendable {
    case outage(Int)
    case window(Int)
    case gap(Int)
  }

  init(_ record: Record, _ failure: AvailabilityFailure) {
    self.record = record
    self.failure = failure
  }
}
