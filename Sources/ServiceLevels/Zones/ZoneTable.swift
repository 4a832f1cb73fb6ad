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
    let reach: Int64 = 26 * 3_600
    let spans = spans(from: wall - reach, through: wall + reach)
    var shown: ClosedRange<Int64>?
    var skipped = Showing.skipped(moved: wall - Int64(spans[0].type.offset), end: spans[0].second)
    for (index, span) in spans.enumerated() {
      let second = wall - Int64(span.type.offset)
      let end = index + 1 < spans.count ? spans[index + 1].second : .max
      if second >= end {
        // Past the end of this span by its own offset: if nothing shows the time, the offset
        // before the gap moves it forward by the gap.
        skipped = .skipped(moved: second, end: end)
      } else if second >= span.second {
        shown = (shown?.lowerBound ?? second)...second
      }
    }
    return shown.map { .shown(first: $0.lowerBound, last: $0.upperBound) } ?? skipped
  }

  /// The seconds at which wall clocks show some time.
  enum Showing: Hashable {
    /// Once, or more than once if clocks are set back over it.
    case shown(first: Int64, last: Int64)
    /// Never: what it would be by the offset before the gap, and the first second behind the gap.
    case skipped(moved: Int64, end: Int64)
  }

  /// How many of the listed changes have happened by the end of a second's first moment.
  private func countOfChanges(through second: Int64) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].second <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
