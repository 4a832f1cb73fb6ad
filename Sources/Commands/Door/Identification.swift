import ServiceLevels
import SupportDesk

/// Finds out who acts.
struct Identification {
  let state: any Snapshot

  /// The person behind a reference.
  ///
  /// A name is taken from an administrator alone, and from a replay.
  func person(_ reference: ActorReference) throws(Failure) -> Person {
    switch reference {
    case .uid(let uid):
      guard let person = try state.person(uid: uid) else {
        // Every desk has an administrator; who has none lost the rows of its people.
        if try state.people(.administrator).isEmpty {
          throw .storage(
            .damaged("the rows of the people are gone; restore FILE takes a backup back"))
        }
        throw .refused(.noSuchPerson("user \(uid)", role: nil, near: []))
      }
      return person
    case .named(let words, let uid):
      if let uid, try state.person(uid: uid)?.has(.actAsOthers) != true {
        throw .refused(.forbidden(.actAsOthers))
      }
      return try named(words)
    }
  }

  private func named(_ words: String) throws(Failure) -> Person {
    if case .number(let number) = PersonReference(words) {
      guard let person = try state.person(number), !person.isErased else {
        throw .refused(.noSuchPerson(words, role: nil, near: []))
      }
      return person
    }
    let called = PersonName(words)
    if let address = called.address, let person = try state.person(address: address) {
      return person
    }
    let found = try state.people(called: called.name, role: nil, limit: 20)
    guard let person = found.first else {
      throw .refused(.noSuchPerson(words, role: nil, near: []))
    }
    if found.count > 1 {
      throw .refused(.ambiguousPerson(words, among: found.map(\.number)))
    }
    return person
  }
}
