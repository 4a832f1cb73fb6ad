import Interpreter
import SupportDesk

/// Tells whoever has this door open what concerns them, each once, whoever recorded it (design.md
/// section 4).
///
/// The journal is what is listened to, so nothing is told that did not last, and nothing twice.
final class Hearing {
  private let worlds: Worlds
  /// The change behind which is listened; nil while nobody does.
  private var begin: Int64?
  /// The last change of which each actor heard.
  private var heard: [ActorReference: Int64] = [:]

  init(worlds: Worlds) { self.worlds = worlds }

  /// Begins to listen behind a change, unless that was done.
  func listen(behind change: Int64) {
    if begin == nil { begin = change }
  }

  /// What whoever acts was not told yet; what cannot be read now is told another time.
  func take() -> [Page] {
    let pages = try? worlds.reading { desk throws(Failure) in
      worlds.rim.isVirtual ? try onSharedScreen(desk) : try forActor(desk)
    }
    return pages ?? []
  }

  private func forActor(_ desk: Reading) throws(Failure) -> [Page] {
    let (actor, last) = (worlds.rim.actor(), try desk.alerts.lastChange)
    listen(behind: last)
    let pages = try told(desk.alerts.all(behind: heard[actor] ?? begin ?? last), desk)
    heard[actor] = last
    return pages.map(\.page)
  }

  /// A replay is one screen for all who act: whoever caused them, it shows the notices of its own
  /// calls, and no others, for it plays at several doors what comes one after the other.
  private func onSharedScreen(_ desk: Reading) throws(Failure) -> [Page] {
    guard let begin else { return [] }
    let pages = try told(desk.alerts.notices(behind: begin), desk)
    self.begin = nil
    return pages.map(\.line)
  }

  private func told(_ alerts: [Alert], _ desk: Reading) throws(Failure) -> [AlertAnswer] {
    var answers: [AlertAnswer] = []
    for alert in alerts { answers.append(try AlertAnswer(alert, desk)) }
    return answers
  }
}
