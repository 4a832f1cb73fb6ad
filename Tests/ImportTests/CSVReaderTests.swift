import Import
import Testing

/// Comma-separated values, whatever ends their lines.
struct CSVReaderTests {
  /// The records' fields; nil for one with a quotation that is not closed.
  private func records(_ text: String) -> [[String]?] {
    CSVReader(Array(text.utf8)).map { record in
      record.fields.map { $0.map { String(decoding: $0, as: UTF8.self) } }
    }
  }

  @Test(
    "a record ends with a line feed, a carriage return, or both",
    arguments: [
      "a,b\nc,\n", "a,b\r\nc,\r\n", "a,b\rc,\r", "a,b\nc,", "a,b\r\nc,",
      "\u{FEFF}a,b\r\n\"c\",\r\n",
    ])
  func lineEnds(text: String) {
    #expect(records(text) == [["a", "b"], ["c", ""]])
  }

  @Test("a quotation keeps its line ends, commas and doubled marks")
  func quotations() {
    #expect(
      records("\"a\r\nb\",\"c\rd\",\"e,\"\"f\"\r\ng\r\n") == [["a\r\nb", "c\rd", "e,\"f"], ["g"]])
  }

  @Test("the line at which a record begins is told")
  func lines() {
    let lines = CSVReader(Array("a\r\n\"b\r\nc\"\r\nd\re\n".utf8)).map(\.line)
    #expect(lines == [1, 2, 4, 5])
    // A carriage return alone ends a line within quotation marks as it does outside.
    #expect(CSVReader(Array("a\r\"b\rc\"\rd\r".utf8)).map(\.line) == [1, 2, 4])
  }

  @Test(
    "a quotation that is not closed costs the line on which it began, and no other",
    arguments: [
      "a\nb,\"c\nd\n", "a\r\nb,\"c\r\nd\r\n", "a\rb,\"c\rd\r", "a\nb,\"c\nd", "a\nb,\"c\"x\nd",
      "a\n\"c\"\"\nd", "a\n\"\nd", "a\n\"c\"\" \nd", "a\n\"x\"\"y\nd",
    ])
  func unclosed(text: String) {
    #expect(records(text) == [["a"], nil, ["d"]])
    #expect(CSVReader(Array(text.utf8)).map(\.line) == [1, 2, 3])
  }

  @Test(
    "an open quotation on the last line is told too",
    arguments: ["a\nb,\"c", "a\nb,\"c\n", "a\nb,\"", "a\n\"\"x", "a\nb,\"c\"x"])
  func unclosedLast(text: String) {
    #expect(records(text) == [["a"], nil])
  }

  @Test("of a record over several lines that of the faulty quotation is told")
  func unclosedLater() {
    let text = "\"a\nb\",\"c\nd\n"
    #expect(records(text) == [nil, ["d"]])
    #expect(CSVReader(Array(text.utf8)).map(\.line) == [2, 3])
  }

  @Test("an open quotation takes what others quote for its end, and is told all the same")
  func unclosedBeforeOthers() {
    #expect(
      records("a,\"b\n\"c\",\"d\"\n\"e\",\"f\"\n") == [nil, ["c", "d"], ["e", "f"]])
  }

  @Test("a file of open quotations is read in one go")
  func manyUnclosed() {
    let line = Array("\"a,b,c\n".utf8)
    let bytes = Array(repeatElement(line, count: 200_000).joined())
    var count = 0
    for record in CSVReader(bytes) where record.fields == nil { count += 1 }
    #expect(count == 200_000)
  }
}
