import Interpreter
import TestSupport
import Testing

/// How tables are fitted to a width, whatever they hold.
struct TableTests {
  private static let words = [
    "a", "bcd", "printer", "打印机", "un mot", "x\u{1B}y", "", "lengthy-word",
  ]

  private static func hasTitles(_ table: Table) -> Bool {
    table.columns.contains { !$0.title.isEmpty }
  }

  private static func table(_ chance: inout Chance) -> (Table, [[String]]) {
    let count = Int.random(in: 1...4, using: &chance)
    let hasTitles = Bool.random(using: &chance)
    let columns = (0..<count).map { place in
      Table.Column(
        hasTitles && Bool.random(using: &chance) ? "c\(place)" : "",
        Bool.random(using: &chance) ? .right : .left,
        dropOrder: Int.random(in: 0...2, using: &chance),
        shrinksTo: Bool.random(using: &chance) ? 6 : nil,
        wraps: Int.random(in: 0...3, using: &chance) == 0)
    }
    let rows = (0..<Int.random(in: 0...4, using: &chance)).map { _ in
      (0..<count).map { _ in
        (0..<Int.random(in: 0...3, using: &chance)).map { _ in
          words.randomElement(using: &chance) ?? ""
        }.joined(separator: " ").split(separator: " ").joined(separator: " ")
      }
    }
    let table = Table(columns: columns, rows: rows.map { $0.map { Page.Run($0) } })
    return (table, rows)
  }

  @Test("no line is wider than there is room or ends in a blank", arguments: 0..<100)
  func width(seed: UInt64) {
    var chance = Chance(seed: seed)
    for _ in 0..<10 {
      let (table, rows) = Self.table(&chance)
      for width in [20, 27, 40, 80] {
        let lines = Page([.table(table)]).lines(width: width)
        #expect(lines.allSatisfy { CellWidth.of($0) <= width && !$0.hasSuffix(" ") }, "\(lines)")
        // What does not fit is named below the rows.
        let shown = lines.prefix { !$0.hasPrefix("not shown") }
        if !table.columns.contains(where: \.wraps) {
          #expect(shown.count == rows.count + (Self.hasTitles(table) ? 1 : 0), "\(lines)")
        }
      }
    }
  }

  @Test("columns for which there is no room are named, where columns have titles")
  func hidden() {
    let columns: [Table.Column] = [
      .init("clock"), .init("met", dropOrder: 1), .init("missed", dropOrder: 2), .init("open"),
    ]
    let row = ["response", "12", "7", "3"].map { Page.Run($0) }
    func lines(_ width: Int) -> [String] {
      Page([.table(Table(columns: columns, rows: [row]))]).lines(width: width)
    }
    #expect(lines(30) == ["clock     met  missed  open", "response  12   7       3"])
    #expect(
      lines(20) == [
        "clock     met  open", "response  12   3", "not shown, for want", "  of room: missed",
      ])
    let untitled = [Table.Column(""), .init("", dropOrder: 1), .init("", dropOrder: 2), .init("")]
    #expect(
      Self.lines(untitled, [["response", "12", "7", "33333333"]], 20) == ["response  33333333"])
  }

  @Test(
    "where there is room all is on one line a row, each column as wide as its widest cell",
    arguments: 0..<100)
  func roomy(seed: UInt64) {
    var chance = Chance(seed: seed)
    for _ in 0..<10 {
      let (table, rows) = Self.table(&chance)
      let all =
        (Self.hasTitles(table) ? [table.columns.map(\.title)] : [])
        + rows.map { $0.map { Sanitiser.clean($0) } }
      let widths = table.columns.indices.map { index in
        all.map { CellWidth.of($0[index]) }.max() ?? 0
      }
      if widths.allSatisfy({ $0 == 0 }) { continue }
      let wanted = all.map { row in
        let cells = table.columns.indices.filter { widths[$0] > 0 }.map { index -> String in
          let fill = String(repeating: " ", count: widths[index] - CellWidth.of(row[index]))
          return table.columns[index].alignment == .right ? fill + row[index] : row[index] + fill
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
      }
      #expect(Page([.table(table)]).lines(width: 400) == wanted)
    }
  }

  @Test("of columns that do not fit those of the highest order go, and the rest is cut")
  func drops() {
    let table = Table(
      columns: [
        .init(""), .init("", dropOrder: 1), .init("", dropOrder: 2), .init("", shrinksTo: 3),
      ],
      rows: [["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"].map { Page.Run($0) }])
    let lines = [20, 21, 22, 23, 24, 26, 32, 33, 34, 37, 38].map { width in
      Page([.table(table)]).lines(width: width)[0]
    }
    #expect(
      lines == [
        "aaaaaaaa  dddddddd", "aaaaaaaa  dddddddd", "aaaaaaaa  dddddddd",
        "aaaaaaaa  bbbbbbbb  dd…", "aaaaaaaa  bbbbbbbb  ddd…", "aaaaaaaa  bbbbbbbb  ddddd…",
        "aaaaaaaa  bbbbbbbb  dddddddd", "aaaaaaaa  bbbbbbbb  cccccccc  dd…",
        "aaaaaaaa  bbbbbbbb  cccccccc  ddd…", "aaaaaaaa  bbbbbbbb  cccccccc  dddddd…",
        "aaaaaaaa  bbbbbbbb  cccccccc  dddddddd",
      ])
  }

  private static func lines(
    _ columns: [Table.Column], _ rows: [[String]], _ width: Int
  ) -> [String] {
    let table = Table(columns: columns, rows: rows.map { $0.map { Page.Run($0) } })
    return Page([.table(table)]).lines(width: width)
  }

  @Test("a column for which no cell is left is named as one that is not shown, each by its title")
  func edges() {
    let row = [String(repeating: "a", count: 18), "b", "c"]
    #expect(
      Self.lines([.init("a"), .init("b"), .init("c")], [row], 20) == [
        "a", row[0], "not shown, for want", "  of room: b, c",
      ])
    #expect(
      Self.lines([.init("a"), .init("bb")], [[String(row[0].dropLast()), "bb"]], 20) == [
        "a                  …", "\(row[0].dropLast())  …",
      ])
  }

  @Test("a column that wraps keeps twenty cells where others can go")
  func twenty() {
    let columns: [Table.Column] = [.init("", dropOrder: 1), .init("", wraps: true)]
    let row = ["aaaaaaaaaa", "words that go on and on and on"]
    #expect(
      Self.lines(columns, [row], 32) == [
        "aaaaaaaaaa  words that go on and", "            on and on",
      ])
    #expect(Self.lines(columns, [row], 31) == ["words that go on and on and on"])
  }

  @Test("where even that is too much columns shrink to their longest words, then to two cells")
  func words() {
    let columns: [Table.Column] = [.init(""), .init(""), .init("", wraps: true)]
    let row = ["one lengthy-word", "a b c d e f g h", "some words here"]
    #expect(
      Self.lines(columns, [row], 30) == [
        "one           a b c d  some", "lengthy-word  e f g h  words",
        "                       here",
      ])
    #expect(
      Self.lines(columns, [row], 24) == [
        "one           a b  some", "lengthy-word  c d  words", "              e f  here",
        "              g h",
      ])
    let six = Array(repeating: Table.Column("", wraps: true), count: 6)
    #expect(
      Self.lines(six, [Array(repeating: "abcd", count: 6)], 20) == [
        "ab  ab  ab  ab  ab", "cd  cd  cd  cd  cd",
      ])
  }

  @Test("columns that may shrink do so, widest first, down to their least cells")
  func shrinks() {
    let row = [String(repeating: "a", count: 12), String(repeating: "b", count: 10), "cccc"]
    let columns: [Table.Column] = [.init("", shrinksTo: 3), .init("", shrinksTo: 8), .init("")]
    #expect(Self.lines(columns, [row], 30) == ["aaaaaaaaaaaa  bbbbbbbbbb  cccc"])
    #expect(Self.lines(columns, [row], 28) == ["aaaaaaaaa…  bbbbbbbbbb  cccc"])
    #expect(Self.lines(columns, [row], 20) == ["aaa…  bbbbbbb…  cccc"])
    #expect(Self.lines(Array(columns.reversed()), [row.reversed()], 20) == ["cccc  bbbbbbb…  aaa…"])
    let titled: [Table.Column] = [.init("lengthy"), .init("title", wraps: true)]
    #expect(
      Self.lines(titled, [["", "words that go on"]], 20) == [
        "lengthy  title", "         words that", "         go on",
      ])
  }
}
