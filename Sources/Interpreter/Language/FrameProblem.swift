/// What is wrong with a line whose verb is known.
enum FrameProblem {
  static func missing(_ slot: Slot, of command: Command, at offset: Int) -> Problem {
    var problem = Problem(.missingInput, "\(command.usage): <\(slot.word)> is missing")
    problem.span = offset..<offset
    problem.pointer = "/" + slot.name
    problem.expected = slot.choices.isEmpty ? [slot.typeName] : slot.choices
    return problem
  }

  static func unknownFlag(_ name: String, of command: Command, at range: Range<Int>) -> Problem {
    let words = command.slots.map(\.word)
    var problem = Problem(
      .unknownField, "\(command.verbs.first ?? command.name) has no --\(Problem.clipped(name))")
    problem.span = range
    problem.got = name
    problem.suggestions = Suggestion.near(name, among: words).map { "--" + $0 }
    problem.expected = words.map { "--" + $0 }
    return problem
  }

  static func extraWords(_ token: Token, of command: Command) -> Problem {
    var problem = Problem(.extraWords, "nothing more is expected here")
    problem.span = token.range
    problem.got = Problem.clipped(token.text)
    problem.hint = command.usage
    return problem
  }

  /// A text that begins as a flag does, and so may be a slip.
  static func dashed(_ token: Token, of command: Command) -> Problem {
    var problem = Problem(.extraWords, "a text that begins with - needs a colon before it")
    problem.span = token.range
    problem.got = Problem.clipped(token.text)
    problem.hint = command.usage
    return problem
  }

  static func repeated(_ slot: Slot, at range: Range<Int>) -> Problem {
    var problem = Problem(.repeated, "\(slot.word) is given twice")
    problem.span = range
    problem.pointer = "/" + slot.name
    return problem
  }

  static func unfinished(_ token: Token) -> Problem {
    var problem = Problem(.unfinished, "the quotation has no end")
    problem.span = token.isQuoted ? token.range : token.inner
    return problem
  }

  static func noFocus(_ word: String, at range: Range<Int>) -> Problem {
    var problem = Problem(.noFocus, "`\(word)` stands for nothing yet in this session")
    problem.span = range
    problem.hint = "show 12 makes 12 what `it` means"
    return problem
  }

  /// A value that its slot's type refused; the part that the type points at is marked in the line
  /// where the line holds the value as it was read.
  static func badValue(
    _ text: String, for slot: Slot, _ fault: ValueFault, at range: Range<Int>, in bytes: [UInt8]
  ) -> Problem {
    var problem = Problem.badValue(text, for: slot, fault: fault)
    problem.span = range
    if let part = fault.span, part.upperBound <= range.count, bytes[range].elementsEqual(text.utf8)
    {
      problem.span = range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound
    }
    return problem
  }

  /// The problem with the line that would be meant where a text begins at that place.
  static func unless(_ problem: Problem, in bytes: [UInt8], isTextFrom start: Int) -> Problem {
    var problem = problem
    let head = String(decoding: bytes[..<start], as: UTF8.self)
    let rest = String(decoding: bytes[start...], as: UTF8.self)
    let blanks = head.reversed().prefix { $0 == " " || $0 == "\t" }.count
    problem.hint = head.dropLast(blanks) + " : " + Problem.clipped(rest)
    return problem
  }

  /// The problem with the line that would be meant where the word is the name of a flag.
  static func unlessFlag(_ flag: Slot, _ problem: Problem, in bytes: [UInt8]) -> Problem {
    guard let span = problem.span else { return problem }
    var problem = problem
    let head = String(decoding: bytes[..<span.lowerBound], as: UTF8.self)
    problem.hint =
      head + "--\(flag.word)"
      + Problem.clipped(String(decoding: bytes[span.upperBound...], as: UTF8.self))
    return problem
  }
}
