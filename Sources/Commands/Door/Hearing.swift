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
    _ body: (Call, inout Ear) -> Reply, _ call: Call
  ) throws(Failure) -> Reply {
    // Who is nobody at this desk is told that.
    try worlds.reading(call) { _ throws(Failure) in }
    return body(call, &ears[worlds.rim.actor(), default: Ear()])
  }

  /// What whoever acts was not told yet, behind a call; what cannot be read now is told another time.
  func take() -> [Page] {
    let pages = worlds.rim.isVirtual ? onSharedScreen() : forActor { $0.mode != .off }
    return pages ?? []
  }

  /// Gives notices that are due; tells whether something was recorded since the last time.
  func attend() -> Bool { watch.look() }

  /// What whoever acts was not told yet, while they type: as much as is read at a glance.
  func overhear() -> [Page] {
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
      let told = try self.told(desk.alerts.all(behind: ear.heard ?? begin ?? last), desk)
      ear.heard = last
      return told
    }
    guard let told else { return nil }
    ear.keep(told)
    ears[actor] = ear
    return isShown(ear) ? told.map(\.page) : []
  }

  /// A replay is one screen for all who act: whoever caused them, it shows the notices of its own
  /// calls, and no others, for it plays at several doors what comes one after the other.
  private func onSharedScreen() -> [Page]? {
    guard let begin else { return [] }
    let told = try? worlds.reading { desk throws(Failure) -> [AlertAnswer] in
      try self.told(desk.alerts.notices(behind: begin), desk)
    }
    guard let told else { return nil }
    self.begin = nil
    ears[worlds.rim.actor(), default: Ear()].keep(told)
    return told.map(\.line)
  }

  private func told(_ alerts: [Alert], _ desk: Reading) throws(Failure) -> [AlertAnswer] {
    var answers: [AlertAnswer] = []
    for alert in alerts { answers.append(try AlertAnswer(alert, desk)) }
    return answers
  }
}
