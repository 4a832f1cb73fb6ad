import ServiceLevels
import Storage
import SupportDesk
import Testing

@testable import Commands

/// What a reading gives of the whole desk it refuses whoever has no right to it, whichever command
/// asks and whatever right that one asked for.
struct ReadingRightsTests {
  /// Something of the whole desk, and the right to it.
  struct Asked: CustomTestStringConvertible {
    let testDescription: String
    let permission: Permission
    let ask: @Sendable (Reading) throws -> Void
  }

  private static let own = PersonNumber(7)

  private static func person(_ number: Int64, _ roles: Set<Role>) -> Person {
    Person(
      number: PersonNumber(number), name: Words("Ann Alder"), address: nil, roles: roles, event: 1)
  }

  private static let asked: [Asked] = [
    Asked(testDescription: "every clock", permission: .report) {
      try $0.reports.eachClock { _ in }
    },
    Asked(testDescription: "the staff", permission: .listPeople) { _ = try $0.staff() },
    Asked(testDescription: "the journal", permission: .verify) {
      try $0.eachChange(from: 1, limit: nil) { _ in }
    },
    Asked(testDescription: "a part of the journal", permission: .verify) {
      try $0.eachChange(from: 1, limit: 1) { _ in }
    },
    Asked(testDescription: "the journal's end", permission: .verify) { _ = try $0.anchor() },
    Asked(testDescription: "what is known of changes", permission: .acceptClock) {
      _ = try $0.stretch(1...1)
    },
    Asked(testDescription: "one's own tickets", permission: .exportOwn) {
      _ = try $0.personal.shares(of: person(own.value, []))
    },
    Asked(testDescription: "one's own drafts", permission: .exportOwn) {
      _ = try $0.personal.drafts(of: person(own.value, []))
    },
    Asked(testDescription: "another's tickets", permission: .exportPeople) {
      _ = try $0.personal.shares(of: person(1, []))
    },
    Asked(testDescription: "another's drafts", permission: .exportPeople) {
      _ = try $0.personal.drafts(of: person(1, []))
    },
    Asked(testDescription: "what would be erased", permission: .erase) {
      _ = try $0.personal.erasure(of: person(1, []))
    },
    Asked(testDescription: "who is named by others", permission: .erase) {
      _ = try $0.personal.mentions(EventNumbers([1]))
    },
    Asked(testDescription: "where copies lie", permission: .erase) {
      _ = try $0.personal.copies(holding: PersonNumber(1), and: EventNumbers([]))
    },
  ]

  @Test(arguments: asked, [[], [.customer], [.agent], [.manager], [.administrator]] as [Set<Role>])
  func `it is given to whoever has the right, and to nobody else`(
    asked: Asked, roles: Set<Role>
  ) throws {
    let store = try JournalStore(creating: ":memory:", seed: [1])
    let now = Instant(clamping: 1_800_000_000_000)
    try store.writing { transaction throws(Failure) in
      try Founding.found(
        transaction, format: JournalStore.format, isReplay: true, at: now, zone: "UTC", uid: 0,
        name: "Admin", program: Program(name: "desk test", channel: "replay"))
    }
    let actor = Self.person(Self.own.value, roles)
    var refused: (any Error)?
    try store.reading { state throws(Failure) in
      let desk = Reading(
        state, actor: actor, standpoint: Standpoint(now: now),
        policies: try state.policies(upTo: nil),
        zone: .utc, listing: Listing(commands: [], kinds: []), sources: .nothing)
      do { try asked.ask(desk) } catch { refused = error }
    }
    if actor.has(asked.permission) {
      #expect(refused == nil)
    } else {
      #expect(refused as? Failure == .refused(.forbidden(asked.permission)))
    }
  }
}
