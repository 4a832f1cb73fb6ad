import JSON
import Testing

struct NumberTests {
  @Test(
    arguments: [
      ("0", 0), ("-7", -7), ("1234567890", 1_234_567_890), ("9223372036854775807", .max),
      ("-9223372036854775808", .min), ("1000000000000000000", 1_000_000_000_000_000_000),
    ] as [(String, Int64)])
  func `the canonical decimal of an Int64 is an integer`(text: String, integer: Int64) throws {
    #expect(try JSONReader.read(text).value == .integer(integer))
    #expect(JSONValue.integer(integer).compact() == text)
  }

  @Test(arguments: [
    "1.0", "1e2", "1E2", "1e+2", "1e-2", "-0", "-0.0", "0.0", "0e0", "-0e-0", "1.50", "10.5",
    "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e400", "-1E-400",
    "99999999999999999999", "123456789012345678901234567890", "0.1e1", "1e00002",
  ])
  func `every other number keeps its characters`(lexeme: String) throws {
    #expect(try JSONReader.read(lexeme).value == .number(lexeme))
    #expect(try JSONReader.read(" [\(lexeme)] ").value.compact() == "[\(lexeme)]")
  }

  @Test(arguments: [
    ("01", 1), ("-01", 2), ("00", 1), ("+1", 0), (".5", 0), ("-.5", 1), ("1.", 2), ("1.e1", 2),
    ("1e", 2), ("1e+", 3), ("1e-", 3), ("1ee1", 2), ("1.2.3", 3), ("0x1", 1), ("1e1.0", 3),
    ("--1", 1), ("-", 1), ("- 1", 1), ("1_000", 1), ("1e 1", 2), ("0e", 2), ("1,5", 1), ("１", 0),
  ])
  func `numbers as other languages write them are refused`(text: String, place: Int) {
    #expect(failure(reading: text)?.syntaxPlace == place)
    #expect(failure(reading: "[\(text)")?.syntaxPlace != nil)
  }

  @Test(
    arguments: [
      ("10", 10), ("10.0", 10), ("1e1", 10), ("1.0e1", 10), ("100e-1", 10), ("0.001e4", 10),
      ("-1.50e1", -15), ("-0", 0), ("0e999999999999999999999", 0), ("-0.000e-5", 0),
      ("9223372036854775807.0", .max), ("-9223372036854775808e0", .min),
      ("1e18", 1_000_000_000_000_000_000),
      ("9.223372036854775807e18", .max), ("922337203685477580700e-2", .max), ("5E+0", 5),
      ("10.5", nil), ("1e-1", nil), ("9223372036854775808", nil), ("9.3e18", nil), ("1e19", nil),
      ("-9223372036854775809", nil), ("1e400", nil), ("1e99999999999999999999999", nil),
      ("1e-99999999999999999999999", nil), ("18446744073709551616", nil), ("0.1", nil),
      ("9007199254740993.0", 9_007_199_254_740_993),
    ] as [(String, Int64?)])
  func `a number is an integer if its value is, however it is spelt`(
    lexeme: String, integer: Int64?
  ) throws {
    let value = try JSONReader.read(lexeme).value
    #expect(value.integer == integer)
    #expect(value.typeName == (integer == nil ? "number" : "integer"))
  }

  @Test func `a power of ten undone by as many decimals is an integer`() throws {
    let lexeme = "0." + String(repeating: "0", count: 100_000) + "7e100001"
    #expect(try JSONReader.read(lexeme).value.integer == 7)
  }

  @Test(arguments: ["", "-", "x", "1x", "1e", "1e+", "e5", ".5", "1.2.3", "ä", "--1"])
  func `a lexeme that is no number is no integer`(lexeme: String) {
    #expect(JSONValue.number(lexeme).integer == nil)
  }
}
