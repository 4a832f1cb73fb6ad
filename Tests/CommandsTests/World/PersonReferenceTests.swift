import SupportDesk
import Testing

@testable import Commands

/// How people are named.
struct PersonReferenceTests {
  @Test(
    "a person is named by a number from 1 up, as the one who speaks, or by words",
    arguments: [
      ("1", .number(PersonNumber(1))), ("12", .number(PersonNumber(12))),
      ("9223372036854775807", .number(PersonNumber(.max))), ("me", .me), ("MySelf", .me),
      ("0", .words("0")), ("-1", .words("-1")), ("+1", .words("+1")), ("#1", .words("#1")),
      ("9223372036854775808", .words("9223372036854775808")), ("me too", .words("me too")),
      ("Ada Byron", .words("Ada Byron")),
    ] as [(String, PersonReference)])
  func kinds(text: String, reference: PersonReference) {
    #expect(PersonReference(text) == reference)
  }

  @Test("as it is typed")
  func text() {
    let told = [PersonReference.me, .number(PersonNumber(7)), .words("Ada")].map(\.text)
    #expect(told == ["me", "7", "Ada"])
  }
}
