import ServiceLevels
import SupportDesk

/// What a command may do with the store as a whole: prove it, look after it, copy it, overwrite what
/// no row holds; never write into it.
protocol Custody {
  /// The instant of the call.
  var now: Instant { get }
  var wall: Wall { get }

  /// Checks the file, the chain, the vault and the projections.
  func verify() throws(Failure) -> Verification

  /// Looks at its file, lists and notices.
  func examine() throws(Failure) -> StoreFacts

  /// The calendars in force whose zone has other rules on this system than they bear.
  func outdatedCalendars() throws(Failure) -> [(calendar: String, zone: String)]

  /// Writes a whole, consistent copy; refuses a path that exists.
  ///
  /// - Returns: where the copy's journal ends.
  func backUp(to path: String) throws(Failure) -> Anchor

  /// Overwrites whatever its files hold and no row does, and searches them for what was erased.
  func sweep(after person: PersonNumber, for lines: [String]) throws(Failure) -> Sweep

  /// Whether the journal holds a change of that number and hash.
  func holds(change: Int64, hash: String) throws(Failure) -> Bool
}

/// The custody of a store, for one call.
struct StoreCustody: Custody {
  private let store: any Store
  private let scope: Scope
  private let sources: CalendarText.Sources
  let now: Instant
  let wall: Wall

  /// - Parameter desk: of who calls.
  init(_ store: any Store, for desk: Reading) {
    self.store = store
    scope = desk.scope
    sources = desk.sources
    now = desk.standpoint.occurredBy
    wall = desk.wall
  }

  func verify() throws(Failure) -> Verification { try store.verify() }

  func examine() throws(Failure) -> StoreFacts { try store.examine(at: now, for: scope) }

  func outdatedCalendars() throws(Failure) -> [(calendar: String, zone: String)] {
    let calendars = try store.reading { state throws(Failure) in
      try state.workingCalendars(upTo: nil)
    }
    return calendars.compactMap { calendar in
      let zone = calendar.fact(at: now).zone
      guard let system = sources.zone(zone.zone.name), system.digest != zone.digest else {
        return nil
      }
      return (calendar.name, zone.zone.name)
    }
  }

  func backUp(to path: String) throws(Failure) -> Anchor { try store.backUp(to: path, at: now) }

  func sweep(after person: PersonNumber, for lines: [String]) throws(Failure) -> Sweep {
    try store.sweep(after: person, for: lines)
  }

  func holds(change: Int64, hash: String) throws(Failure) -> Bool {
    var holds = false
    try store.reading { state throws(Failure) in
      try state.journal(at: change) { entry throws(Failure) in holds = entry.hash == hash }
    }
    return holds
  }
}
