import ServiceLevels
import SupportDesk

/// Erasures that a store knows of and an older copy of it does not, carried out in the copy.
struct RepeatedErasures {
  /// The store that is replaced, which nobody else can write.
  private let old: any Database
  private let instant: Instant
  private let program: String

  init(of old: any Database, at instant: Instant, program: String) {
    self.old = old
    self.instant = instant
    self.program = program
  }

  /// - Returns: who was erased in the copy; nil where the old store is too damaged to say.
  func carryOut(in path: String) throws(Failure) -> [PersonNumber]? {
    let copy = try wrapped { () throws(StorageFailure) in try JournalStore(path: path) }
    guard let earlier = try wrapped({ () throws(StorageFailure) in try legible() }) else {
      return nil
    }
    var erased: [PersonNumber] = []
    for (person, sequence, earlier) in earlier {
      let isDone = try copy.writing { state throws(Failure) in
        try carryOut(earlier, of: person, sequence, in: state, of: copy.database)
      }
      if isDone { erased.append(person) }
    }
    for person in erased { _ = try copy.sweep(after: person, for: []) }
    return erased
  }

  /// - Returns: whether there was anything to erase.
  private func carryOut(
    _ earlier: PersonErased, of number: PersonNumber, _ sequence: Int64,
    in state: any Transaction, of copy: any Database
  ) throws(Failure) -> Bool {
    // Where the copy went its own way since, another person may have the number.
    let isSame = try wrapped { () throws(StorageFailure) in
      try beginning(of: number, in: old) == beginning(of: number, in: copy)
    }
    guard isSame, let person = try state.person(number), !person.isErased else {
      return false
    }
    let erasure = try state.erasure(of: person)
    let erased = erasure.erased(approvedBy: earlier.approvedBy, repeats: sequence)
    let at = max(instant, try state.head().recordedAt)
    _ = try state.append(
      Change(
        origin: Origin(actor: .desk, channel: "shell", method: "desk.restore", program: program),
        recordedAt: at, occurrences: [Occurrence(.person(number, .erased(erased)), at: at)]))
    try state.erase(erasure)
    return true
  }

  /// Who was erased, by which event.
  private typealias Erased = (person: PersonNumber, event: Int64, what: PersonErased)

  /// The erasures that the old store has; nil where it cannot be read.
  private func legible() throws(StorageFailure) -> [Erased]? {
    do throws(StorageFailure) { return try erasures() } catch {
      switch error {
      // The second is a table that is not there.
      case .damaged, .failed(code: 1, _): return nil
      default: throw error
      }
    }
  }

  private func erasures() throws(StorageFailure) -> [Erased] {
    let rows = try old.all(
      "SELECT sequence, stream, kind, payload FROM event WHERE kind = $1 ORDER BY sequence",
      [.text(PersonEvent.Kind.erased.rawValue)]
    ) { ($0.integer(0), $0.text(1), $0.text(2), $0.text(3)) }
    var erasures: [Erased] = []
    for (sequence, stream, kind, payload) in rows {
      let event: PersonEvent = try EventReader.event(sequence, kind, payload)
      if case .erased(let erased) = event, let person = StreamName(stream)?.person {
        erasures.append((person, sequence, erased))
      }
    }
    return erasures
  }

  /// The event by which somebody became known, with its commitments, which no other has.
  private func beginning(
    of person: PersonNumber, in database: any Database
  ) throws(StorageFailure) -> [String]? {
    try database.first(
      "SELECT sequence, payload FROM event WHERE stream = $1 ORDER BY version LIMIT 1",
      .text(StreamName.person(person).text)
    ) { [String($0.integer(0)), $0.text(1)] }
  }
}
