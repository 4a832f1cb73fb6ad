import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Met, missed, open and cancelled, per clock, priority and month.
///
/// The month is that of the clock's start in the policy's zone; the priority is the one in force
/// when the clock stopped, or now. A clock that runs past its limit is missed already
/// (service-levels.md 1.0). A resolution counts twice: as it was at first, and as it ended (1.4).
struct ComplianceReport {
  /// What is counted; a resolution twice.
  enum Clock: String, CaseIterable, Sendable {
    case response
    case nextResponse = "next response"
    case resolution
    case firstResolution = "first resolution"
    case update

    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  struct Key: Sendable {
    var clock: Clock
    var month: String
    var priority: Priority
  }

  struct Counts: Sendable {
    var met = 0
    var missed = 0
    var endedByResolution = 0
    var open = 0
    var cancelled = 0
    /// Met, though a budget had been used up under an earlier priority.
    var breachedEarlier = 0
  }

  private let now: Instant
  private var months: Months
  private var counts: [Place: Counts] = [:]

  /// What a count is of, by the month's place among those that were met.
  private struct Place: Hashable {
    var clock: Clock
    var month: Int
    var priority: Priority
  }

  init(_ wall: Wall) {
    now = wall.now
    months = Months(in: wall.zone)
  }

  mutating func count(_ row: ClockRow) {
    switch row.clock {
    case .response: add(row, as: .response)
    case .nextResponse: add(row, as: .nextResponse)
    case .update: add(row, as: .update)
    case .resolution:
      if row.isLast { add(row, as: .resolution) }
      if row.isFirst { add(row, as: .firstResolution) }
    }
  }

  private mutating func add(_ row: ClockRow, as clock: Clock) {
    let place = Place(
      clock: clock, month: months.place(of: row.startedAt), priority: row.priority)
    count(row.verdict, of: row, in: &counts[place, default: Counts()])
  }

  private func count(_ verdict: ClockRow.Verdict?, of row: ClockRow, in count: inout Counts) {
    switch verdict {
    case .met?:
      count.met += 1
      if row.breachedEarlier { count.breachedEarlier += 1 }
    case .missed?: count.missed += 1
    case .endedByResolution?: count.endedByResolution += 1
    case .cancelled?: count.cancelled += 1
    case nil:
      if let limit = row.limitAt, limit < now { count.missed += 1 } else { count.open += 1 }
    }
  }

  /// What was counted, in the order of clock, month and priority.
  var lines: [(key: Key, counts: Counts)] {
    counts.map { place, counts in
      let month = months.names[place.month]
      return (Key(clock: place.clock, month: month, priority: place.priority), counts)
    }.sorted { left, right in
      (left.key.clock.rank, left.key.month, left.key.priority.rank)
        < (right.key.clock.rank, right.key.month, right.key.priority.rank)
    }
  }
}

/// The months of a zone's wall clocks in which instants lie: reports ask for as many as there are
/// clocks, most of the month of the one before.
private struct Months {
  let zone: Zone
  /// As they are written: `2026-03`.
  private(set) var names: [String] = []
  /// The inner days of months that were met, with their places.
  private var spans: [(days: Range<Instant>, place: Int)] = []
  private var last = 0
  /// So far from a month's ends no clock that is set back shows another month again.
  private static let marginMs: Int64 = 2 * 86_400_000

  init(in zone: Zone) { self.zone = zone }

  /// The month's place among `names`.
  mutating func place(of instant: Instant) -> Int {
    if last < spans.count, spans[last].days.contains(instant) { return spans[last].place }
    if let found = spans.firstIndex(where: { $0.days.contains(instant) }) {
      last = found
      return spans[found].place
    }
    let wall = Wall(zone: zone, now: instant)
    let place = place(named: String(wall.moment(instant).long.prefix(7)))
    if let days = innerDays(of: zone.civil(at: instant).date), days.contains(instant) {
      spans.append((days, place))
    }
    return place
  }

  private mutating func place(named name: String) -> Int {
    if let place = names.lastIndex(of: name) { return place }
    names.append(name)
    return names.count - 1
  }

  private func innerDays(of date: CivilDate) -> Range<Instant>? {
    let next = date.month == 12 ? (date.year + 1, 1) : (date.year, date.month + 1)
    guard let first = CivilDate(year: date.year, month: date.month, day: 1),
      let behind = CivilDate(year: next.0, month: next.1, day: 1)
    else { return nil }
    let start = zone.firstInstant(of: first).advanced(byMilliseconds: Self.marginMs)
    let end = zone.firstInstant(of: behind).advanced(byMilliseconds: -Self.marginMs)
    return start < end ? start..<end : nil
  }
}
