import Interpreter
import SupportDesk

/// A name and perhaps an address, as people write them: `Ada Byron <ada@acme.example>`.
struct PersonName {
  let name: String
  let address: String?

  init(_ text: String) {
    // By bytes: a way back through characters may begin anew at each of them.
    if let open = text.utf8.lastIndex(of: 0x3C), text.utf8.last == 0x3E {
      address = String(text[text.utf8.index(after: open)...].dropLast())
      name = String(text[..<open].droppingLast { $0 == " " })
    } else if let at = Self.address(endingIn: text) {
      address = String(text[at...])
      let before = text[..<at].droppingLast { $0 == " " }
      let local = String(text.prefix { $0 != "@" })
      // A number before the `@` names nobody.
      let own = PersonReference(local).isNoName ? text : local
      name = before.isEmpty ? own : String(before)
    } else {
      address = nil
      name = text
    }
  }

  /// Where the text's last word begins, if that is an address: something, `@`, and something else.
  private static func address(endingIn text: String) -> String.Index? {
    let bytes = text.utf8
    let start = bytes.lastIndex(of: 0x20).map(bytes.index(after:)) ?? bytes.startIndex
    guard let at = bytes[start...].firstIndex(of: 0x40), at > start,
      bytes.index(after: at) < bytes.endIndex
    else { return nil }
    return start
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
