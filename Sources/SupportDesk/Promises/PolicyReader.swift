import ServiceLevels

/// What was read of a policy's text so far.
struct PolicyReader {
  /// The words that begin a line that is no row.
  enum Key: String, CaseIterable {
    case policy, zone, calendar, warn, reopen, pause
    case onPriorityChange = "on-priority-change"
  }

  private let isZone: (String) -> Bool
  private let calendars: Calendars
  private let instant: Instant
  private let rowReader: PolicyRowReader
  private var taken: [Key: (line: Int, words: [String])] = [:]
  private var rows: [(line: Int, row: DraftRow)] = []
  /// Readable or not.
  private var rowLines = 0
  /// The priorities of rows that cannot be read, which are told by their own lines.
  private var unread: Set<Priority> = []
  private var faults: [DocumentFault] = []

  /// As of `PolicyFact`.
  private static let reopenDays: ClosedRange<Int64> = 0...3_652_058

  init(_ names: PolicyNames, _ calendars: Calendars, from instant: Instant) {
    isZone = names.isZone
    rowReader = PolicyRowReader(customer: names.customer)
    self.calendars = calendars
    self.instant = instant
  }

  // MARK: Lines

  mutating func take(_ line: DocumentLine) {
    let words = line.words
    if line.key.first?.isNumber == true {
      rowLines += 1
      if rowLines > PolicyFact.rowsMax {
        let fault = DocumentFault(line: line.number, .tooManyRows(max: PolicyFact.rowsMax))
        if faults.last?.what != fault.what { faults.append(fault) }
        unread.formUnion(Priority.allCases)
        return
      }
      do throws(DocumentFault) { rows.append((line.number, try rowReader.row(line))) } catch {
        faults.append(error)
        let named = PolicyRowReader.priorities(of: words)
        // Of which priorities a row is whose word is none, nobody can tell.
        unread.formUnion(named.isEmpty ? Priority.allCases : named)
      }
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
    let change: PolicyFact.OnPriorityChange = choice(.onPriorityChange) ?? .keep
    let pause: Pause = choice(.pause) ?? .waiting
    let rows = checkedRows(calendar)
    guard faults.isEmpty, let name, let zone else {
      // Those of single lines first, in the order of lines.
      throw DocumentFaults(
        faults.filter { $0.line > 0 }.sorted { $0.line < $1.line } + faults.filter { $0.line == 0 })
    }
    return PolicyFact(
      name: name, version: 1, zone: zone, warnings: warnings, reopenDays: reopenDays,
      rows: rows.sorted { $0.rank < $1.rank }, onPriorityChange: change,
      pausesWaiting: pause == .waiting)
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

  /// What halts the clocks of resolutions and updates.
  private enum Pause: String, CaseIterable { case waiting, never }

  /// The one word of a line, of a few.
  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: Key
  ) -> Choice? {
    guard let (line, words) = taken[key] else { return nil }
    if words.count > 1 { fault(line, .word(words[1], expected: [])) }
    guard let choice = Choice(rawValue: words[0].lowercased()) else {
      fault(line, .word(words[0], expected: Choice.allCases.map(\.rawValue)))
      return nil
    }
    return choice
  }

  /// No rank twice, no row behind those that match all that it does, and each priority matched by a row
  /// that is for every ticket of it.
  private mutating func checkedRows(_ calendar: String) -> [PolicyFact.Row] {
    var read: [(line: Int, row: PolicyFact.Row)] = []
    for (index, (line, draft)) in rows.enumerated() {
      if let other = rows[..<index].first(where: { $0.row.rank == draft.rank }) {
        fault(line, .tie(rank: draft.rank, line: other.line))
      }
      do throws(DocumentFaults) {
        if let row = try draft.row(line: line, calendar, calendars, from: instant) {
          read.append((line, row))
        } else {
          unread.formUnion(draft.priorities)
        }
      } catch {
        faults += error.all
        unread.formUnion(draft.priorities)
      }
    }
    for (line, row) in read {
      let earlier = read.filter { $0.row.rank < row.rank }
      let hiding = row.priorities.map { priority in
        earlier.first { $0.row.covers(row, at: priority) }
      }
      if let first = hiding.first ?? nil, hiding.allSatisfy({ $0 != nil }) {
        fault(line, .unreachable(row.priorities[0].rawValue, line: first.line))
      }
    }
    for priority in Priority.allCases where !unread.contains(priority) {
      let isMatched = read.contains {
        $0.row.priorities.contains(priority) && $0.row.tag == nil && $0.row.customer == nil
      }
      if !isMatched { fault(0, .noRow(priority.rawValue)) }
    }
    return read.map(\.row)
  }
}
