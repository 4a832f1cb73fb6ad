import ServiceLevels
import SupportDesk

extension Journal {
  /// What was found out of clocks that ran ahead, and how many events the desk's own stream has: few.
  func corrections() throws(StorageFailure) -> (all: Corrections, version: Int64) {
    let entries = try StreamReader(database: database).entries(of: .desk)
    var all: [Correction] = []
    for entry in entries where entry.kind == DeskEvent.Kind.clockCorrected.rawValue {
      let recorded: Recorded<DeskEvent> = try entry.recorded()
      guard case .clockCorrected(let corrected) = recorded.event,
        corrected.changes.upperBound == entry.change &- 1
      else {
        throw .damaged("event \(entry.sequence) does not say which changes it corrects")
      }
      all.append(
        Correction(
          changes: corrected.changes, at: recorded.recordedAt, budgets: corrected.budgets))
    }
    return (Corrections(all), entries.last?.version ?? 0)
  }

  /// Every policy, and the number of the last event of them.
  ///
  /// - Parameter change: only events of changes up to this one.
  func policies(upTo change: Int64 = .max) throws(StorageFailure) -> (all: [Policy], last: Int64) {
    try few(Policy.self, upTo: change)
  }

  /// Every working calendar, and the number of the last event of them.
  ///
  /// - Parameter change: only events of changes up to this one.
  func calendars(upTo change: Int64 = .max) throws(StorageFailure) -> (all: [Calendar], last: Int64)
  {
    try few(Calendar.self, upTo: change)
  }

  /// Every stream of a kind that has few, in the order of their numbers.
  ///
  /// From when on such a thing holds it says itself: no clock's correction is about that.
  private func few<S: SupportDesk.Stream>(
    _ stream: S.Type, upTo change: Int64
  ) throws(StorageFailure) -> (all: [S], last: Int64) {
    let streams = try StreamReader(database: database).all(S.kind)
    var all: [S] = []
    for (number, entries) in streams.sorted(by: { $0.key < $1.key }) {
      var history: [Recorded<S.Event>] = []
      let texts = try vault.values(of: StreamName(S.kind, number), from: 0, upTo: change)
      for entry in entries where entry.change <= change {
        history.append(try entry.recorded { texts[entry.sequence]?[$0] })
      }
      if let one = S(S.Number(number), history) { all.append(one) }
    }
    return (all, streams.values.joined().map(\.sequence).max() ?? 0)
  }

  /// The last change that was recorded by an instant, read with corrections; 0 where there was none
  /// yet.
  ///
  /// So changes are in the order of time, and a few are looked at, however many there are.
  func lastChange(
    recordedBy instant: Instant, _ corrections: Corrections
  ) throws(StorageFailure) -> Int64 {
    var (known, unknown) = (Int64(0), try Self.next(after: tail().sequence))
    while unknown - known > 1 {
      let middle = known + (unknown - known) / 2
      let recordedAt = try database.first(
        "SELECT recorded_at FROM change WHERE sequence = $1", .integer(middle)
      ) { Instant(clamping: $0.integer(0)) }
      let isKnown = [recordedAt, corrections.limit(of: middle)].contains {
        $0 ?? .latest <= instant
      }
      if isKnown { known = middle } else { unknown = middle }
    }
    return known
  }

  /// The first change, up to one, that was recorded later than an instant, read with corrections.
  func firstChange(
    after instant: Instant, upTo last: Int64, _ corrections: Corrections
  ) throws(StorageFailure) -> Int64? {
    try database.all(
      "SELECT sequence FROM change WHERE recorded_at > $1 AND sequence <= $2 ORDER BY sequence",
      [.integer(instant.milliseconds), .integer(last)]
    ) { $0.integer(0) }.first { change in
      corrections.limit(of: change).map { $0 > instant } ?? true
    }
  }

  /// What is known of changes that are there.
  func stretch(_ changes: ClosedRange<Int64>) throws(StorageFailure) -> Stretch {
    let rows = try database.all(
      """
      SELECT actor, min(recorded_at), max(recorded_at) FROM change
      WHERE sequence BETWEEN $1 AND $2 GROUP BY actor ORDER BY count(*) DESC, min(sequence)
      """,
      [.integer(changes.lowerBound), .integer(changes.upperBound)]
    ) { ($0.text(0), Instant(clamping: $0.integer(1)), Instant(clamping: $0.integer(2))) }
    guard let first = rows.map(\.1).min(), let last = rows.map(\.2).max() else {
      throw .damaged("there are no changes \(changes.lowerBound) to \(changes.upperBound)")
    }
    var actors: [Actor] = []
    for (actor, _, _) in rows { actors.append(try EventReader.actor(actor, changes.lowerBound)) }
    return Stretch(changes: changes, recorded: first...last, actors: actors)
  }

  /// The streams of which the changes tell.
  func streams(
    changedBy changes: ClosedRange<Int64>
  ) throws(StorageFailure) -> [StreamName] {
    let streams = try database.all(
      "SELECT DISTINCT stream FROM event WHERE change BETWEEN $1 AND $2",
      [.integer(changes.lowerBound), .integer(changes.upperBound)]
    ) { $0.text(0) }
    return streams.compactMap { StreamName($0) }
  }

  /// The tickets of which changes tell by events of these kinds, but for those of other systems.
  func tickets(
    _ kinds: Set<TicketEvent.Kind>, changedBy changes: ClosedRange<Int64>
  ) throws(StorageFailure) -> [TicketNumber] {
    var parameters = SQLParameters()
    let sql = """
      SELECT DISTINCT stream FROM event JOIN change ON change.sequence = event.change
      WHERE event.change BETWEEN \(parameters.place(.integer(changes.lowerBound)))
        AND \(parameters.place(.integer(changes.upperBound)))
        AND kind IN (\(parameters.list(kinds.map(\.rawValue).sorted().map(SQLValue.text))))
        AND actor <> \(parameters.place(.text(Actor.otherSystem.text)))
      """
    return try database.all(sql, parameters.values) { $0.text(0) }
      .compactMap { StreamName($0)?.ticket }
  }
}
