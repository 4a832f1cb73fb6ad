import Interpreter
import JSON

/// What lines mean, as one text a line.
enum Meanings {
  static let focus = Focus(value: 7, label: "#7")

  /// The call as its name and canonical JSON, behind `?` what it lacks; of an error its kind and
  /// the line with the place between marks.
  static func of(_ line: Line, focus: Focus? = focus) -> String {
    show(TestCommands.grammar.parse(line, focus: focus).meaning, line)
  }

  static func of(_ text: String, focus: Focus? = focus) -> String { of(Line(text), focus: focus) }

  static func of(arguments: [String]) -> String { of(Line(arguments: arguments)) }

  static func show(_ parse: Parse, _ line: Line) -> String {
    switch parse {
    case .empty: return "nothing"
    case .call(let call):
      return "\(call.command.name) \(JSONValue.object(call.arguments).compact())"
    case .needs(let needs):
      let lacks = needs.inputs.map(\.slot.name).joined(separator: " ")
      return "\(needs.command.name) \(JSONValue.object(needs.arguments).compact()) ? \(lacks)"
    case .refused(let problem): return "\(problem.kind.word) \(marked(problem.span, in: line.text))"
    }
  }

  static func marked(_ span: Range<Int>?, in text: String) -> String {
    guard let span else { return text }
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return part(0..<span.lowerBound) + "⟦" + part(span) + "⟧" + part(span.upperBound..<bytes.count)
  }

  /// What a line is refused with; nil where it is not.
  static func problem(_ text: String) -> Problem? {
    if case .refused(let problem) = TestCommands.grammar.parse(Line(text), focus: focus).meaning {
      return problem
    }
    return nil
  }
}
