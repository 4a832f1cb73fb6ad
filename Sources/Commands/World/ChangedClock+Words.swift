import ServiceLevels

/// What becomes of clocks, as whoever confirms it reads it.
extension ChangedClock {
  /// What happens to a clock, in the order in which it is told.
  private enum Kind: CaseIterable {
    case verdict, begins, ends, goes, moves, wasLate

    /// What stands above those of the kind.
    func heading(_ count: Int) -> String {
      switch self {
      case .verdict: count == 1 ? "one verdict changes:" : "\(count) verdicts change:"
      case .begins: count == 1 ? "one clock begins:" : "\(count) clocks begin:"
      case .ends: count == 1 ? "one clock ends:" : "\(count) clocks end:"
      case .goes: count == 1 ? "one clock is no more:" : "\(count) clocks are no more:"
      case .moves:
        count == 1
          ? "one clock is due at another time:" : "\(count) clocks are due at another time:"
      case .wasLate:
        count == 1
          ? "one clock was late at another time, or was not:"
          : "\(count) clocks were late at another time, or were not:"
      }
    }
  }

  private var kind: Kind {
    guard let before else { return .begins }
    guard let after else { return .goes }
    if before.verdict != after.verdict { return .verdict }
    if !before.isDecided, after.isDecided { return .ends }
    let isMoved =
      before.due?.instant != after.due?.instant || before.limit?.instant != after.limit?.instant
      || before.leftMs != after.leftMs
    return isMoved ? .moves : .wasLate
  }

  var words: String {
    let which = ordinal == 1 ? "" : " \(ordinal)"
    let again = cycle == 1 ? "" : " of cycle \(cycle)"
    // What is due at one time may be met by another, over night or on.
    let isOfLimit =
      before?.due?.instant == after?.due?.instant
      && before?.limit?.instant != after?.limit?.instant
    let states = [before, after].compactMap { state in
      state.map { $0.words + (isOfLimit ? $0.limitWords : "") }
    }.joined(separator: " → ")
    return "\(ticket) \(clock.title)\(which)\(again): \(states)"
      + (after == nil ? " → no more" : "")
  }

  /// What whoever confirms a change reads of the clocks that are others by it: verdicts first, some of many by
  /// name.
  static func told(_ changes: [ChangedClock]) -> [String] {
    let kinds = Dictionary(grouping: changes, by: \.kind)
    let isQuiet = [Kind.verdict, .begins, .ends, .goes].allSatisfy { kinds[$0] == nil }
    return (isQuiet ? ["no verdict changes"] : [])
      + Kind.allCases.flatMap { kind -> [String] in
        guard let those = kinds[kind] else { return [] }
        return [kind.heading(those.count)] + those.map { "  " + $0.words }.shown(indent: "  ")
      }
  }
}

extension ChangedClock.State {
  fileprivate var words: String {
    standing + (late.map { ", was late at \($0.short)" } ?? "")
  }

  fileprivate var limitWords: String { limit.map { ", met until \($0.short)" } ?? "" }

  private var standing: String {
    switch (verdict, due) {
    // What neither runs nor is decided rests.
    case (.open, let due?): "due \(due.short)"
    case (.open, nil): left.map { "paused, \($0) left" } ?? "paused"
    case (.missed, nil) where left != nil: "paused, overdue by \(left ?? "")"
    case (.missed, let due?): "overdue since \(due.short)"
    case (let verdict, _): verdict.word
    }
  }
}
