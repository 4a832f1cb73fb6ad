import Interpreter
import SupportDesk

/// Tells whoever has this door open what concerns them, each once, whoever recorded it (design.md
/// section 4).
///
/// The journal is what is listened to, so nothing is told that did not last, and nothing twice.
final class Hearing {
  private let worlds: Worlds
  private let watch: Watch
  /// The change behind which is listened; nil while nobody does.
  private var begin: Int64?
  private var ears: [ActorReference: Ear] = [:]
  /// Why nothing can be heard, once that was found out.
  private var trouble: Problem?
  /// Whether whoever opened the door was told what waits for them.
  private var isGreeted = false
  /// The most that is told at once while somebody types.
  private static let burstMax = 8

  init(worlds: Worlds) {
    self.worlds = worlds
    watch = Watch(worlds: worlds)
  }

  /// Begins to listen behind a change, unless that was done.
  func listen(behind change: Int64) {
    if begin == nil { begin = change }
  }

  /// What whoever acts says of their alerts.
  func tell(
    _ body: (Call, Reading, inout Ear) throws(Failure) -> Reply, _ call: Call
  ) throws(Failure) -> Reply {
    try worlds.reading(call) { desk throws(Failure) in
      try body(call, desk, &ears[worlds.rim.actor(), default: Ear()])
    }
  }

  /// What whoever acts was not told yet, behind a call; what cannot be read now is told another time.
  func take() -> [Page] {
    let pages = worlds.rim.isVirtual ? onSharedScreen() : forActor { $0.mode != .off }
    return pages ?? []
  }

  /// Gives notices that are due; tells whether something was recorded since the last time, or whether
  /// that cannot be told any more.
  func attend() -> Bool {
    do throws(Failure) {
      if begin == nil {
        // What is given now is told to who opened the door for it.
        listen(
          behind: try worlds.store.reading { state throws(Failure) in try state.head().change })
      }
      let isNew = try watch.look()
      trouble = nil
      return isNew
    } catch {
      // Somebody's lock passes by itself.
      if case .storage(.busy) = error { return false }
      let isFirst = trouble == nil
      if isFirst { trouble = Failures(worlds: worlds).problem(error) }
      return isFirst
    }
  }

  /// What whoever acts was not told yet, while they type: as much as is read at a glance.
  func overhear() -> [Page] {
    if let trouble { return [trouble.page(for: Line(""))] }
    defer { isGreeted = true }
    return (isGreeted ? [] : greeting()) + newPages()
  }

  /// How many tickets of whoever opened the door are overdue: what fell due before was told to others.
  private func greeting() -> [Page] {
    let overdue = try? worlds.reading { desk throws(Failure) -> Int64 in
      guard desk.actor.has(.workTickets) else { return 0 }
      return try desk.count(
        .all([
          .status(Set(Status.allCases.filter(\.isLive))),
          .agent([desk.actor.number], orNobody: false), .overdue(at: desk.wall.now),
        ]))
    }
    guard let overdue, overdue > 0 else { return [] }
    let words = overdue == 1 ? "a ticket of yours is" : "\(overdue) tickets of yours are"
    return [Page(.init("\(words) overdue: `list mine overdue`", .warning))]
  }

  private func newPages() -> [Page] {
    guard ears[worlds.rim.actor()]?.mode != .quiet else { return [] }
    guard let pages = forActor({ $0.mode == .on }) else {
      watch.forget()
      return []
    }
    if pages.count <= Self.burstMax { return pages }
    let rest = pages.count - Self.burstMax + 1
    return pages.prefix(Self.burstMax - 1) + [Page(.init("\(rest) more: `alerts`", .dim))]
  }

  private func forActor(_ isShown: (Ear) -> Bool) -> [Page]? {
    let actor = worlds.rim.actor()
    var ear = ears[actor, default: Ear()]
    let told = try? worlds.reading { desk throws(Failure) -> [AlertAnswer] in
      let last = try desk.alerts.lastChange
      listen(behind: last)
      let alerts = try desk.alerts.all(behind: ear.heard ?? begin ?? last)
      ear.heard = last
      ear.keep(alerts)
      return try AlertAnswer.all(alerts, desk)
    }
    guard let told else { return nil }
    ears[actor] = ear
    return isShown(ear) ? AlertAnswer.folded(told).map(\.page) : []
  }

  /// A replay is one screen for all who act: whoever caused them, it shows the notices of its own
  /// calls, and no others, for it plays at several doors what comes one after the other.
  private func onSharedScreen() -> [Page]? {
    guard let begin else { return [] }
    let told = try? worlds.reading { desk throws(Failure) -> [AlertAnswer] in
      let alerts = try desk.alerts.notices(behind: begin)
      ears[worlds.rim.actor(), default: Ear()].keep(alerts)
      return try AlertAnswer.all(alerts, desk)
    }
    guard let told else { return nil }
    self.begin = nil
    return told.map(\.line)
  }
}
