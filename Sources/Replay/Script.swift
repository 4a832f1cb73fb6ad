/// One recorded session: every line says what it is in its first character (console.md 3.2).
///
/// Lines end with a line feed, or with a carriage return and a line feed, which is no part of them.
package struct Script: Sendable {
  /// One line of the file with its number.
  package struct Step: Sendable {
    package enum Kind: Sendable, Equatable {
      /// A line as typed, with the text lines that follow it, joined.
      case say(String)
      case directive(Directive)
      /// Kept by bless: comments and blank lines.
      case remark
      case expectation(Expectation)
    }

    package var number: Int
    package var source: [String]
    package var kind: Kind
  }

  /// A line that a step must give.
  package struct Expectation: Sendable, Equatable {
    package enum Gutter: Character, Sendable {
      case output = "|"
      case error = "!"
      case question = "?"
      case notice = "*"
      case data = "="
    }

    package var gutter: Gutter
    package var text: String

    package init(_ gutter: Gutter, _ text: String) {
      self.gutter = gutter
      self.text = text
    }

    package var line: String {
      text.isEmpty ? String(gutter.rawValue) : "\(gutter.rawValue) \(text)"
    }
  }

  package private(set) var steps: [Step] = []

  /// Reads a session; one in which nothing is said and nothing directed is none.
  package init(_ text: String) throws(ScriptFault) {
    let lines = try ScriptLine.all(of: text)[...]
    var rest = lines
    while let line = rest.popFirst() {
      switch line.gutter {
      case nil, "#": add(.remark, line)
      case ">": add(.say(line.rest), line)
      case ".": try addText(line, &rest)
      case "@":
        do throws(Directive.Unreadable) {
          add(.directive(try Directive(line.rest)), line)
        } catch {
          throw ScriptFault(number: line.number, why: error.why)
        }
      case let gutter?:
        guard let gutter = Expectation.Gutter(rawValue: Character(gutter)) else {
          throw ScriptFault(number: line.number, why: "a line begins with one of # > . @ | ! ? * =")
        }
        add(.expectation(Expectation(gutter, line.rest)), line)
      }
    }
    if steps.allSatisfy({ $0.kind == .remark }) {
      throw ScriptFault(number: 1, why: "this is no session: no line begins with > or @")
    }
  }

  private mutating func add(_ kind: Step.Kind, _ line: ScriptLine) {
    steps.append(Step(number: line.number, source: [line.text], kind: kind))
  }

  /// Takes the lines of a text up to its end.
  private mutating func addText(
    _ first: ScriptLine, _ rest: inout ArraySlice<ScriptLine>
  ) throws(ScriptFault) {
    var lines: [ScriptLine] = []
    var next: ScriptLine? = first
    while let line = next, line.text != ".end" {
      guard line.gutter == "." else {
        throw ScriptFault(number: line.number, why: "a line of a text begins with . until .end")
      }
      lines.append(line)
      next = rest.popFirst()
    }
    guard let end = next, !lines.isEmpty else {
      throw ScriptFault(
        number: first.number, why: lines.isEmpty ? ".end ends no text" : "a text ends with .end")
    }
    let text = lines.map(\.rest).joined(separator: "\n")
    steps.append(
      Step(
        number: first.number, source: (lines + [end]).map(\.text), kind: .say(text)))
  }
}
