package import Interpreter
import SupportDesk

/// What a front end does beside calls: it heeds who waits, hears, and follows the journal.
extension Desk {
  package func heed(_ caller: Caller) {
    worlds.store.attendant = Attendant(
      isGone: caller.isGone, meanwhile: caller.meanwhile,
      hears: caller.hears.map { hears in
        { hears(CallProgress(done: $0, total: $1, unit: $2.rawValue)) }
      })
  }

  package func hear() -> [Page] { hearing.take() }

  package func attend() -> Bool { hearing.attend() }

  package func overhear() -> [Page] { hearing.overhear() }

  package func events(_ wanted: WantedEvents) throws(Problem) -> EventBatch {
    try EventTelling(worlds: worlds).batch(wanted)
  }
}
