import Interpreter
import JSON
import Testing

/// What an error tells programs.
struct ProblemTests {
  private static func told(_ change: (inout Problem) -> Void) -> String {
    var problem = Problem(.badValue, "no")
    change(&problem)
    return problem.data.compact()
  }

  @Test("an error of which nothing is known tells its kind, and that nothing was changed")
  func bare() {
    #expect(
      Self.told { _ in } == #"{"kind":"bad-value","retryable":false,"effect":"none"}"#)
  }

  @Test("what is known of an error stands in its data, each under its name")
  func full() {
    #expect(
      Self.told {
        $0.span = 1..<3
        $0.pointer = "/tag"
        $0.expected = ["a", "b"]
        $0.got = "c"
        $0.suggestions = ["d"]
        $0.hint = "say a"
        $0.within = 0..<2
        $0.permission = "tag"
        $0.expectedRevision = 4
        $0.actualRevision = 5
        $0.status = "open"
        $0.draft = "d3"
      }
        == #"{"kind":"bad-value","span":{"start":1,"end":3},"pointer":"/tag","expected":["a","b"],"#
        + #""got":"c","didYouMean":["d"],"hint":"say a","within":{"start":0,"end":2},"#
        + #""permission":"tag","expectedRevision":4,"actual":5,"status":"open","draft":"d3","#
        + #""retryable":false,"effect":"none"}"#)
    #expect(Self.told { $0.alwaysSuggests = true }.contains(#""didYouMean":[]"#))
    #expect(Self.told { $0.isRecorded = true }.contains(#""effect":"committed""#))
  }

  @Test("a kind's family says its number, the exit status, and whether to try again")
  func families() {
    let told = ErrorFamily.allCases.map { family in
      var problem = Problem(ErrorKind("x", family, "X."), "no")
      func again() -> String { problem.data["retryable"]?.bool == true ? "again" : "never" }
      let bare = again()
      problem.needsHands = true
      return "\(family) \(family.code) \(family.exitStatus) \(bare) \(again())"
    }
    #expect(
      told == [
        "json -32700 2 never never", "envelope -32600 2 never never", "method -32601 2 never never",
        "language 4000 2 never never", "rules 4001 1 never never", "load 4002 1 again never",
        "world 5000 3 again never", "cancelled -32800 1 never never",
      ])
  }

  @Test("a value that a place does not take is told with what it takes")
  func badValues() {
    let slot = Parameter("priority", "How pressing.", ValueType<String>.word).slot()
    let fault = ValueFault(expected: ["high", "low"], suggestions: ["low"], span: 0..<2)
    let plain = Problem.badValue("lwo", for: slot, fault: fault)
    #expect(plain.message == "\"lwo\" is no word")
    #expect(plain.pointer == "/priority" && plain.got == "lwo" && plain.span == nil)
    #expect(plain.expected == ["high", "low"] && plain.suggestions == ["low"])
    let why = ValueFault(why: "it is empty", expected: [], kind: .tooLong)
    #expect(Problem.badValue("", for: slot, fault: why).message == "it is empty")
    #expect(Problem.badValue("", for: slot, fault: why).kind == .tooLong)
  }

  @Test("of a value forty characters are told", arguments: [40, 41])
  func clipped(count: Int) {
    let slot = Parameter("tag", "The tag.", ValueType<String>.word).slot()
    let value = String(repeating: "é", count: count)
    let told = count == 40 ? value : String(repeating: "é", count: 40) + "…"
    let problem = Problem.badValue(value, for: slot, fault: ValueFault(expected: []))
    #expect(problem.got == told)
    #expect(problem.message == "\"\(told)\" is no word")
  }

  @Test("what is missing is told to who cannot be asked, with how it is given")
  func missing() {
    func told(_ line: String, _ change: (inout Needs) -> Void = { _ in }) -> [String?] {
      guard case .needs(var needs) = TestCommands.grammar.parse(Line(line), focus: nil).meaning
      else { return [] }
      change(&needs)
      let problem = needs.problem
      return [
        problem.kind.word, problem.message, problem.pointer,
        problem.expected.joined(separator: ","), problem.hint,
      ]
    }
    #expect(
      told("assign") == [
        "missing-input", "assign: <ticket> and <agent> is missing", "/ticket", "ticket",
        "usage: assign [ticket] <ticket> [to] <agent> [because <because>]",
      ])
    #expect(
      told("set 1") == [
        "missing-input", "set: <priority> is missing", "/priority", "urgent,high,medium,low",
        "usage: set [ticket] <ticket> [priority] <priority>",
      ])
    #expect(
      told("tag 1") {
        $0.inputs[0].message = "shall it be done?"
        $0.inputs[0].agreement = "ab12"
      } == [
        "missing-input", "tag: <tag> is missing", "/tag", "word",
        "shall it be done? --tag ab12 does it",
      ])
    #expect(
      told("tag 1") { $0.inputs[0].fault = Problem(.conflict, "another") }.prefix(2)
        == ["conflict", "another"])
  }
}

extension ErrorKind {
  fileprivate static let conflict = ErrorKind("conflict", .rules, "Something came between.")
}
