import Interpreter
import JSON
import Testing

/// The parameters of the program's and the connection's own words.
struct ParameterTests {
  private static func isTaken<Value>(_ value: JSONValue, _ parameter: Parameter<Value>) -> Bool {
    do { _ = try parameter.type.decode(value) } catch { return false }
    return true
  }

  @Test(
    "a number is taken at both ends of its range, and none beyond",
    arguments: [
      (ProgramParameters.control, 0...Int64(Int32.max)), (WireParameter.width, 20...1_000),
      (WireParameter.cursor, 0...Int64.max), (WriteTerm.ifRevision, 1...Int64.max),
    ])
  func numbers(parameter: Parameter<Int64>, range: ClosedRange<Int64>) {
    #expect(Self.isTaken(.integer(range.lowerBound), parameter))
    #expect(Self.isTaken(.integer(range.upperBound), parameter))
    #expect(!Self.isTaken(.integer(range.lowerBound - 1), parameter))
    if range.upperBound < .max {
      #expect(!Self.isTaken(.integer(range.upperBound + 1), parameter))
    }
  }

  @Test(
    "a name of the caller's has at most 128 characters and one at least",
    arguments: [WireParameter.session, WriteTerm.idempotencyKey])
  func names(parameter: Parameter<String>) {
    let taken = [0, 1, 128, 129].map { count in
      Self.isTaken(.string(String(repeating: "é", count: count)), parameter)
    }
    #expect(taken == [false, true, true, false])
  }

  @Test("a line may be empty, and a file's name holds no zero")
  func texts() {
    #expect(Self.isTaken("", WireParameter.line))
    for parameter in [
      ProgramParameters.database, ProgramParameters.log, ProgramParameters.file,
      ProgramParameters.copy, ProgramParameters.report,
    ] {
      #expect(parameter.type.isPath)
      #expect(["a b", "", "\u{0}"].map { Self.isTaken($0, parameter) } == [true, false, false])
    }
    #expect(ProgramParameters.files.type.isPath)
    #expect(
      [["a b"], [], ["\u{0}"]].map { Self.isTaken($0, ProgramParameters.files) } == [
        true, false, false,
      ])
    #expect(Self.isTaken("a\u{0}", ProgramParameters.line))
  }

  @Test("a program's word is declared under its own name, for shells alone")
  func words() {
    for word in ProgramWord.allCases {
      #expect(word.command.name == "program.\(word.rawValue)")
      #expect(word.command.verbs == [word.rawValue])
      #expect(word.command.ground == .program(word))
      #expect(word.command.slots.allSatisfy { !$0.isTerm })
    }
    for word in WireWord.allCases {
      #expect(word.command.name == word.rawValue)
      #expect(word.command.phrases.isEmpty && word.command.ground == .wire(word))
    }
  }
}
