import Interpreter
import Testing

/// How numbers are typed.
struct DigitTests {
  @Test("a number is its digits")
  func numbers() {
    #expect(Int64(digits: "0") == 0)
    #expect(Int64(digits: "0012") == 12)
    #expect(Int64(digits: "9223372036854775807") == .max)
  }

  @Test(
    "no sign, no blank, no other script's digit, and no more than can be held",
    arguments: [
      "", "+1", "-1", " 1", "1 ", "1.0", "1e3", "٣", "１", "0x1", "/", ":", "9223372036854775808",
    ])
  func none(text: String) {
    #expect(Int64(digits: text) == nil)
  }
}
