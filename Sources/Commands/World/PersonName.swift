import SupportDesk

/// A name and perhaps an address, as people write them: `Ada Byron <ada@acme.example>`.
struct PersonName {
  let name: String
  let address: String?

  init(_ text: String) {
    if let open = text.lastIndex(of: "<"), text.hasSuffix(">") {
      address = String(text[text.index(after: open)...].dropLast())
      name = String(text[..<open].reversed().drop { $0 == " " }.reversed())
    } else if text.contains("@"), !text.contains(" ") {
      address = text
      name = String(text.prefix { $0 != "@" })
    } else {
      address = nil
      name = text
    }
  }
}

extension Person {
  /// Whether somebody who writes this means the person.
  func isCalled(_ called: PersonName) -> Bool {
    if let address = called.address {
      return self.address?.text.map(CaselessKey.init) == CaselessKey(address)
    }
    let key = CaselessKey(called.name)
    return CaselessKey(shownName) == key || CaselessKey(handle) == key
  }
}
