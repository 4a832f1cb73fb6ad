import JSON
import SupportDesk
import Testing

/// A payload that was ever written is read for ever, by frozen upcasts.
struct PayloadVersionTests {
  /// Tags were once called labels, and then written in capitals.
  private static let versions = PayloadVersions(["tagged": [Renamed(), Lowered()]])

  private struct Renamed: Upcast {
    func next(_ payload: JSONObject) throws(PayloadFault) -> JSONObject {
      guard let label = payload["label"]?.string else { throw .member("label") }
      return ["name": .string(label)]
    }
  }

  private struct Lowered: Upcast {
    func next(_ payload: JSONObject) throws(PayloadFault) -> JSONObject {
      guard let name = payload["name"]?.string else { throw .member("name") }
      return ["tag": .string(name.lowercased())]
    }
  }

  private func read(_ payload: JSONValue, kind: String = "tagged") throws -> TicketEvent {
    try TicketEvent(kind: kind, payload: payload, unseal: { _ in nil }, Self.versions)
  }

  @Test(
    arguments: [
      ["label": "A"], ["name": "A", "v": 2], ["tag": "a", "v": 3],
    ] as [JSONValue])
  func `whatever version was written is read as the newest`(payload: JSONValue) throws {
    #expect(try read(payload) == .tagged(.init("a")))
  }

  @Test func `what is written is of the newest version, and of the first where there is one`() {
    let tagged = Kept(TicketEvent.tagged(.init("a")), Self.versions)
    #expect(tagged.payload == ["tag": "a", "v": 3])
    #expect(Kept(TicketEvent.untagged(.init("a")), Self.versions).payload == ["tag": "a"])
  }

  @Test(arguments: StreamKind.allCases)
  func `every event comes back, whatever versions there were of others`(kind: StreamKind) throws {
    func comeBack(_ stream: some SampleEvents) throws {
      for event in stream.events {
        let kept = Kept(event, Self.versions)
        #expect(try kept.read(versions: Self.versions) == event)
      }
    }
    try comeBack(Samples.every(kind))
  }

  @Test(arguments: [4, 5, .max] as [Int64])
  func `a version that only a newer program writes is told as such`(version: Int64) {
    #expect(throws: PayloadFault.newer(version)) {
      try read(["tag": "a", "v": .integer(version)])
    }
  }

  @Test(arguments: [1, 0, -1, "2", nil] as [JSONValue?])
  func `a version that none writes is none`(version: JSONValue?) {
    #expect(throws: PayloadFault.member("v")) { try read(["tag": "a", "v": version ?? .null]) }
  }

  @Test func `an old payload without its member is told by its own member`() {
    #expect(throws: PayloadFault.member("label")) { try read(["tag": "a"]) }
    #expect(throws: PayloadFault.member("name")) { try read(["tag": "a", "v": 2]) }
    #expect(throws: PayloadFault.newer(2)) { try read(["tag": "a", "v": 2], kind: "untagged") }
  }
}
