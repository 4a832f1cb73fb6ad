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
