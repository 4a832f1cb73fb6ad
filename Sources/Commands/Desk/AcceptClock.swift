import Interpreter
import ServiceLevels
import SupportDesk

/// Vouching for the machine's clock.
struct AcceptClock: Sendable {
  let at: Moment
  let receipt: Receipt

  static let shape = Shape<AcceptClock>(
    "AcceptedClock",
    [
      Field("at", "What the clock says.", .instant, \.at)
    ] + Receipt.fields(\.receipt),
    page: { Page(.init("the clock is accepted: \($0.at.long)")) })

  static let entry = Entry.write(
    "clock.accept", "Vouches for the machine's clock after it jumped.",
    verbs: ["clock accept"], needs: .acceptClock,
    examples: [Example("clock accept", "the clock is accepted")], clock: .accepts,
    answers: shape,
    again: { entry, desk throws(Failure) in
      AcceptClock(
        at: desk.wall.moment(Instant(clamping: entry.recordedAt)),
        receipt: .again(entry))
    }
  ) { _, desk throws(Failure) in
    let behind = try desk.journalTime() - desk.wall.now
    let receipt = try desk.record([.desk(.clockAccepted(behindMilliseconds: behind))])
    return AcceptClock(at: desk.wall.moment(desk.wall.now), receipt: receipt)
  }
}
