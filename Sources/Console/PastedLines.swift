import Interpreter

/// A line that a paste gave line feeds: one command with a text of several lines, or several.
enum PastedLines {
  /// What it can mean.
  enum Meaning: Equatable {
    /// One command, whose text holds all further lines.
    case text
    /// A command each.
    case commands
    /// Either: the text's lines are commands by themselves.
    case either
  }

  /// - Parameter parse: what the door makes of a line, without carrying it out.
  static func meaning(of text: String, parse: (Line) -> Parse) -> Meaning {
    guard parse(Line(text)).tail?.contains("\n") == true else { return .commands }
    let further = lines(of: text).dropFirst()
    return further.contains { isCommand(parse(Line($0))) } ? .either : .text
  }

  /// The lines that say something.
  static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
  }

  private static func isCommand(_ parse: Parse) -> Bool {
    switch parse {
    case .call, .needs: true
    case .refused, .empty: false
    }
  }
}
