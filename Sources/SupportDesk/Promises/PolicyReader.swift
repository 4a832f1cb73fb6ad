import ServiceLevels

/// What was read of a policy's text so far.
struct PolicyReader {
  /// The words that begin a line that is no row.
  enum Key: String, CaseIterable {
    case policy, zone, calendar, warn, reopen
  }

  private let isZone: (String) -> Bool
  private let calendars: Calendars
  private let instant: Instant
  private var taken: [Key: (line: Int, words: [String])] = [:]
  private var rows: [(line: Int, row: DraftRow)] = []
  /// Those of rows that cannot be read too.
  private var priorities: Set<Priority> = []
  private var faults: [DocumentFault] = []

  /// A row whose calendar may be the one of the whole policy.
  private struct DraftRow {
    var rank: Int64
    var priority: Priority
    var targets: [Clock: Target] = [:]
    var calendar: String?
  }

  /// The words of a row that a target follows.
  private enum Clock: String, CaseIterable {
    case respond, next, resolve
  }

  /// As of `PolicyFact`.
  private static let reopenDays: ClosedRange<Int64> = 0...3_652_058

  init(isZone: @escaping (String) -> Bool, calendars: Calendars, instant: Instant) {
    self.isZone = isZone
    self.calendars = calendars
    self.instant = instant
  }

  // MARK: Lines

  mutating func take(_ line: DocumentLine) {
    let words = line.value.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map {
      String($0)
    }
    if line.key.first?.isNumber == true {
      takeRow(line, words)
      return
    }
    guard let key = Key(rawValue: line.key.lowercased()) else {
      let known = Key.allCases.map(\.rawValue) + ["a rank such as 10"]
      return fault(line.number, .unknownKey(line.key, known: known))
    }
    if words.isEmpty { return fault(line.number, .noValue(key.rawValue)) }
    if taken[key] != nil { return fault(line.number, .twice(key.rawValue)) }
    taken[key] = (line.number, words)
  }

  private mutating func takeRow(_ line: DocumentLine, _ words: [String]) {
    guard let rank = Int64(line.key), rank > 0 else {
      return fault(line.number, .number(line.key, 1...(.max)))
    }
    let priorities = Priority.allCases.map(\.rawValue)
    guard let word = words.first, let priority = Priority(rawValue: word.lowercased()) else {
      return fault(line.number, .word(words.first ?? "", expected: priorities))
    }
    self.priorities.insert(priority)
    var draft = DraftRow(rank: rank, priority: priority)
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      if word.lowercased() == "on" {
        guard draft.calendar == nil, let name = rest.popFirst() else {
          return fault(line.number, draft.calendar == nil ? .noValue(word) : .twice(word))
        }
        draft.calendar = name
        continue
      }
      guard let clock = Clock(rawValue: word.lowercased()) else {
        return fault(
          line.number, .word(word, expected: Clock.allCases.map(\.rawValue) + ["on"]))
      }
      if draft.targets[clock] != nil { return fault(line.number, .twice(clock.rawValue)) }
      var text = rest.popFirst() ?? ""
      if rest.first?.lowercased() == "always" { text += " " + (rest.popFirst() ?? "").lowercased() }
      do throws(TargetFailure) { draft.targets[clock] = try Target(text: text) } catch {
        return fault(line.number, .target(error))
      }
    }
    rows.append((line.number, draft))
  }

  private mutating func fault(_ line: Int, _ what: DocumentFault.What) {
    faults.append(DocumentFault(line: line, what))
  }

  // MARK: The whole

  /// The first version of what it says.
  mutating func whole() throws(DocumentFaults) -> PolicyFact {
    let name = word(.policy)
    let zone = word(.zone)
    if let zone, !isZone(zone) { fault(taken[.zone]?.line ?? 0, .noSuchZone(zone)) }
    let calendar = taken[.calendar] == nil ? Calendars.always : word(.calendar) ?? ""
    if calendars[calendar] == nil, taken[.calendar] != nil {
      fault(taken[.calendar]?.line ?? 0, .noSuchCalendar(calendar, known: calendars.names))
    }
    let (warnings, reopenDays) = (percentages(), days())
    checkOrder()
    let rows = rows.compactMap { line, draft in row(line, draft, calendar) }
    for priority in Priority.allCases where !priorities.contains(priority) {
      fault(0, .noRow(priority.rawValue))
    }
    guard faults.isEmpty, let name, let zone else {
      // Those of single lines first, in the order of lines.
      throw DocumentFaults(
        faults.filter { $0.line > 0 }.sorted { $0.line < $1.line } + faults.filter { $0.line == 0 })
    }
    return PolicyFact(
      name: name, version: 1, zone: zone, warnings: warnings, reopenDays: reopenDays,
      rows: rows.sorted { $0.rank < $1.rank })
  }

  /// The one word of a line that there must be.
  private mutating func word(_ key: Key) -> String? {
    guard let (line, words) = taken[key] else {
      fault(0, .missing(key.rawValue))
      return nil
    }
    if words.count > 1 { fault(line, .word(words[1], expected: [])) }
    return words[0]
  }

  /// `75 %`, or several: in ascending order.
  private mutating func percentages() -> [Int64] {
    guard let (line, words) = taken[.warn] else { return [75] }
    var percentages: [Int64] = []
    for word in words where word != "%" {
      let digits = word.hasSuffix("%") ? String(word.dropLast()) : word
      guard let percent = Int64(digits), max(1, (percentages.last ?? 0) + 1)...99 ~= percent else {
        fault(line, .number(word, min(99, (percentages.last ?? 0) + 1)...99))
        return []
      }
      percentages.append(percent)
    }
    return percentages
  }

  /// `7 days`.
  private mutating func days() -> Int64 {
    guard let (line, words) = taken[.reopen] else { return 7 }
    guard let days = Int64(words[0]), Self.reopenDays ~= days else {
      fault(line, .number(words[0], Self.reopenDays))
      return 0
    }
    if words.count > 1, !["day", "days"].contains(words[1].lowercased()) || words.count > 2 {
      fault(line, .word(words[words.count > 2 ? 2 : 1], expected: words.count > 2 ? [] : ["days"]))
    }
    return days
  }

  /// No rank twice, and no row behind one that matches all that it does.
  private mutating func checkOrder() {
    for (index, (line, row)) in rows.enumerated() {
      if let other = rows[..<index].first(where: { $0.row.rank == row.rank }) {
        fault(line, .tie(rank: row.rank, line: other.line))
      } else if let other = rows.first(where: {
        $0.row.priority == row.priority && $0.row.rank < row.rank
      }) {
        fault(line, .unreachable(row.priority.rawValue, line: other.line))
      }
    }
  }

  private mutating func row(_ line: Int, _ draft: DraftRow, _ calendar: String) -> PolicyFact.Row? {
    let name = draft.calendar ?? calendar
    guard let history = calendars[name] else {
      if draft.calendar != nil { fault(line, .noSuchCalendar(name, known: calendars.names)) }
      return nil
    }
    guard let respond = draft.targets[.respond], let resolve = draft.targets[.resolve] else {
      let lacking: Clock = draft.targets[.respond] == nil ? .respond : .resolve
      fault(line, .noTarget(lacking.rawValue))
      return nil
    }
    let next = draft.targets[.next] ?? respond
    for target in [respond, next, resolve] {
      do throws(CivilTargetFailure) { try target.requireMeasurable(on: history, at: instant) } catch
      {
        fault(line, .civil(error, calendar: name))
        return nil
      }
    }
    return PolicyFact.Row(
      rank: draft.rank, priority: draft.priority, respond: respond.text, respondNext: next.text,
      resolve: resolve.text, calendar: name)
  }
}
