import SupportDesk
import Testing

struct IdentifierTests {
  private let cleo = Identifiers(name: "Cléo van Crane", address: "c.crane@acme.example")

  @Test(arguments: [
    "ask CLÉO VAN CRANE", "Cle\u{301}o said so", "(crane)", "write to C.Crane@ACME.example!",
    "van Crane's printer", "the van",
  ])
  func `a text with the name, a word of it or the address names them`(text: String) {
    #expect(cleo.occur(in: text))
  }

  @Test(arguments: ["", "the cranes", "cleopatra", "acme.example", "va", "Cleo"])
  func `a text with none of them does not`(text: String) {
    #expect(!cleo.occur(in: text))
  }

  @Test func `a word of two letters names nobody, one of three does`() {
    let bo = Identifiers(name: "Bo de Nil", address: nil)
    #expect(!bo.occur(in: "bo went de luxe") && !bo.name(tag: "bo") && !bo.name(tag: "de"))
    #expect(bo.occur(in: "nil!") && bo.name(tag: "nil"))
  }

  @Test func `a tag names them that is the name, a word of it, or their place in the address`() {
    for tag in ["cléo van crane", "crane", "c.crane", "CRANE"] { #expect(cleo.name(tag: tag)) }
    for tag in ["c", "cranes", "acme", "example", ""] { #expect(!cleo.name(tag: tag)) }
  }

  @Test func `nobody is named by nothing`() {
    let nobody = Identifiers(name: nil, address: nil)
    #expect(!nobody.occur(in: "") && !nobody.occur(in: "anything") && !nobody.name(tag: ""))
  }
}
