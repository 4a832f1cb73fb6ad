import Interpreter
import JSON
import Testing

@testable import Commands

/// The lines that the list itself gives as examples.
struct ExampleTests {
  private static let grammar = Grammar(
    commands: Catalogue.entries.map(\.command), aliases: Catalogue.aliases)
  private static let lines = Catalogue.entries.map(\.command).flatMap(\.examples).map(\.line)

  @Test("an example is a call of its command, or asks for what it leaves out")
  func examples() {
    for command in Catalogue.entries.map(\.command) where command.ground == .desk {
      for example in command.examples {
        let focus = Focus(value: 1, label: "#1")
        switch Self.grammar.parse(Line(example.line), focus: focus).meaning {
        case .call(let call): #expect(call.command.name == command.name, "\(example.line)")
        case .needs(let needs): #expect(needs.command.name == command.name, "\(example.line)")
        case .refused(let problem): Issue.record("\(example.line): \(problem.message)")
        case .empty: Issue.record("\(example.line) says nothing")
        }
      }
    }
  }

  @Test("at every cursor of every example completion offers what may stand there, or nothing")
  func completion() {
    for line in Self.lines {
      let bytes = Array(line.utf8)
      for cursor in 0...bytes.count {
        let completion = Self.grammar.complete(Line(line), cursor: cursor) { _, _ in [] }
        let typed = String(decoding: bytes[min(completion.start, cursor)..<cursor], as: UTF8.self)
        for candidate in completion.candidates
        where !candidate.value.lowercased().hasPrefix(typed.lowercased()) {
          Issue.record("\(line), cursor \(cursor): \(candidate.value) does not begin with \(typed)")
        }
      }
    }
  }

  @Test("a verb is completed from its first letter")
  func verbs() {
    for command in Catalogue.entries.map(\.command) where command.ground == .desk {
      guard let verb = command.verbs.first?.split(separator: " ").first else { continue }
      let line = Line(String(verb.prefix(1)))
      let completion = Self.grammar.complete(line, cursor: line.text.utf8.count) { _, _ in [] }
      #expect(completion.candidates.contains { $0.value == verb }, "\(verb)")
    }
  }

  @Test(
    "each turn of phrase stands for a line of commands",
    arguments: [
      ("12", "show 12"), ("who has 12", "show 12"), ("how is 12", "show 12"),
      ("why is 12 due", "why 12"), ("why is 12 overdue", "why 12"), ("when is 12 due", "why 12"),
      ("what is due", "list due<1d"), ("what is due in the next hour", "list due<1h"),
      ("what is due within 2h", "list due<2h"), ("what is overdue", "list overdue"),
      ("what's overdue", "list overdue"), ("what is mine", "list mine"),
      ("what is new", "list new"), ("what is waiting", "list waiting"),
      ("how many are open", "list --count --limit 1"),
    ])
  func aliases(said: String, line: String) throws {
    let (meaning, stands) = Self.grammar.parse(Line(said), focus: nil)
    #expect(stands?.text == line)
    for polite in [
      said + " please", said + "?", said + " ?", "please " + said, "could you " + said,
    ] {
      #expect(Self.grammar.parse(Line(polite), focus: nil).alias?.text == line, "\(polite)")
    }
    guard case .call(let call) = meaning,
      case .call(let plain) = Self.grammar.parse(Line(line), focus: nil).meaning
    else {
      Issue.record("\(said) is no call")
      return
    }
    #expect(call.command.name == plain.command.name)
    #expect(call.arguments == plain.arguments)
  }
}
