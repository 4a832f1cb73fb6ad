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

    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  struct Key: Hashable, Sendable {
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

  let wall: Wall
  private var counts: [Key: Counts] = [:]

  init(_ wall: Wall) { self.wall = wall }

  mutating func count(_ row: ClockRow) {
    switch row.clock {
    case .response: add(row, as: .response)
    case .nextResponse: add(row, as: .nextResponse)
    case .resolution:
      if row.isLast { add(row, as: .resolution) }
      if row.isFirst { add(row, as: .firstResolution) }
    }
  }

  private mutating func add(_ row: ClockRow, as clock: Clock) {
    let month = String(wall.moment(row.startedAt).long.prefix(7))
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
      if let limit = row.limitAt, limit < wall.now { count.missed += 1 } else { count.open += 1 }
    }
    counts[key] = count
  }

  /// What was counted, in the order of clock, month and priority.
  var lines: [(key: Key, counts: Counts)] {
    counts.map { (key: $0.key, counts: $0.value) }.sorted { left, right in
      (left.key.clock.rank, left.key.month, left.key.priority.rank)
        < (right.key.clock.rank, right.key.month, right.key.priority.rank)
    }
  }
}
