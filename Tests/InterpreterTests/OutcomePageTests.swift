import Interpreter
import JSON
import Testing

/// What a person is shown for a line.
struct OutcomePageTests {
  private static func page(_ outcome: Outcome, _ line: String = "", width: Int = 80) -> [String] {
    outcome.page(for: Line(line)).lines(width: width)
  }

  private static func refused(_ line: String, _ span: Range<Int>?, width: Int = 80) -> [String] {
    var problem = Problem(.badValue, "no")
    problem.span = span
    return page(Outcome(.refused(problem)), line, width: width)
  }

  @Test("an error shows the line, the place, the cause, what may have been meant, and a way out")
  func errors() {
    var problem = Problem(.badValue, "it is no word of any that stand here")
    #expect(
      Self.page(Outcome(.refused(problem)), "x", width: 36) == [
        "error[bad-value]: it is no word of", "  any that stand here",
      ])
    problem.expected = ["high", "low"]
    problem.hint = "say one of those that are named"
    #expect(
      Self.page(Outcome(.refused(problem)), width: 30) == [
        "error[bad-value]: it is no", "  word of any that stand here", "  expected: high · low",
        "  say one of those that are", "    named",
      ])
    problem.suggestions = ["low", "slow"]
    problem.span = 5..<8
    problem.hint = nil
    #expect(
      Self.page(Outcome(.refused(problem)), "set 1lwo now") == [
        "  set 1lwo now", "       ^~~", "error[bad-value]: it is no word of any that stand here",
        "  did you mean: low, slow",
      ])
  }

  @Test("what is expected wraps under itself")
  func expected() {
    var problem = Problem(.badValue, "no")
    problem.expected = ["one", "two", "three", "four"]
    #expect(
      Self.page(Outcome(.refused(problem)), width: 24) == [
        "error[bad-value]: no", "  expected: one · two ·", "    three · four",
      ])
  }

  @Test("a place is marked by cells, an empty one and one at the end by one")
  func marks() {
    #expect(Self.refused("日本 x", 3..<6)[1] == "    ^~")
    #expect(Self.refused("ab", 1..<1)[1] == "   ^")
    #expect(Self.refused("ab", 2..<2)[..<2] == ["  ab", "    ^"])
    #expect(Self.refused("a\tb", 1..<2)[..<2] == ["  a␉b", "   ^"])
    #expect(Self.refused("", 0..<0) == ["error[bad-value]: no"])
    #expect(Self.refused("ab", 2..<3) == ["error[bad-value]: no"])
    #expect(Self.refused("ab", nil) == ["error[bad-value]: no"])
  }

  @Test("of a long line what is round the place is shown")
  func longLines() {
    func text(_ letter: String, _ count: Int) -> String { String(repeating: letter, count: count) }
    // Up to forty cells before the place are shown, else twenty characters.
    #expect(Self.refused(text("a", 40) + "b", 40..<41)[0] == "  " + text("a", 40) + "b")
    #expect(Self.refused(text("a", 41) + "b", 41..<42)[0] == "  …" + text("a", 20) + "b")
    #expect(Self.refused(text("a", 41) + "b", 41..<42)[1] == "  " + text(" ", 21) + "^")
    // Of the place itself thirty cells.
    for (count, shown) in [(30, text("b", 30)), (31, text("b", 29) + "…")] {
      let lines = Self.refused("a" + text("b", count), 1..<1 + count)
      #expect(lines[0] == "  a" + shown)
      #expect(lines[1] == "   ^" + text("~", 29))
    }
    // Of what follows what makes seventy.
    #expect(Self.refused("ab" + text("c", 68), 1..<2)[0] == "  ab" + text("c", 68))
    #expect(Self.refused("ab" + text("c", 69), 1..<2)[0] == "  ab" + text("c", 67) + "…")
    let full = text("a", 40) + text("b", 30)
    #expect(Self.refused(full + "c", 40..<70, width: 200)[0] == "  " + full)
  }

  private static func question(_ change: (inout Needs.Input) -> Void) -> [String] {
    let slot = Parameter("tag", "The tag.", ValueType<String>.word).slot()
    var input = Needs.Input(slot: slot, message: "Which tag?")
    change(&input)
    let command = Command("ticket.tag", .write, "Tags.", verbs: ["tag"]) { Schema([:]) }
    return page(
      Outcome(.needs(Needs(command: command, arguments: [:], inputs: [input]))), width: 32)
  }

  @Test("a question shows what was wrong, what to choose from, and what is asked")
  func questions() {
    #expect(Self.question { _ in } == ["Which tag?"])
    #expect(
      Self.question {
        $0.candidates = [
          Candidate("ui", label: "the interface and all of its parts"), Candidate("db"),
        ]
      } == ["  ui  the interface and all of …", "  db", "Which tag?"])
    #expect(
      Self.question {
        var fault = Problem(.badValue, "\"x\" is no tag")
        fault.hint = "a tag is a word, and stands without a blank"
        $0.fault = fault
      } == [
        "\"x\" is no tag", "  a tag is a word, and stands", "    without a blank", "Which tag?",
      ])
    #expect(
      Self.question {
        $0.candidates = [Candidate("ab12", label: "yes")]
        $0.agreement = "ab12"
      } == ["Which tag? [y/N]"])
  }

  @Test("what came before the answer and what was inferred stand before it")
  func order() {
    let reply = Shape<Int64>("Done", [], page: { Page(.init("done \($0)")) }).reply(1)
    let outcome = Outcome(.done(reply), inferred: "#12 Gateway", aside: Page(.init("before")))
    #expect(Self.page(outcome) == ["before", "(#12 Gateway)", "done 1"])
    let coloured = outcome.page(for: Line("")).lines(width: 80, colour: true)
    #expect(coloured[1] == "\u{1B}[2m(#12 Gateway)\u{1B}[0m")
  }

  @Test("a program that reads the screen is told the kind of the answer and its data in a line")
  func summaries() {
    let reply = Shape<Int64>("Done", [Field("number", "Which.", .count) { $0 }]).reply(1)
    #expect(Outcome(.done(reply)).summary.text == "done {\"number\":1}\n")
    #expect(
      Outcome(.refused(Problem(.badValue, "no"))).summary.text
        == #"error {"kind":"bad-value","retryable":false,"effect":"none"}"# + "\n")
    let slot = Parameter("tag", "The tag.", ValueType<String>.word).slot()
    let command = Command("ticket.tag", .write, "Tags.", verbs: ["tag"]) { Schema([:]) }
    let needs = Needs(
      command: command, arguments: [:], inputs: [Needs.Input(slot: slot, message: "Which?")])
    #expect(
      Outcome(.needs(needs)).summary.text
        == #"question {"tag":{"message":"Which?","schema":{"type":"string","minLength":1},"#
        + #""why":"The tag."}}"# + "\n")
  }
}
