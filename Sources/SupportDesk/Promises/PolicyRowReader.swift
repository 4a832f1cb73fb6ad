import ServiceLevels

/// A row of a policy's text, as far as a line says it.
struct DraftRow {
  var rank: Int64
  var priorities: [Priority] = []
  var tag: String?
  var customer: PersonNumber?
  /// What the line says of clocks.
  var targets: [ClockName: Said] = [:]
  /// Nil for that of the whole policy.
  var calendar: String?

  enum Said {
    case never
    case within(Target)

    var target: Target? { if case .within(let target) = self { target } else { nil } }
  }
}

/// Reads the words of a row, from its rank on.
struct PolicyRowReader {
  /// Whom a policy's text means; nil where that is nobody, or more than one.
  let customer: (String) -> PersonNumber?

  private typealias What = DocumentFault.What

  /// The words behind which a row's values stand.
  private enum Key: String, CaseIterable {
    case tagged, `for`, respond, next, resolve, update, on

    var clock: ClockName? { ClockName.allCases.first { $0.word == rawValue } }
  }

  /// Stands for all priorities.
  static let every = "any"
  private static let nothing = "nothing"
  private static let never = "never"

  /// - Throws: the first thing that cannot be read.
  func row(_ line: DocumentLine) throws(DocumentFault) -> DraftRow {
    guard let rank = Int64(line.key), rank > 0 else {
      throw fault(line, .number(line.key, 1...(.max)))
    }
    var draft = DraftRow(rank: rank)
    var words = line.words[...]
    try takePriorities(&words, line, &draft)
    while let word = words.popFirst() {
      if word.lowercased() == Self.nothing {
        for clock in ClockName.allCases {
          if draft.targets[clock] != nil { throw fault(line, .wordTwice(clock.word)) }
          draft.targets[clock] = .never
        }
        continue
      }
      guard let key = Key(rawValue: word.lowercased()) else {
        throw fault(
          line, .word(word, expected: Key.allCases.map(\.rawValue) + [Self.nothing]))
      }
      guard let value = words.popFirst() else { throw fault(line, .noValue(word)) }
      try take(key, value, &words, line, &draft)
    }
    return draft
  }

  /// Those that a row of these words is for, as far as they can be read.
  static func priorities(of words: [String]) -> [Priority] {
    words.first?.lowercased() == every
      ? Priority.allCases : words.compactMap { Priority(rawValue: $0.lowercased()) }
  }

  private func takePriorities(
    _ words: inout ArraySlice<String>, _ line: DocumentLine, _ draft: inout DraftRow
  ) throws(DocumentFault) {
    while let word = words.first?.lowercased() {
      if let priority = Priority(rawValue: word) {
        if draft.priorities.contains(priority) { throw fault(line, .wordTwice(word)) }
        draft.priorities.append(priority)
      } else if word == Self.every, draft.priorities.isEmpty {
        draft.priorities = Priority.allCases
      } else {
        break
      }
      words.removeFirst()
    }
    if draft.priorities.isEmpty {
      throw fault(
        line,
        .word(words.first ?? "", expected: Priority.allCases.map(\.rawValue) + [Self.every]))
    }
    draft.priorities.sort { $0.rank < $1.rank }
  }

  private func take(
    _ key: Key, _ value: String, _ words: inout ArraySlice<String>, _ line: DocumentLine,
    _ draft: inout DraftRow
  ) throws(DocumentFault) {
    let isTwice =
      switch key {
      case .tagged: draft.tag != nil
      case .for: draft.customer != nil
      case .on: draft.calendar != nil
      case .respond, .next, .resolve, .update:
        key.clock.map { draft.targets[$0] != nil } ?? false
      }
    if isTwice { throw fault(line, .wordTwice(key.rawValue)) }
    switch key {
    case .on: draft.calendar = value
    case .for:
      guard let found = customer(value) else { throw fault(line, .noSuchCustomer(value)) }
      draft.customer = found
    case .tagged:
      do throws(Refusal) { draft.tag = try TextRules.tag(value) } catch {
        throw fault(line, .word(value, expected: ["a tag"]))
      }
    case .respond, .next, .resolve, .update:
      var text = value
      if words.first?.lowercased() == "always" { text += " \(words.removeFirst().lowercased())" }
      guard let clock = key.clock else { return }
      draft.targets[clock] = try target(text, line)
    }
  }

  private func target(_ text: String, _ line: DocumentLine) throws(DocumentFault) -> DraftRow.Said {
    if text.lowercased() == Self.never { return .never }
    do throws(TargetFailure) { return .within(try Target(text: text)) } catch {
      throw fault(line, .target(error))
    }
  }

  private func fault(_ line: DocumentLine, _ what: What) -> DocumentFault {
    DocumentFault(line: line.number, what)
  }
}

extension ClockName {
  /// The word before its target in a policy's text.
  package var word: String {
    switch self {
    case .response: "respond"
    case .nextResponse: "next"
    case .resolution: "resolve"
    case .update: "update"
    }
  }
}

extension DraftRow {
  /// The row, checked against the calendars by which it is to be measured.
  ///
  /// - Parameters:
  ///   - calendar: that of the whole policy.
  ///   - instant: from when on it is to hold.
  func row(
    line: Int, _ calendar: String, _ calendars: Calendars, from instant: Instant
  ) throws(DocumentFaults) -> PolicyFact.Row? {
    let name = self.calendar ?? calendar
    guard let history = calendars[name] else {
      // That of the whole policy is told once.
      if self.calendar == nil { return nil }
      throw DocumentFaults([
        DocumentFault(line: line, .noSuchCalendar(name, known: calendars.names))
      ])
    }
    var faults: [DocumentFault] = []
    for clock in [ClockName.response, .resolution] where targets[clock] == nil {
      faults.append(DocumentFault(line: line, .noTarget(clock.word)))
    }
    var said = targets
    if said[.nextResponse] == nil { said[.nextResponse] = said[.response] }
    var texts: [ClockName: String] = [:]
    for clock in ClockName.allCases {
      guard let target = said[clock]?.target else { continue }
      texts[clock] = target.text
      // What is said once is wrong once.
      if targets[clock] == nil { continue }
      do throws(DocumentFault) {
        try check(target, of: clock, line: line, on: name, history, from: instant)
      } catch {
        faults.append(error)
      }
    }
    if let respond = said[.response]?.target, let resolve = said[.resolution]?.target,
      let sooner = resolve.runningMs, let later = respond.runningMs, sooner < later
    {
      faults.append(DocumentFault(line: line, .sooner(resolve.text, than: respond.text)))
    }
    if !faults.isEmpty { throw DocumentFaults(faults) }
    return PolicyFact.Row(
      rank: rank, priorities: priorities, tag: tag, customer: customer, targets: texts,
      calendar: name)
  }

  private func check(
    _ target: Target, of clock: ClockName, line: Int, on name: String, _ history: CalendarHistory,
    from instant: Instant
  ) throws(DocumentFault) {
    do throws(CivilTargetFailure) { try target.requireMeasurable(on: history, at: instant) } catch {
      throw DocumentFault(line: line, .civil(error, calendar: name))
    }
    if target.runningMs == nil, clock == .update {
      throw DocumentFault(line: line, .updateOfDays(target.text))
    }
    if target.countsWorkingDays, target.isAlways || name == Calendars.always {
      throw DocumentFault(line: line, .noWorkingDays(target.text))
    }
  }
}
