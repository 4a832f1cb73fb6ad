import Interpreter
import JSON
import Testing

@testable import Console

/// What a paste is taken for.
struct PasteTests {
  @Test(
    "a paste's lines end in line feeds, and its control characters go",
    arguments: [
      ("a", "a"), ("a\rb", "a\nb"), ("a\r\nb", "a\nb"), ("a\nb", "a\nb"), ("a\n\nb", "a\n\nb"),
      ("a\r\rb", "a\n\nb"), ("a\n\rb", "a\n\nb"), ("a\n", "a"), ("a\n\n", "a\n"), ("\r", ""),
      ("", ""),
      ("a\tb", "a\tb"), ("a\u{1}\u{1B}[31m\u{7F}\u{80}\u{9F}b", "a[31mb"),
      ("a \u{A0}é", "a \u{A0}é"),
    ])
  func text(pasted: String, text: String) {
    #expect(Array(Paste.text(Array(pasted.utf8)).utf8) == Array(text.utf8))
  }

  /// A line that begins with `note` takes a text, one that begins with `do` is a command.
  private static func parse(_ line: Line) -> Parse {
    let slot = Parameter("text", "The text.", ValueType.text).slot()
    let command = Command("a.b", .read, "", verbs: ["do"], slots: [slot]) { Schema([:]) }
    if line.text.hasPrefix("note") { return .call(Call(command, ["text": .string(line.text)])) }
    return line.text.hasPrefix("do") ? .call(Call(command, [:])) : .refused(Problem(.tooLong, ""))
  }

  @Test(
    "pasted lines are one text, commands, or either",
    arguments: [
      ("note a\nb", .text), ("note a\nb\nc", .text), ("note a\ndo b", .either),
      ("note a\nb\ndo c", .either), ("do a\ndo b", .commands), ("x\ny", .commands),
      ("do a\nb", .commands),
    ] as [(String, PastedLines.Meaning)])
  func meaning(text: String, meaning: PastedLines.Meaning) {
    #expect(PastedLines.meaning(of: text, parse: Self.parse) == meaning)
  }

  @Test("lines that say nothing are none")
  func lines() {
    #expect(PastedLines.lines(of: "\na\n \t\n\n b \n") == ["a", " b "])
  }
}
