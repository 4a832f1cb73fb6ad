import Commands
import Interpreter
import ServiceLevels
import Storage
import SupportDesk
import Testing

/// What fell due is told with whatever call comes next (design.md section 4).
final class NoticeTests {
  private var now = Instant(clamping: 1_800_000_000_000)
  private var actor = "Ann Alder"
  private let store: JournalStore
  private lazy var desk = Desk(
    store: store,
    rim: Rim(
      clock: { [unowned self] in now }, zone: { $0 == "UTC" ? .utc : nil }, sources: .nothing,
      actor: { [unowned self] in .named(actor, by: nil) },
      program: Program(name: "desk test", channel: "replay"), isVirtual: true,
      digest: { JournalStore.digest(of: Array($0.utf8)) }, keepAside: { _, _ in nil }, records: nil)
  )

  init() throws {
    let begin = now
    store = try JournalStore(creating: ":memory:", seed: [1])
    try store.writing { transaction throws(Failure) in
      try Founding.found(
        transaction, format: JournalStore.format, isReplay: true, at: begin, zone: "UTC", uid: 0,
        name: "Admin", program: Program(name: "desk test", channel: "replay"))
    }
    actor = "Admin"
    say("add agent Ann Alder")
    say("new for Cleo Crane <cleo@acme.example> urgent : Gateway down")
    actor = "Ann Alder"
  }

  @discardableResult
  private func say(_ line: String) -> Bool {
    guard case .done = desk.say(Line(line), in: nil).answer else { return false }
    return true
  }

  private func pass(minutes: Int64) { now = now.advanced(byMilliseconds: minutes * 60_000) }

  @Test(
    "every write that is carried out tells of it, the second of one key too",
    arguments: [
      "note 1 : words", "take 1", "note 1 --idempotency-key k : said before", "tick",
    ])
  func writes(line: String) {
    say("note 1 --idempotency-key k : said before")
    #expect(desk.hear().isEmpty)
    pass(minutes: 31)
    #expect(say(line))
    #expect(desk.hear().count == 2)
    #expect(desk.hear().isEmpty)
  }

  @Test(
    "a read, a refusal and a dry run tell of nothing",
    arguments: [
      ("show 1", true), ("note 2 : words", false), ("note 1 --dry-run : words", true),
    ])
  func others(line: String, isDone: Bool) {
    pass(minutes: 31)
    #expect(say(line) == isDone)
    #expect(desk.hear().isEmpty)
    #expect(say("note 1 : words"))
    #expect(desk.hear().count == 2)
  }
}
