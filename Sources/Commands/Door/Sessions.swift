import Interpreter

/// The sessions of one door, each one actor's under one name.
struct Sessions {
  struct Key: Hashable {
    let actor: ActorReference
    let name: String
  }

  private var kept: [Key: Session] = [:]
  /// A client that makes up names for ever does not fill the memory: the oldest go, those last in which a
  /// question is open, for its answer would be taken for a command.
  private var order: [Key] = []
  private static let keptMax = WireLimits.sessionsMax

  /// A session that was never spoken in remembers nothing.
  subscript(key: Key?) -> Session {
    get { key.flatMap { kept[$0] } ?? Session() }
    set {
      guard let key else { return }
      if kept.updateValue(newValue, forKey: key) == nil { order.append(key) }
      if order.count > Self.keptMax {
        let place = order.firstIndex { kept[$0]?.open == nil } ?? 0
        kept[order.remove(at: place)] = nil
      }
    }
  }
}
