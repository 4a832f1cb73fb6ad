package import JSON

/// Text that may be written to a terminal.
///
/// What of it comes from outside passed the sanitiser when it was made, and nothing but the
/// initialisers below makes one. Standard output and standard error take nothing else, whatever they
/// are, so no text gets to a terminal in another way.
package struct ScreenText: Sendable, Equatable {
  package private(set) var text: String

  private init(clean text: String) { self.text = text }

  /// Nothing.
  package init() { text = "" }

  package static let lineFeed = ScreenText(clean: "\n")

  /// One line, or a part of one: a line feed in it becomes a visible stand-in.
  package init(_ line: String) { text = Sanitiser.clean(line) }

  /// A text of several lines.
  package init(document: String) { text = Sanitiser.clean(document, keepsLines: true) }

  /// A page fitted to a width, each line with its line feed; a page without lines is nothing.
  package init(_ page: Page, width: Int, colour: Bool) {
    text = page.lines(width: width, colour: colour).reduce(into: "") { $0 += $1 + "\n" }
  }

  /// A value as a line of JSON: what would be replaced in other text is escaped.
  package init(json: JSONValue) { text = Sanitiser.escaped(json: json.compact()) + "\n" }

  /// Lines of values, in each of which what would be replaced in other text is replaced.
  package init(csv: CSVText) { text = Sanitiser.clean(csv.text, keepsLines: true) }

  /// A mark for a replay that reads the screen.
  package init(_ mark: ScreenMark) { text = mark.text }

  /// The request that the terminal mark what is pasted, or no longer do so.
  package init(marksPastes: Bool) { text = marksPastes ? PasteMark.on : PasteMark.off }

  /// Moves of the cursor, one after the other.
  package init(_ moves: CursorMove...) { text = moves.map(\.sequence).joined() }

  package static func + (left: ScreenText, right: ScreenText) -> ScreenText {
    ScreenText(clean: left.text + right.text)
  }

  package static func += (left: inout ScreenText, right: ScreenText) { left.text += right.text }
}

/// What the cursor may be told, as ECMA-48 sequences every terminal of today knows.
package enum CursorMove {
  /// So many rows or columns; none where the number is not above 0.
  case up(Int), down(Int), right(Int)
  /// To the first column.
  case lineStart
  /// Stays where it is, and wipes what stands there and below.
  case clear

  fileprivate var sequence: String {
    switch self {
    case .up(let rows): rows > 0 ? "\u{1B}[\(rows)A" : ""
    case .down(let rows): rows > 0 ? "\u{1B}[\(rows)B" : ""
    case .right(let columns): columns > 0 ? "\u{1B}[\(columns)C" : ""
    case .lineStart: "\r"
    case .clear: "\u{1B}[J"
    }
  }
}
