package import JSON

/// Text for people, before it is fitted to a width.
///
/// Whatever a page holds may come from outside; `lines(width:colour:)` is the one place where it
/// becomes characters for a terminal, and everything passes the sanitiser there.
package struct Page: Sendable {
  /// How a run of text is meant; the terminal chooses the colour.
  package enum Tone: Sendable { case plain, dim, strong, good, warning, danger }

  /// A run of text of one tone.
  package struct Run: Sendable {
    package var text: String
    package var tone: Tone

    package init(_ text: String, _ tone: Tone = .plain) {
      self.text = text
      self.tone = tone
    }
  }

  package enum Block: Sendable {
    /// One line, cut nowhere: what is too long wraps at blanks under `indent` more cells.
    case line([Run], indent: Int)
    case table(Table)
    /// A line of JSON for programs: it wraps nowhere, and reads back the same.
    case record(JSONValue)
    /// A line that is noted elsewhere as it stands: it wraps nowhere.
    case whole(String)
    /// Text that somebody wrote: its own lines kept, each behind the margin.
    case quotation(String, margin: Int)
  }

  package var blocks: [Block] = []

  /// A page of blocks, one below the other.
  package init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// A page of one line.
  package init(_ runs: Run...) { blocks = [.line(runs, indent: 0)] }

  /// Adds a line; what is too long wraps under `indent` cells.
  package mutating func add(_ runs: Run..., indent: Int = 0) {
    blocks.append(.line(runs, indent: indent))
  }

  /// Adds a line of one tone.
  package mutating func add(_ text: String) { blocks.append(.line([Run(text)], indent: 0)) }

  /// Adds rows under their headings.
  package mutating func add(_ table: Table) { blocks.append(.table(table)) }

  /// Adds what another page holds.
  package mutating func add(_ page: Page) { blocks += page.blocks }
}

/// Rows under headings, never wider than a line.
///
/// What does not fit shrinks or goes; in columns that wrap it goes on in the row below, for text
/// that must be read whole.
package struct Table: Sendable {
  package struct Column: Sendable {
    package enum Alignment: Sendable { case left, right }
    package let title: String
    package let alignment: Alignment
    /// Columns of the highest number go first where the table is too wide; 0 stays for ever.
    package let dropOrder: Int
    /// The least cells the column may shrink to; nil where it may not shrink.
    package let shrinksTo: Int?
    /// Whether a cell that is too long goes on below itself instead of being cut.
    ///
    /// A table with such a column cuts no cell: where the width does not do even so, its other
    /// columns wrap too.
    package let wraps: Bool

    package init(
      _ title: String = "", _ alignment: Alignment = .left, dropOrder: Int = 0,
      shrinksTo: Int? = nil, wraps: Bool = false
    ) {
      self.title = title
      self.alignment = alignment
      self.dropOrder = dropOrder
      self.shrinksTo = shrinksTo
      self.wraps = wraps
    }

    /// A column without a title whose cells end at its right edge.
    package static let right = Column("", .right)
  }

  package let columns: [Column]
  package var rows: [[Page.Run]]

  package init(columns: [Column], rows: [[Page.Run]] = []) {
    self.columns = columns
    self.rows = rows
  }
}
