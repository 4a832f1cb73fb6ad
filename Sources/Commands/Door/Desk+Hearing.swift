package import Interpreter
import SupportDesk

/// What a front end does beside calls: it gives them up, hears, and follows the journal.
extension Desk {
  package func giveUp(when isOver: @escaping @Sendable () -> Bool) {
    worlds.store.giveUp(when: isOver)
  }

  package func hear() -> [Page] { hearing.take() }

  package func attend() -> Bool { hearing.attend() }

  package func overhear() -> [Page] { hearing.overhear() }

  package func events(_ wanted: WantedEvents) throws(Problem) -> EventBatch {
    try EventTelling(worlds: worlds).batch(wanted)
  }
}
