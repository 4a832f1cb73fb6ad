import Commands
import Interpreter
import JSON
import ServiceLevels
import Storage
import SupportDesk
import Testing

/// An answer that is held whole has an end, and says how the rest is got; one that is taken has none.
final class HeldAnswerTests {
  private final class Taker: RecordTaker {
    var begun: [String] = []
    var taken: [JSONValue] = []
    func begin(_ reply: Reply) { begun.append(reply.json.compact()) }
    func take(_ record: JSONValue) { taken.append(record) }
  }

  private let store: JournalStore
  private let now = Instant(clamping: 1_800_000_000_000)

  init() throws {
    store = try JournalStore(creating: ":memory:", seed: [1])
    try store.writing { [now] transaction throws(Failure) in
      try Founding.found(
        transaction, format: JournalStore.format, isReplay: true, at: now, zone: "UTC", uid: 0,
        name: "Admin", program: Program(name: "desk test", channel: "replay"))
    }
    for number in 1...9 {
      #expect(answer("new for Cleo <c\(number)@x.example> low : S").json != nil)
    }
  }

  private func rim(_ taker: Taker? = nil) -> Rim {
    Rim(
      clock: { [now] in now }, zone: { $0 == "UTC" ? .utc : nil }, sources: .nothing,
      actor: { .named("Admin", by: nil) },
      program: Program(name: "desk test", channel: "replay"), isVirtual: true,
      digest: { JournalStore.digest(of: Array($0.utf8)) }, keepAside: { _, _ in nil },
      records: taker)
  }

  private func desk(_ taker: Taker? = nil, heldBytesMax: Int = 1 << 20) -> Desk {
    var rim = rim(taker)
    rim.heldBytesMax = heldBytesMax
    return Desk(store: store, rim: rim)
  }

  private func answer(_ line: String, _ desk: Desk? = nil) -> (json: String?, problem: Problem?) {
    switch (desk ?? self.desk()).say(Line(line), in: nil).answer {
    case .done(let reply): (reply.json.compact(), nil)
    case .refused(let problem): (nil, problem)
    case .needs: (nil, nil)
    }
  }

  @Test func `a journal that is longer than one answer is refused, and had in parts`() throws {
    let whole = try #require(answer("export").json)
    let records = whole.utf8.count - #"{"changes":[]}"#.utf8.count
    #expect(answer("export", desk(heldBytesMax: records)).json == whole)
    // The commas between them are none of theirs.
    let exact = records - (whole.ranges(of: #"{"change":"#).count - 1)
    #expect(answer("export", desk(heldBytesMax: exact)).json == whole)
    #expect(answer("export", desk(heldBytesMax: exact - 1)).problem?.kind == .tooLong)
    let problem = try #require(answer("export", desk(heldBytesMax: records / 2)).problem)
    #expect(problem.kind == .tooLong && problem.hint?.contains("limit") == true)
    for size in 1...11 {
      var parts: [String] = []
      for first in stride(from: 1, to: 12, by: size) {
        let part = try #require(
          answer("export --first \(first) --limit \(size)", desk(heldBytesMax: records)).json)
        parts.append(String(part.dropFirst(12).dropLast(2)))
      }
      #expect(
        #"{"changes":["# + parts.filter { !$0.isEmpty }.joined(separator: ",") + "]}" == whole)
    }
  }

  @Test func `unless a program picks another, the bound is the one that help tells`() {
    #expect(rim().heldBytesMax == 16 * 1_048_576)
    #expect(answer("help export").json?.contains("at most 16 MiB") == true)
  }

  @Test func `whoever takes records gets each, whatever their size, and nothing twice`() throws {
    let whole = try #require(answer("export").json)
    let taker = Taker()
    let left = answer("export", desk(taker, heldBytesMax: 0)).json
    #expect(left == #"{"changes":[]}"# && taker.begun == [#"{"changes":[]}"#])
    let taken = taker.taken.map { $0.compact() }.joined(separator: ",")
    #expect(#"{"changes":["# + taken + "]}" == whole)
  }
}
