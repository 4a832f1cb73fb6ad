import Interpreter
import JSON
import TestSupport
import Testing

/// How pages are fitted to a terminal's width.
@Suite struct PageTests {
  private static let summary = "Sends the customer an answer and stops the clock of the first one."

  private static func help(wraps: Bool) -> Page {
    Page([
      .table(
        Table(
          columns: [
            .init("usage", wraps: wraps), .init("what it does", shrinksTo: 8, wraps: wraps),
          ],
          rows: [
            [.init("reply <ticket> : <text>"), .init(summary)], [.init("quit"), .init("Ends.")],
          ]))
    ])
  }

  /// By characters, one after the other: slow, and plain.
  private static func plainPrefix(_ text: Substring, cells: Int) -> Substring {
    var used = 0
    return text.prefix { character in
      used += CellWidth.of(String(character))
      return used <= cells
    }
  }

  @Test(arguments: 0..<200)
  func `what fits is whole characters, as many as there is room for`(seed: UInt64) {
    let parts = [
      "a", " ", "e\u{301}", "\u{301}", "\u{200D}", "\u{1F469}", "\u{1F469}\u{200D}\u{1F4BB}",
      "\u{1F1E9}", "\u{1F1EA}", "\u{65E5}", "\u{AC00}", "\u{11A8}", "\u{FE0F}", "\u{200B}",
    ]
    var chance = Chance(seed: seed)
    let text = (0..<12).map { _ in parts.randomElement(using: &chance) ?? "" }.joined()
    for cells in 0...12 {
      #expect(CellWidth.prefix(of: text, cells: cells) == Self.plainPrefix(text[...], cells: cells))
    }
  }

  @Test(arguments: [
    ("\u{1F}", 0), (" ", 1), ("~", 1), ("\u{7F}", 0), ("\u{9F}", 0), ("\u{A0}", 1), ("\u{AD}", 1),
    ("\u{301}", 0), ("\u{1100}", 2), ("\u{115F}", 2), ("\u{1160}", 0), ("\u{11FF}", 0),
    ("\u{1200}", 1), ("\u{2E7F}", 1), ("\u{2E80}", 2), ("\u{3FFFD}", 2), ("\u{F0000}", 1),
  ])
  func `a scalar has the cells of its class, up to the ends of each`(text: String, cells: Int) {
    #expect(CellWidth.of(text) == cells)
  }

  @Test(.enabled(if: PythonOracle.isThere))
  func `two cells are for the scalars that Unicode calls wide`() throws {
    let output = try PythonOracle.output(of: "cells.py")
    let runs = String(decoding: output, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ").compactMap { UInt32($0, radix: 16) }
    }
    #expect(runs.count > 500)
    for run in runs {
      let other = (run[0]...run[1]).first {
        Unicode.Scalar($0).map { (CellWidth.of($0) == 2) != (run[2] == 1) } ?? true
      }
      #expect(other.map { String($0, radix: 16) } == nil)
    }
  }

  @Test func `a column that wraps goes on under its own column`() {
    let lines = Self.help(wraps: true).lines(width: 60)
    #expect(lines[0] == "usage                    what it does")
    #expect(lines[1] == "reply <ticket> : <text>  Sends the customer an answer and")
    #expect(lines[2] == "                         stops the clock of the first one.")
    #expect(lines[3] == "quit                     Ends.")
  }

  @Test(arguments: 20...120)
  func `a table that wraps loses no word and is never wider than the line`(width: Int) {
    let lines = Self.help(wraps: true).lines(width: width)
    #expect(lines.allSatisfy { CellWidth.of($0) <= width && !$0.hasSuffix(" ") })
    let letters = lines.joined().filter { $0 != " " }.sorted()
    let wanted = ("usagewhat it doesreply <ticket> : <text>quitEnds." + Self.summary)
      .filter { $0 != " " }.sorted()
    #expect(letters == wanted)
  }

  @Test(arguments: 40...120)
  func `a list that does not wrap keeps one line a row`(width: Int) {
    let lines = Self.help(wraps: false).lines(width: width)
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { CellWidth.of($0) <= width })
    #expect(lines[1].contains("…") == (width < 91))
  }

  @Test func `columns go by their order where even the least widths do not do`() {
    let table = Table(
      columns: [.init("a"), .init("b", dropOrder: 2), .init("c", dropOrder: 1)],
      rows: [["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"].map { Page.Run($0) }])
    #expect(Page([.table(table)]).lines(width: 25)[1] == "aaaaaaaaaa  cccccccccc")
  }

  @Test func `a right column ends where its heading ends`() {
    let table = Table(
      columns: [.init("number", .right), .init("subject")],
      rows: [[.init("1"), .init("Printer")], [.init("12"), .init("")]])
    #expect(
      Page([.table(table)]).lines(width: 40) == [
        "number  subject", "     1  Printer", "    12",
      ])
  }

  @Test func `wide characters count two cells when a cell wraps`() {
    let table = Table(
      columns: [.init(""), .init("", wraps: true)],
      rows: [[.init("#1"), .init("打印机 打印机打印机 打印机打印机打印机")]])
    let lines = Page([.table(table)]).lines(width: 20)
    #expect(lines.allSatisfy { CellWidth.of($0) <= 20 })
    #expect(lines[1].hasPrefix("    打"))
  }

  @Test func `one character of many scalars cannot be wider than a line`() {
    let family = String(repeating: "\u{1F469}\u{200D}", count: 200) + "\u{1F469}"
    #expect(family.count == 1)
    for lines in [
      Page(.init(family)).lines(width: 20), Page([.quotation(family, margin: 4)]).lines(width: 20),
    ] {
      #expect(lines.allSatisfy { CellWidth.of($0) <= 20 })
      #expect(CellWidth.of(lines.joined().filter { $0 != " " }) == 402)
    }
  }

  @Test func `colours go round the text and not round the blanks of a column`() {
    let table = Table(
      columns: [.init("", wraps: true), .init("")],
      rows: [[.init("x", .dim), .init("y", .danger)]])
    #expect(
      Page([.table(table)]).lines(width: 40, colour: true) == [
        "\u{1B}[2mx\u{1B}[0m  \u{1B}[31my\u{1B}[0m"
      ])
  }

  @Test func `words of one tone share one escape sequence`() {
    let page = Page(.init("two words ", .strong), .init("plain"))
    #expect(page.lines(width: 40, colour: true) == ["\u{1B}[1mtwo words \u{1B}[0mplain"])
  }

  @Test func `columns break between words while there is room, and keep their indent`() {
    let table = Table(
      columns: [.init(""), .init(""), .init("", shrinksTo: 12, wraps: true)],
      rows: [
        [.init("  2026-11-27 01:15"), .init("2026-11-27 03:15"), .init("opened → replied to")]
      ])
    #expect(
      Page([.table(table)]).lines(width: 40) == [
        "  2026-11-27  2026-11-27    opened →", "  01:15       03:15         replied to",
      ])
  }

  @Test(
    "what does not fit ends in an ellipsis, which takes a cell too",
    arguments: [
      ("abc", 4, "abc"), ("abc", 3, "abc"), ("abc", 2, "a…"), ("abc", 1, "…"), ("abc", 0, ""),
      ("", 0, ""), ("日本", 4, "日本"), ("日本", 3, "日…"), ("日本", 2, "…"), ("日本", 1, "…"),
    ])
  func fitted(text: String, cells: Int, shown: String) {
    #expect(CellWidth.fitted(text, cells: cells) == shown)
  }

  @Test(
    "each tone has its colour",
    arguments: [
      (Page.Tone.plain, nil), (.dim, "2"), (.strong, "1"), (.good, "32"), (.warning, "33"),
      (.danger, "31"),
    ] as [(Page.Tone, String?)])
  func tones(tone: Page.Tone, code: String?) {
    let page = Page(.init("a", tone))
    #expect(page.lines(width: 20) == ["a"])
    #expect(page.lines(width: 20, colour: true) == [code.map { "\u{1B}[\($0)ma\u{1B}[0m" } ?? "a"])
  }

  @Test("a line that is too long goes on at the edge unless it has an indent")
  func indents() {
    let words = "a line of words that goes on"
    var page = Page(.init(words))
    page.add(.init(words))
    page.add(words)
    page.add(.init(words), indent: 2)
    let plain = ["a line of words that", "goes on"]
    #expect(page.lines(width: 20) == plain + plain + plain + ["a line of words that", "  goes on"])
    #expect(page.lines(width: 19) == page.lines(width: 20))
    #expect(page.text(width: 20) == page.lines(width: 20).joined(separator: "\n"))
    #expect(page.text(width: 21).contains("a line of words that\ngoes on"))
  }

  @Test("what somebody wrote keeps its lines, each behind the margin, and empty ones empty")
  func quotations() {
    let text = "Hello,\n\nthe printer is broken again\n"
    #expect(
      Page([.quotation(text, margin: 4)]).lines(width: 20) == [
        "    Hello,", "", "    the printer is", "    broken again", "",
      ])
    #expect(
      Page([.quotation("0123456789abcdefgh", margin: 3)]).lines(width: 20) == [
        "   0123456789abcdefg", "   h",
      ])
  }

  @Test("a record and a line that is noted elsewhere wrap nowhere")
  func whole() {
    let line = String(repeating: "word ", count: 10)
    #expect(Page([.whole(line)]).lines(width: 20) == [line])
    #expect(Page([.record([.string(line)])]).lines(width: 20) == ["[\"\(line)\"]"])
  }
}
