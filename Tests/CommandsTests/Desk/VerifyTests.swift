import Interpreter
import JSON
import ServiceLevels
import SupportDesk
import Testing

@testable import Commands

/// What the proof is told to be, and what is compared with it that was noted elsewhere.
struct VerifyTests {
  private static let anchor = Anchor(
    store: String(repeating: "a", count: 32), change: 9, hash: String(repeating: "b", count: 64))

  private static func page(_ faults: Int, width: Int = 200) -> [String] {
    var found = Verification(anchor: anchor)
    (found.changes, found.events, found.tickets) = (9, 12, 3)
    (found.values, found.erased, found.proven) = (20, 4, 7)
    for number in 0..<faults {
      found.add(.init(change: number == 0 ? nil : 8, what: "the fault \(number) shows"))
    }
    let text = Verify.shape.page(Verify(found: found)).text(width: width)
    return text.split(separator: "\n").map(String.init)
  }

  private static let counts = "9 changes, 12 events, 3 tickets, 20 values in the vault, 4 erased"

  @Test func `what holds is told with its counts and its anchor alone`() {
    #expect(Self.page(0) == ["holds: " + Self.counts, "  anchor: " + Self.anchor.text])
  }

  @Test func `what does not hold is told fault by fault, and up to where all is proven`() {
    let proven = "  the journal and the vault are proven up to change 7"
    #expect(
      Self.page(2) == [
        "does not hold: " + Self.counts, "  the fault 0 shows", "  change 8: the fault 1 shows",
        proven, "  anchor: " + Self.anchor.text,
      ])
    let many = Self.page(Verification.faultsMax + 1)
    #expect(many.count == Verification.faultsMax + 4)
    #expect(many.dropLast(2).last == "  and 1 more" && many.dropLast().last == proven)
  }

  @Test func `on a narrow screen what goes on stands further in than what it goes on from`() {
    #expect(
      Self.page(2, width: 30).dropLast() == [
        "does not hold: 9 changes, 12", "  events, 3 tickets, 20 values",
        "  in the vault, 4 erased",
        "  the fault 0 shows", "  change 8: the fault 1 shows", "  the journal and the vault",
        "    are proven up to change 7",
      ])
    #expect(
      Self.page(2, width: 24).dropLast() == [
        "does not hold: 9", "  changes, 12 events, 3", "  tickets, 20 values in",
        "  the vault, 4 erased", "  the fault 0 shows", "  change 8: the fault 1", "    shows",
        "  the journal and the", "    vault are proven up", "    to change 7",
      ])
  }

  @Test func `what was noted is held against the journal, change by change`() throws {
    let test = try TestDesk()
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
    let head = try #require(test.data("audit head"))
    let (store, hash) = (head["store"]?.string ?? "", head["hash"]?.string ?? "")
    let change = try #require(head["change"]?.integer)
    func faults(_ anchor: String) -> [String] {
      let all = test.data("verify \(anchor)")?["faults"]?.array ?? []
      return all.map {
        "\($0["change"]?.integer.map(String.init) ?? "no change"): \($0["what"]?.string ?? "")"
      }
    }
    let missing = "the journal does not hold what was noted of this change"
    let other = String(repeating: "0", count: 32)
    #expect(faults("") == [] && faults("\(store):\(change):\(hash)") == [])
    #expect(faults("\(store):\(change - 1):\(hash)") == ["\(change - 1): \(missing)"])
    #expect(faults("\(store):\(change + 1):\(hash)") == ["\(change + 1): \(missing)"])
    #expect(
      faults("\(other):\(change):\(hash)")
        == ["no change: what was noted is of another store, \(other)"])
  }
}
