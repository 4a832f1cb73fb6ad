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
  struct Key: Hashable {
    var clock: String
    var month: String
    var priority: Priority
  }

  struct Counts {
    var met = 0
    var missed = 0
    var endedByResolution = 0
    var open = 0
    var cancelled = 0
    /// Met, though a budget had been used up under an earlier priority.
    var breachedEarlier = 0
  }

  let now: Instant
  let zone: Zone
  private var counts: [Key: Counts] = [:]

  init(now: Instant, zone: Zone) {
    self.now = now
    self.zone = zone
  }

  mutating func count(_ row: ClockRow) {
    switch row.clock {
    case .response: add(row, as: "response")
    case .nextResponse: add(row, as: "next response")
    case .resolution:
      if row.isLast { add(row, as: "resolution") }
      if row.cycle == 1 { add(row, as: "first resolution") }
    }
  }

  private mutating func add(_ row: ClockRow, as clock: String) {
    let month = String(TimeWords.short(row.startedAt, in: zone).prefix(7))
    let key = Key(clock: clock, month: month, priority: row.priority)
    var count = counts[key] ?? Counts()
    switch row.verdict {
    case .met?:
      count.met += 1
      if row.breachedEarlier { count.breachedEarlier += 1 }
    case .missed?: count.missed += 1
    case .endedByResolution?: count.endedByResolution += 1
    case .cancelled?: count.cancelled += 1
    case nil:
      if let limit = row.limitAt, limit < now { count.missed += 1 } else { count.open += 1 }
    }
    counts[key] = count
  }

  func reply() -> Reply {
    let clocks = ["response", "next response", "resolution", "first resolution"]
    let keys = counts.keys.sorted {
      (clocks.firstIndex(of: $0.clock) ?? 0, $0.month, $0.priority.rank)
        < (clocks.firstIndex(of: $1.clock) ?? 0, $1.month, $1.priority.rank)
    }
    var page = Page()
    page.add(
      .init(
        "by the month of each clock's start (\(zone.name)), priority in force at its stop;"
          + " ended: resolved without an answer", .dim), indent: 2)
    let numbers = ["met", "missed", "ended", "open", "cancelled"]
    let columns: [Table.Column] =
      [.init("clock"), .init("month"), .init("priority")]
      + numbers.map { .init($0, .right) } + [.init("met %", .right, dropOrder: 1)]
    var rows: [[Page.Run]] = []
    var items: [JSONValue] = []
    for key in keys {
      guard let count = counts[key] else { continue }
      rows.append(
        [.init(key.clock), .init(key.month), .init(key.priority.rawValue)]
          + [count.met, count.missed, count.endedByResolution, count.open, count.cancelled]
          .map { .init(String($0)) } + [.init(Self.share(count))])
      items.append([
        "clock": .string(key.clock), "month": .string(key.month),
        "priority": .string(key.priority.rawValue), "met": .integer(Int64(count.met)),
        "missed": .integer(Int64(count.missed)),
        "endedByResolution": .integer(Int64(count.endedByResolution)),
        "open": .integer(Int64(count.open)), "cancelled": .integer(Int64(count.cancelled)),
        "breachedEarlier": .integer(Int64(count.breachedEarlier)),
      ])
    }
    page.add(Table(columns: columns, rows: rows))
    return Reply(data: ["zone": .string(zone.name), "items": .array(items)], page: page)
  }

  /// Met of those decided, in whole per mille rounded down: 100.0 is only shown where all were met.
  private static func share(_ count: Counts) -> String {
    let decided = count.met + count.missed
    guard decided > 0 else { return "" }
    let perMille = count.met * 1_000 / decided
    return "\(perMille / 10).\(perMille % 10)"
  }
}
