import Commands
import Interpreter
import JSON
import ServiceLevels
import SupportDesk
import Testing

@testable import Storage

/// A desk in memory, founded by Admin on 2 March 2026 at 9:00 UTC, with an hour, an actor and a disk
/// that a test picks.
final class TestDesk {
  /// When it was founded.
  static let opening = Instant(clamping: 1_772_442_000_000)

  let channel: String
  var now = opening
  var actor = "Admin"
  /// Where texts are kept that the store cannot take; nil where they cannot be.
  var aside: String?
  private(set) var keptAside: [String] = []
  /// How often a zone was read from the system.
  private(set) var zonesRead = 0
  let store: StuckStore
  private(set) lazy var desk = Desk(
    store: store,
    rim: Rim(
      clock: { [unowned self] in now }, zone: { [unowned self] in zone($0) }, sources: .nothing,
      actor: { [unowned self] in .named(actor, by: nil) },
      program: Program(name: "desk test", channel: channel), isVirtual: channel == "replay",
      digest: { JournalStore.digest(of: Array($0.utf8)) },
      keepAside: { [unowned self] in keep($0, over: $1) }, records: nil))

  /// - Parameter channel: how it is reached; a replay's clock alone may leap.
  init(zone: String = "UTC", channel: String = "replay") throws {
    self.channel = channel
    store = StuckStore(try JournalStore(creating: ":memory:", seed: [1]))
    try store.writing { transaction throws(Failure) in
      try Founding.found(
        transaction, format: JournalStore.format, isReplay: true, at: Self.opening, zone: zone,
        uid: 0, name: "Admin", program: Program(name: "desk test", channel: "replay"))
    }
  }

  private func zone(_ name: String) -> Zone? {
    zonesRead += 1
    return name == "UTC" ? .utc : nil
  }

  private func keep(_ text: String, over before: String?) -> String? {
    guard let aside else { return nil }
    keptAside.append(text)
    return before ?? "\(aside)/\(keptAside.count)"
  }

  /// Lets milliseconds pass; negative ones put the clock back.
  func pass(_ milliseconds: Int64) { now = now.advanced(byMilliseconds: milliseconds) }

  /// What a line is answered, as a page of 80 cells or of as many as are told; a question by its
  /// words, a refusal by its kind, its words and what to do instead.
  @discardableResult
  func say(_ line: String, in session: String? = nil, width: Int = 80) -> String {
    switch desk.say(Line(line), in: session).answer {
    case .done(let reply): reply.page.text(width: width)
    case .needs(let needs): needs.inputs[0].message
    case .refused(let problem):
      [problem.kind.word + ": " + problem.message, problem.hint].compactMap(\.self)
        .joined(separator: " | ")
    }
  }

  /// What a line is answered as data; nil where it is not carried out.
  func data(_ line: String) -> JSONValue? {
    guard case .done(let reply) = desk.say(Line(line), in: nil).answer else { return nil }
    return reply.json
  }

  /// The drafts of the person with a number: which it is, for what it was begun, and its text.
  func drafts(of person: Int64 = 1) throws -> [String] {
    try store.reading { state throws(Failure) in
      try state.drafts(of: PersonNumber(person)).map {
        "d\($0.number) \($0.method) \($0.arguments) \($0.text)"
      }
    }
  }
}

/// A store whose writes fail once it is told to.
final class StuckStore: Store {
  let store: JournalStore
  var isStuck = false

  init(_ store: JournalStore) { self.store = store }

  var attendant: Attendant {
    get { store.attendant }
    set { store.attendant = newValue }
  }

  func reading<Result>(
    _ body: (any Snapshot) throws(Failure) -> Result
  ) throws(Failure) -> Result { try store.reading(body) }

  func writing<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if isStuck { throw .storage(.full) }
    return try store.writing(body)
  }

  func trying<Result>(
    _ body: (any Transaction) throws(Failure) -> Result
  ) throws(Failure) -> Result { try store.trying(body) }

  func surveying<Result>(
    _ body: (any Snapshot) throws(Failure) -> Result
  ) throws(Failure) -> Result { try store.surveying(body) }

  func verify() throws(Failure) -> Verification { try store.verify() }

  func backUp(to path: String, at instant: Instant) throws(Failure) -> Anchor {
    try store.backUp(to: path, at: instant)
  }

  func sweep(after person: PersonNumber, for lines: [String]) throws(Failure) -> Sweep {
    try store.sweep(after: person, for: lines)
  }

  func examine(at instant: Instant, for scope: Scope) throws(Failure) -> StoreFacts {
    try store.examine(at: instant, for: scope)
  }
}
