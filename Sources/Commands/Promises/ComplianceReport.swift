import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Met, missed, open and cancelled, per clock and what else is asked.
///
/// The month is that of the clock's start in the policy's zone; the priority is the one in force when the
/// clock stopped, or now; agent and customer are those of the ticket today, the policy the version that
/// promised it last. A clock that runs past its limit is missed already (service-levels.md 1.0). A
/// resolution counts twice: as it was at first, and as it ended (1.4).
struct ComplianceReport {
  /// What is counted; a resolution twice.
  enum Clock: String, CaseIterable, Sendable {
    case response
    case nextResponse = "next-response"
    case resolution
    case firstResolution = "first-resolution"
    case update

    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// By what it is counted, besides by clock; month and priority where nothing is said.
  enum Dimension: String, CaseIterable, Sendable { case month, priority, agent, customer, policy }

  struct Key: Hashable, Sendable {
    var clock: Clock
    var month: String?
    var priority: Priority?
    var agent: PersonNumber?
    var customer: PersonNumber?
    var policyVersion: Int64?
  }

  struct Counts: Sendable {
    var met = 0
    var missed = 0
    /// Missed by a promise that came when its time was used up already.
    var reclassified = 0
    var endedByResolution = 0
    var open = 0
    var cancelled = 0
    /// Met or open, though a budget was used up under an earlier promise.
    var breachedEarlier = 0
    /// Of all of these, those of which it was told that the time was up, and taken back.
    var withdrawn = 0
    /// How long those took that ended by what they wait for, in no order.
    var elapsedMs: [Int64] = []
  }

  private let now: Instant
  private let by: Dimension?
  /// The only months of starts that count; nil for all.
  private let range: Range<Instant>?
  private var months: Months
  private var counts: [Place: Counts] = [:]

  /// What a count is of, by the month's place among those that were met.
  private struct Place: Hashable {
    var clock: Clock
    var month: Int?
    var priority: Priority?
    var agent: PersonNumber?
    var customer: PersonNumber?
    var policyVersion: Int64?
  }

  init(_ wall: Wall, by: Dimension?, in range: Range<Instant>?) {
    now = wall.now
    months = Months(in: wall.zone)
    self.by = by
    self.range = range
  }

  mutating func count(_ row: ClockRow, _ parties: TicketParties? = nil) {
    if let range, !range.contains(row.startedAt) { return }
    switch row.clock {
    case .response: add(row, parties, as: .response)
    case .nextResponse: add(row, parties, as: .nextResponse)
    case .update: if row.isLast { add(row, parties, as: .update) }
    case .resolution:
      if row.isLast { add(row, parties, as: .resolution) }
      if row.isFirst { add(row, parties, as: .firstResolution) }
    }
  }

  private mutating func add(_ row: ClockRow, _ parties: TicketParties?, as clock: Clock) {
    var place = Place(clock: clock)
    switch by {
    case nil:
      place.month = months.place(of: row.startedAt)
      place.priority = row.priority
    case .month: place.month = months.place(of: row.startedAt)
    case .priority: place.priority = row.priority
    case .agent: place.agent = parties?.agent
    case .customer: place.customer = parties?.customer
    case .policy: place.policyVersion = row.policyVersion
    }
    count(row, in: &counts[place, default: Counts()])
  }

  private func count(_ row: ClockRow, in count: inout Counts) {
    if row.isWithdrawn { count.withdrawn += 1 }
    switch row.verdict {
    case .met?:
      count.met += 1
      if row.breachedEarlier { count.breachedEarlier += 1 }
    case .missed?:
      if row.isReclassified { count.reclassified += 1 } else { count.missed += 1 }
    case .endedByResolution?: count.endedByResolution += 1
    case .cancelled?: count.cancelled += 1
    case nil:
      switch (row.limitAt.map { $0 < now } ?? false, row.isReclassified) {
      case (false, _):
        count.open += 1
        if row.breachedEarlier { count.breachedEarlier += 1 }
      case (true, false): count.missed += 1
      case (true, true): count.reclassified += 1
      }
    }
    if row.isAnswered, row.verdict == .met || row.verdict == .missed {
      count.elapsedMs.append(row.elapsedMs)
    }
  }

  /// What was counted, in the order of clock, month, priority and the rest.
  var lines: [(key: Key, counts: Counts)] {
    counts.map { place, counts in
      let key = Key(
        clock: place.clock, month: place.month.map { months.names[$0] }, priority: place.priority,
        agent: place.agent, customer: place.customer, policyVersion: place.policyVersion)
      return (key, counts)
    }.sorted { $0.key.order < $1.key.order }
  }
}

extension ComplianceReport.Key {
  fileprivate var order: (Int, String, Int, Int64, Int64) {
    (
      clock.rank, month ?? "", priority?.rank ?? 0, agent?.value ?? customer?.value ?? 0,
      policyVersion ?? 0
    )
  }
}

extension ComplianceReport.Counts {
  /// How long at most so many percent of those took that are done, by the nearest rank; nil where none is.
  func elapsedMs(percentile percent: Int) -> Int64? {
    if elapsedMs.isEmpty { return nil }
    let rank = (elapsedMs.count * percent + 99) / 100
    return elapsedMs.sorted()[max(0, rank - 1)]
  }

  /// Met of those decided, in whole per mille rounded down: 100.0 only where all were met.
  var share: String {
    let decided = met + missed + reclassified
    guard decided > 0 else { return "" }
    let perMille = met * 1_000 / decided
    return "\(perMille / 10).\(perMille % 10)"
  }
}
