/// All that a zone file says: the listed changes, and the rule for what comes after them.
struct ZoneTable: Hashable {
  /// What holds before the first change.
  let first: LocalTimeType
  /// In order of time, no two at the same second.
  let changes: [ZoneChange]
  /// What holds from the last change on; without it, the last change's type does for ever.
  let rule: ZoneRule?
}

extension ZoneTable {
  /// What holds at a second, found by halving.
  func type(at second: Int64) -> LocalTimeType {
    let count = countOfChanges(through: second)
    if count == changes.count, let rule { return rule.type(at: second) }
    return count == 0 ? first : changes[count - 1].type
  }

  /// The last listed change, after which the rule holds, or the last type for ever.
  var lastListed: Int64? { changes.last?.second }

  /// What holds at `start`, and the changes after it and no later than `end`.
  func spans(from start: Int64, through end: Int64) -> [ZoneChange] {
    let listed = changes[countOfChanges(through: start)..<countOfChanges(through: end)]
    var spans = [ZoneChange(second: start, type: type(at: start))]
    spans += listed
    guard let rule else { return spans }
    let ruleStart = max(start, changes.last?.second ?? start)
    guard ruleStart < end else { return spans }
    return spans + rule.changes(from: ruleStart + 1, through: end)
  }

  /// When wall clocks show a time, in seconds that they have counted since 1970-01-01T00:00.
  func showing(ofWall wall: Int64) -> Showing {
    // No offset is as much as 26 h, so only what holds within this window can matter.
    let (start, end) = (wall - 26 * 3_600, wall + 26 * 3_600)
    if rule == nil || end <= changes.last?.second ?? start {
      let listed = changes[countOfChanges(through: start)..<countOfChanges(through: end)]
      return Self.showing(ofWall: wall, type(at: start), listed)
    }
    return Self.showing(ofWall: wall, type(at: start), spans(from: start, through: end).dropFirst())
  }

  private static func showing(
    ofWall wall: Int64, _ first: LocalTimeType, _ changes: ArraySlice<ZoneChange>
  ) -> Showing {
    var shown: ClosedRange<Int64>?
    var skipped: Showing?
    var (type, start) = (first, Int64.min)
    for index in changes.startIndex...changes.endIndex {
      let second = wall - Int64(type.offset)
      let end = index < changes.endIndex ? changes[index].second : .max
      if second >= end {
        // Past the end of this span by its own offset: if nothing shows the time, the offset
        // before the gap moves it forward by the gap.
        skipped = .skipped(moved: second, end: end)
      } else if second >= start {
        shown = (shown?.lowerBound ?? second)...second
      }
      if index < changes.endIndex { (type, start) = (changes[index].type, end) }
    }
    let once = wall - Int64(first.offset)
    return shown.map { .shown(first: $0.lowerBound, last: $0.upperBound) } ?? skipped
      ?? .shown(first: once, last: once)
  }

  /// The seconds at which wall clocks show some time.
  enum Showing: Hashable {
    /// Once, or more than once if clocks are set back over it.
    case shown(first: Int64, last: Int64)
    /// Never: what it would be by the offset before the gap, and the first second behind the gap.
    case skipped(moved: Int64, end: Int64)
  }

  /// The same from `start` through `end`, with all changes listed and no rule.
  func listing(from start: Int64, through end: Int64) -> ZoneTable {
    let spans = spans(from: start, through: end)
    return ZoneTable(first: spans[0].type, changes: Array(spans.dropFirst()), rule: nil)
  }

  /// How many of the listed changes have happened by the end of a second's first moment.
  private func countOfChanges(through second: Int64) -> Int {
    changes.partitioningIndex { $0.second > second }
  }
}
