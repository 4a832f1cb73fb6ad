import Interpreter
import SupportDesk
import Testing

@testable import Commands

/// Whatever a person may write for an anchor.
struct AnchorTests {
  private static let store = String(repeating: "0a", count: 16)
  private static let hash = String(repeating: "b1", count: 32)

  @Test func `an anchor is read as it is printed, and with colons as one word`() {
    let anchor = Anchor(store: Self.store, change: 12, hash: Self.hash)
    #expect(Anchor(anchor.text) == anchor)
    #expect(Anchor("\(Self.store):12:\(Self.hash)") == anchor)
    #expect(Anchor(anchor.text.uppercased()) == anchor)
  }

  @Test(arguments: [
    "", "12", "\(store) 12", "12 \(hash)", "\(store) 12 \(hash) ", " \(store) 12 \(hash)",
    "\(store)  12 \(hash)", "\(store) +12 \(hash)", "\(store) -1 \(hash)", "\(store) x \(hash)",
    "\(store)0 12 \(hash)", "\(store.dropLast()) 12 \(hash)", "\(store) 12 \(hash)0",
    "\(store) 12 \(hash.dropLast())", "\(store) 12 \(hash.dropLast())g", "\(hash) 12 \(store)",
    "\(store) 9223372036854775808 \(hash)", "\(store) 12 \(hash.dropLast(2))é",
    "\(store) 12 \(hash.dropLast(3))０",
  ])
  func `what is none is refused`(text: String) {
    #expect(Anchor(text) == nil)
    #expect(throws: ValueFault.self) { try ValueType<Anchor>.anchor.read(text) }
  }
}
