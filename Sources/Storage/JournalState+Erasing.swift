import Glibc
import ServiceLevels
import SupportDesk

extension JournalState {
  private var search: ErasureSearch { ErasureSearch(database) }

  func tickets(of person: PersonNumber) throws(Failure) -> [TicketNumber] {
    try wrapped { () throws(StorageFailure) in try search.tickets(of: person) }
  }

  func erasure(of person: Person) throws(Failure) -> Erasure {
    var erasure = Erasure(of: person.number)
    var events: [Int64] = []
    var owned: Set<TicketNumber> = []
    for number in try tickets(of: person.number) {
      let history = try history(of: number, upTo: nil)
      let worded = PersonalShare(of: person.number, in: history).worded
      events += worded.map(\.sequence)
      erasure.tickets += worded.isEmpty ? 0 : 1
      erasure.messages += Int64(worded.count { $0.event.isMessage })
      if Ticket(number, history)?.customer == person.number { owned.insert(number) }
    }
    return try wrapped { () throws(StorageFailure) in
      events += try search.events(beside: person.number)
      erasure.events = EventNumbers(events)
      let identifiers = Identifiers(name: person.name.text, address: person.address?.text)
      erasure.drafts = try search.drafts(of: person.number, on: owned, identifiers)
      erasure.tags = try search.tags(identifiers)
      try search.look(through: &erasure, identifiers)
      return erasure
    }
  }

  func erasureState(of person: PersonNumber) throws(Failure) -> ErasureState {
    try wrapped { () throws(StorageFailure) in
      ErasureState(
        try journal.history(Person.self, of: person, store.corrections(), .onlyAlways),
        isUnswept: try search.isUnswept(person))
    }
  }

  func mentions(_ events: EventNumbers) throws(Failure) -> [Erasure.Mention] {
    try wrapped { () throws(StorageFailure) in try search.mentions(events) }
  }

  func copies(
    holding person: PersonNumber, and events: EventNumbers
  ) throws(Failure) -> [StoreFacts.Copy] {
    let done = try erasureState(of: person).done
    return try wrapped { () throws(StorageFailure) in
      // From the change that said the first of the words to the one that erased them.
      var spans: [Range<Int64>] = []
      for done in done {
        spans.append((try search.firstChange(of: done.erased.events) ?? 0)..<done.change)
      }
      if let first = try search.firstChange(of: events) { spans.append(first..<Int64.max) }
      let left = Leftovers.of(store.path, beside: JournalStore.engine.companions)
      return left
        + (try CopyTable(database).all().compactMap { copy in
          let mayHold = copy.change.map { change in spans.contains { $0.contains(change) } } ?? true
          if !mayHold { return nil }
          var copy = copy
          copy.isGone = access(copy.path, F_OK) != 0
          return copy
        })
    }
  }

  func erase(_ erasure: Erasure) throws(Failure) {
    store.forget()
    try wrapped { () throws(StorageFailure) in
      for range in erasure.events.ranges {
        // Their spellings go with them, by a trigger.
        try database.run(
          "DELETE FROM vault WHERE event BETWEEN $1 AND $2", .integer(range.lowerBound),
          .integer(range.upperBound))
      }
      let drafts = DraftTable(database)
      for draft in erasure.drafts { try drafts.drop(draft.number, of: draft.person) }
      try Idempotency(database).forget(erasure.person, erasure.events)
      try database.run(
        "INSERT INTO unswept (person) VALUES ($1) ON CONFLICT DO NOTHING",
        .integer(erasure.person.value))
    }
  }
}
