import Testing

@testable import Commands

/// How people are written.
struct PersonNameTests {
  @Test(
    "a name, an address, or both",
    arguments: [
      ("Ada Byron", "Ada Byron", nil), ("Ada", "Ada", nil), ("", "", nil),
      ("Ada Byron <ada@acme.example>", "Ada Byron", "ada@acme.example"),
      ("Ada  <ada@acme.example>", "Ada", "ada@acme.example"),
      ("<ada@acme.example>", "", "ada@acme.example"),
      ("ada@acme.example", "ada", "ada@acme.example"), ("@", "@", nil),
      ("@desk", "@desk", nil), ("a@", "a@", nil), ("Team @desk", "Team @desk", nil),
      ("Ada Byron ada@acme.example", "Ada Byron", "ada@acme.example"),
      ("Ada @ home", "Ada @ home", nil), ("Ada <the first> Byron", "Ada <the first> Byron", nil),
      ("A <b> <c@d.example>", "A <b>", "c@d.example"),
    ] as [(String, String, String?)])
  func parts(text: String, name: String, address: String?) {
    #expect(PersonName(text).name == name)
    #expect(PersonName(text).address == address)
  }
}
