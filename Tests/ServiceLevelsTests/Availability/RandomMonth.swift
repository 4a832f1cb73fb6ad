import ServiceLevels
import TestSupport

/// A month with something wrong in it, told to the module and to its second opinion.
struct RandomMonth {
  /// Months whose bounds Python's zoneinfo was asked for, in seconds since 1970.
  static let table: [(zone: String, text: String, start: Int, end: Int)] = [
    ("Europe/London", "2026-03", 1_772_323_200, 1_774_998_000),
    ("Europe/London", "2026-10", 1_790_809_200, 1_793_491_200),
    ("Europe/London", "2026-04", 1_774_998_000, 1_777_590_000),
    ("UTC", "2028-02", 1_832_976_000, 1_835_481_600),
    ("Europe/Berlin", "2026-10", 1_790_805_600, 1_793_487_600),
    ("America/New_York", "2026-11", 1_793_505_600, 1_796_101_200),
    ("Pacific/Auckland", "2026-04", 1_774_954_800, 1_777_550_400),
    ("America/St_Johns", "2009-10", 1_254_364_200, 1_257_042_600),
    ("America/St_Johns", "2009-11", 1_257_042_600, 1_259_638_200),
    ("Asia/Kolkata", "2027-02", 1_801_420_200, 1_803_839_400),
    ("Australia/Lord_Howe", "2026-10", 1_790_775_000, 1_793_451_600),
  ]

  let zone: String
  let text: String
  let month: Range<Int>
  private(set) var history = SecondMonth.History()
  private static let day = 86_400

  init(_ chance: inout Chance) {
    // London's two months of changed clocks come up as often as all others together.
    let index = Int.random(in: 0..<4, using: &chance)
    let entry = Self.table[index < 2 ? index : Int.random(in: 2..<Self.table.count, using: &chance)]
    zone = entry.zone
    text = entry.text
    month = entry.start..<entry.end
    history.now = now(&chance)
    history.thousandths =
      [99_500, 99_000, 90_000, 50_000, 99_999, 1].randomElement(using: &chance) ?? 1
    if Int.random(in: 0..<4, using: &chance) == 0 { history.from = second(&chance) }
    if Int.random(in: 0..<4, using: &chance) == 0 {
      history.until = max(second(&chance), history.from == .min ? .min : history.from + 1)
    }
    let most = Bool.random(using: &chance) ? 4 : 30
    history.downs = (0..<Int.random(in: 0...most, using: &chance)).map { _ in down(&chance) }
    history.windows = (0..<Int.random(in: 0...6, using: &chance)).map { _ in window(&chance) }
    history.gaps = (0..<max(0, Int.random(in: -1...4, using: &chance))).map { _ in
      let start = second(&chance)
      return start..<start + length(&chance)
    }
  }

  private func now(_ chance: inout Chance) -> Int {
    switch Int.random(in: 0..<8, using: &chance) {
    case 0: month.upperBound
    case 1: month.upperBound + Int.random(in: 0...Self.day, using: &chance)
    case 2: month.lowerBound - Int.random(in: 0...Self.day, using: &chance)
    default: Int.random(in: month, using: &chance)
    }
  }

  private func second(_ chance: inout Chance) -> Int {
    Int.random(
      in: month.lowerBound - 2 * Self.day...month.upperBound + Self.day, using: &chance)
  }

  /// Mostly short, sometimes days.
  private func length(_ chance: inout Chance) -> Int {
    let most = [60, 3_600, 14_400, 3 * Self.day].randomElement(using: &chance) ?? 60
    return Int.random(in: 1...most, using: &chance)
  }

  private func down(_ chance: inout Chance) -> SecondMonth.Down {
    // Some begin at the same instant, in the middle of the month.
    let isMiddle = Int.random(in: 0..<8, using: &chance) == 0
    let start = isMiddle ? month.lowerBound + month.count / 2 : second(&chance)
    let isOpen = Int.random(in: 0..<25, using: &chance) == 0
    return SecondMonth.Down(
      start: start, end: isOpen ? nil : start + length(&chance),
      weight: [0, 1, 30, 50, 99, 100, 100].randomElement(using: &chance) ?? 100)
  }

  private func window(_ chance: inout Chance) -> SecondMonth.Window {
    let start = second(&chance)
    let end = start + length(&chance)
    var begun: Int?
    var ended: Int?
    if Bool.random(using: &chance) {
      let first = Int.random(in: start - 7_200...end + 600, using: &chance)
      begun = first
      if Int.random(in: 0..<4, using: &chance) > 0 {
        ended = first + Int.random(in: 1...max(1, end - first + 7_200), using: &chance)
      }
    }
    return SecondMonth.Window(
      start: start, end: end, isApproved: Int.random(in: 0..<3, using: &chance) > 0,
      begun: begun, ended: ended)
  }
}

// MARK: As the module wants to be told

extension RandomMonth {
  static func instant(_ second: Int) -> Instant {
    Instant(milliseconds: Int64(second) * 1_000)
  }

  func reading(_ zones: [String: Zone]) throws -> Availability {
    let target = try UptimeTarget(thousandths: history.thousandths)
    let zone = zones[zone] ?? .utc
    let commitment = try Commitment(
      service: "web", target: target, zone: zone,
      effectiveFrom: history.from == .min ? .earliest : Self.instant(history.from),
      retiredAt: history.until == .max ? nil : Self.instant(history.until))
    return Availability(
      of: commitment, in: try CivilPeriod(text: text), records: try records(),
      now: Self.instant(history.now))
  }

  func records() throws -> ServiceRecords {
    ServiceRecords(
      outages: try history.downs.enumerated().map { id, down in
        try Outage(
          id: id, start: Self.instant(down.start), end: down.end.map(Self.instant),
          ownWeight: Int(down.weight))
      },
      maintenance: try history.windows.enumerated().map { id, window in
        try Maintenance(
          id: id, planned: (Self.instant(window.start), Self.instant(window.end)),
          announcedAt: .earliest,
          approval: window.isApproved ? .approved : id.isMultiple(of: 2) ? .proposed : .cancelled,
          begunAt: window.begun.map(Self.instant), endedAt: window.ended.map(Self.instant))
      },
      gaps: try history.gaps.enumerated().map { id, gap in
        try CoverageGap(
          id: id, start: Self.instant(gap.lowerBound), end: Self.instant(gap.upperBound))
      })
  }
}
