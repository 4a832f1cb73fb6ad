/// One recorded session: every line says what it is in its first character (console.md 3.2).
package struct Script: Sendable {
  /// One line of the file with its number.
  package struct Step: Sendable {
    package enum Kind: Sendable, Equatable {
      /// A line as typed, with the text lines that follow it, joined.
      case say(String, isText: Bool)
      case directive(name: String, argument: String)
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

  package var steps: [Step] = []

  /// A line that is none of the format's.
  package struct Fault: Error, Sendable {
    package let number: Int
    package let why: String
  }

  package init(_ text: String) throws(Fault) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let number = index + 1
      index += 1
      guard let first = line.first, first != "#" else {
        steps.append(Step(number: number, source: [line], kind: .remark))
        continue
      }
      let rest = String(line.dropFirst(line.dropFirst().first == " " ? 2 : 1))
      switch first {
      case ">":
        steps.append(Step(number: number, source: [line], kind: .say(rest, isText: false)))
      case ".":
        let end = lines[(index - 1)...].firstIndex(of: ".end")
        guard let end else { throw Fault(number: number, why: "a text ends with .end") }
        let source = Array(lines[(index - 1)...end])
        let text = source.dropLast().map { String($0.dropFirst($0.hasPrefix(". ") ? 2 : 1)) }
        steps.append(
          Step(
            number: number, source: source, kind: .say(text.joined(separator: "\n"), isText: true)))
        index = end + 1
      case "@":
        let words = line.dropFirst().split(separator: " ", maxSplits: 1)
        let kind = Step.Kind.directive(
          name: words.first.map(String.init) ?? "",
          argument: words.count > 1 ? String(words[1]) : "")
        steps.append(Step(number: number, source: [line], kind: kind))
      default:
        guard let gutter = Expectation.Gutter(rawValue: first) else {
          throw Fault(number: number, why: "a line begins with one of # > . @ | ! ? * =")
        }
        steps.append(
          Step(number: number, source: [line], kind: .expectation(Expectation(gutter, rest))))
      }
    }
  }
}
