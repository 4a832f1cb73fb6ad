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
    for (sequence, earlier) in earlier {
      let isDone = try copy.writing { state throws(Failure) in
        try carryOut(earlier, of: sequence, in: state, of: copy.database)
      }
      if isDone { erased.append(earlier.person) }
    }
    for person in erased { _ = try copy.sweep(after: person, for: []) }
    return erased
  }

  /// - Returns: whether there was anything to erase.
  private func carryOut(
    _ earlier: PersonErased, of sequence: Int64, in state: any Transaction,
    of copy: any Database
  ) throws(Failure) -> Bool {
    // Where the copy went its own way since, another person may have the number.
    let isSame = try wrapped { () throws(StorageFailure) in
      try beginning(of: earlier.person, in: old) == beginning(of: earlier.person, in: copy)
    }
    guard isSame, let person = try state.person(earlier.person), !person.isErased else {
      return false
    }
    let erasure = try state.erasure(of: person)
    let event = erasure.event(approvedBy: earlier.approvedBy, repeats: sequence)
    let at = max(instant, try state.head().recordedAt)
    _ = try state.append(
      Change(
        origin: Origin(actor: .desk, channel: "shell", method: "desk.restore", program: program),
        recordedAt: at, occurrences: [Occurrence(.desk(event), at: at)]))
    try state.erase(erasure)
    return true
  }

  /// The erasures that the old store has; nil where it cannot be read.
  private func legible() throws(StorageFailure) -> [(Int64, PersonErased)]? {
    do throws(StorageFailure) { return try erasures() } catch {
      switch error {
      // The second is a table that is not there.
      case .damaged, .failed(code: 1, _): return nil
      default: throw error
      }
    }
  }

  private func erasures() throws(StorageFailure) -> [(Int64, PersonErased)] {
    let rows = try old.all(
      "SELECT sequence, kind, payload FROM event WHERE kind = $1 ORDER BY sequence",
      [.text(DeskEvent.Kind.erased.rawValue)]
    ) { ($0.integer(0), $0.text(1), $0.text(2)) }
    var erasures: [(Int64, PersonErased)] = []
    for (sequence, kind, payload) in rows {
      if case .erased(let erased) = try Journal.deskEvent(
        sequence, kind, payload, unseal: { _ in nil })
      {
        erasures.append((sequence, erased))
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
