import Import
import Testing

/// Comma-separated values, whatever ends their lines.
struct CSVReaderTests {
  private func records(_ text: String) -> [[String]] {
    CSVReader(Array(text.utf8)).map { $0.map { String(decoding: $0, as: UTF8.self) } }
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
    var reader = CSVReader(Array("a\r\n\"b\r\nc\"\r\nd\re\n".utf8))
    var lines: [Int] = []
    while reader.next() != nil { lines.append(reader.line) }
    #expect(lines == [1, 2, 4, 5])
  }
}
