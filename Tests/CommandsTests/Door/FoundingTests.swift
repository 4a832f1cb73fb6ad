import Commands
import ServiceLevels
import SupportDesk
import Testing

@testable import Storage

/// The first change of a store.
struct FoundingTests {
  @Test func `the first event says in which format the store is kept, and whether by a replay`()
    throws
  {
    let store = try JournalStore(creating: ":memory:", seed: [1])
    try store.writing { transaction throws(Failure) in
      try Founding.found(
        transaction, format: JournalStore.format, isReplay: true,
        at: Instant(clamping: 1_800_000_000_000),
        zone: "UTC", uid: 0, name: "Admin",
        program: Program(name: "desk test", channel: "replay"))
    }
    var first: JournalEntry.StoredEvent?
    try store.reading { state throws(Failure) in
      try state.journal(at: 1) { entry throws(Failure) in first = entry.events.first }
    }
    #expect(first?.kind == "desk.created")
    #expect(first?.payload == #"{"app":"desk","replay":true,"schema":\#(Schema.version)}"#)
  }
}
