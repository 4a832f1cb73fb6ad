import Interpreter
import ServiceLevels
import SupportDesk

/// Vouching for the machine's clock.
struct AcceptClock: Sendable {
  let at: Moment
  let receipt: Receipt
  var isReplayed = false

  static let shape = Shape<AcceptClock>(
    "AcceptedClock",
    [
      Field("at", "What the clock says.", .instant, \.at),
      Field("change", "What it is recorded as.", .count, \.receipt.change),
      Field("events", "The numbers of its events in the journal.", .list(.count), \.receipt.events),
      Field(maybe: "replayed", "That an earlier call under the same key did it.", .flag) {
        $0.isReplayed ? true : nil
      },
    ],
    page: { Page(.init("the clock is accepted: \($0.at.long)")) })

  static let entry = Entry.write(
    "clock.accept", "Vouches for the machine's clock after it jumped.",
    verbs: ["clock accept"], needs: .acceptClock,
    examples: [Example("clock accept", "the clock is accepted")], clock: .accepts,
    answers: shape,
    again: { entry, desk throws(Failure) in
      AcceptClock(
        at: desk.wall.moment(desk.wall.now),
        receipt: Receipt(change: entry.change, events: entry.events.map(\.sequence)),
        isReplayed: true)
    }
  ) { _, desk throws(Failure) in
    let behind = try desk.journalTime() - desk.wall.now
    let receipt = try desk.record([.desk(.clockAccepted(behindMilliseconds: behind))])
    return AcceptClock(at: desk.wall.moment(desk.wall.now), receipt: receipt)
  }
}
