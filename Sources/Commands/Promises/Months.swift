import ServiceLevels

/// The months of a zone's wall clocks in which instants lie: reports ask for as many as there are
/// clocks, most of the month of the one before.
struct Months {
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
