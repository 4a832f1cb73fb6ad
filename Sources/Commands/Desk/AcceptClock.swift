import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Vouching for the machine's clock where it does not fit the journal (design.md section 4).
struct AcceptClock: Sendable {
  let at: Moment
  /// The changes that were recorded while a clock ran ahead; nil where none was.
  let corrected: ClosedRange<Int64>?
  let receipt: Receipt

  static let shape = Shape<AcceptClock>(
    "AcceptedClock",
    [
      Field("at", "What the clock says.", .instant, \.at),
      Field(
        maybe: "firstChange", "The first change that was recorded while a clock ran ahead.", .count,
        \.corrected?.lowerBound),
      Field(
        maybe: "lastChange", "The last of them; what they tell happened no later than `at`.",
        .count, \.corrected?.upperBound),
    ] + Receipt.fields(\.receipt),
    page: \.page)

  static let entry = Entry.write(
    "clock.accept", "Says that this machine's clock is right, where it does not fit the journal.",
    details: """
      Behind the last change, that one and those dated later than now were recorded while a clock \
      ran ahead: they count as of now, and what was told too early is taken back. More than 35 days \
      after the last change, the desk rested so long. What would change is shown first, and done \
      once it is confirmed or a reason is given.
      """,
    verbs: ["clock accept"],
    slots: [
      Parameters.because.slot(onlyAfter: "because", optional: true), Parameters.confirm.option(),
    ],
    needs: .acceptClock, errors: [.unchanged, .conflict, .badText], clock: .accepts,
    answers: shape, again: again
  ) { call, desk throws(Failure) in
    let because = try desk.line(call, maybe: Parameters.because, TextRules.subject)
    let head = try desk.head()
    let event: DeskEvent
    switch head.fit(of: desk.wall.now) {
    case .fits: throw .refused(.nothingToAccept)
    case .behind:
      guard let first = try desk.firstChange(after: desk.wall.now) else {
        throw .storage(.damaged("change \(head.change) is later than now, and no change is"))
      }
      let correction = Correction(changes: first...head.change, at: desk.wall.now)
      event = .clockCorrected(
        .init(
          changes: correction.changes, budgets: try desk.correctedBudgets(by: correction),
          because: because))
    case .leapt: event = .clockAccepted(.init(since: head.recordedAt, because: because))
    }
    return AcceptClock(event, desk.wall.moment(desk.wall.now), try desk.record([.desk(event)]))
  }

  private init(_ event: DeskEvent, _ at: Moment, _ receipt: Receipt) {
    self.at = at
    self.receipt = receipt
    if case .clockCorrected(let event) = event {
      corrected = event.changes
    } else {
      corrected = nil
    }
  }

  /// The answer of the change's own time.
  @Sendable private static func again(
    _ entry: JournalEntry, _ desk: Reading
  ) throws(Failure) -> AcceptClock {
    guard let kept = entry.events.first,
      let payload = try? JSONReader.read(Array(kept.payload.utf8)).value,
      let event = try? DeskEvent(kind: kept.kind, payload: payload, unseal: { _ in nil })
    else { throw .storage(.damaged("change \(entry.change) accepts no clock")) }
    let at = desk.wall.moment(Instant(clamping: entry.recordedAt))
    return AcceptClock(event, at, .again(entry))
  }

  private var page: Page {
    guard let corrected else { return Page(.init("the clock is accepted: \(at.long)")) }
    let changes =
      corrected.count == 1
      ? "change \(corrected.lowerBound) counts"
      : "changes \(corrected.lowerBound) to \(corrected.upperBound) count"
    return Page(.init("the clock is accepted: \(changes) as of \(at.long)"))
  }
}
