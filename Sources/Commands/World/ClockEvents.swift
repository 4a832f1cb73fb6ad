import Interpreter
import ServiceLevels
import SupportDesk

/// What is found out of clocks, and how it is told before it is done.
enum ClockEvents {
  /// Every form, in the order of the schema.
  static let forms: [AnyEventForm] = [accepted.any, corrected.any]

  /// What an event of the desk's own says.
  static func telling(_ event: DeskEvent, _ desk: Reading) throws(Failure) -> Telling {
    switch event {
    case .clockAccepted(let accepted): return telling(accepted, desk)
    case .clockCorrected(let corrected): return try telling(corrected, desk)
    case .created, .migrated: preconditionFailure("no command records \(event.kind)")
    }
  }

  private static func telling(_ event: DeskEvent.ClockAccepted, _ desk: Reading) -> Telling {
    accepted.telling(
      Accepted(
        at: desk.wall.moment(desk.wall.now), since: desk.wall.moment(event.since),
        because: event.because?.text))
  }

  private static func telling(
    _ event: DeskEvent.ClockCorrected, _ desk: Reading
  ) throws(Failure) -> Telling {
    let stretch = try desk.stretch(event.changes)
    let people = stretch.actors.compactMap(\.person)
    return corrected.telling(
      Corrected(
        changes: event.changes, from: desk.wall.moment(stretch.recorded.lowerBound),
        to: desk.wall.moment(stretch.recorded.upperBound),
        by: try people.map { number throws(Failure) in try desk.answer(number) },
        others: stretch.actors.compactMap(name), at: desk.wall.moment(desk.wall.now),
        because: event.because?.text))
  }

  /// What who is no person is called.
  private static func name(_ actor: Actor) -> String? {
    switch actor {
    case .person: nil
    case .desk: "the desk itself"
    case .otherSystem: "an import"
    }
  }

  private struct Accepted: Sendable {
    let at: Moment
    let since: Moment
    let because: String?
  }

  private static let accepted = EventForm<Accepted>(
    DeskEvent.Kind.clockAccepted.rawValue,
    [
      Field("at", "What the clock says.", .instant, \.at),
      Field("since", "When the last change before it was recorded.", .instant, \.since),
      Field(maybe: "because", "The reason.", .text, \.because),
    ], isRecorded: false
  ) {
    let rest = DurationText.words($0.at.instant - $0.since.instant)
    return
      "this machine's clock is right: it says \($0.at.long), \(rest) after the last change, of "
      + $0.since.long
  }

  private struct Corrected: Sendable {
    let changes: ClosedRange<Int64>
    let from: Moment
    let to: Moment
    let by: [PersonAnswer]
    let others: [String]
    let at: Moment
    let because: String?

    /// The likeliest names; a long list helps nobody.
    var names: String {
      let all = by.map(\.name) + others
      if all.count == 1 { return all[0] }
      let shown = all.count > 4 ? all.prefix(3) + ["\(all.count - 3) others"] : all[...]
      return shown.dropLast().joined(separator: ", ") + " and " + (shown.last ?? "")
    }
  }

  private static let corrected = EventForm<Corrected>(
    DeskEvent.Kind.clockCorrected.rawValue,
    [
      Field("firstChange", "The first change that is dated too late.", .count) {
        $0.changes.lowerBound
      },
      Field("lastChange", "The last of them.", .count, \.changes.upperBound),
      Field("from", "The earliest of their dates.", .instant, \.from),
      Field("to", "The latest of their dates.", .instant, \.to),
      Field("by", "Whose changes they are.", .list(.person), \.by),
      Field("at", "When they happened at the latest.", .instant, \.at),
      Field(maybe: "because", "The reason.", .text, \.because),
    ], isRecorded: false
  ) { told in
    let (first, last) = (told.changes.lowerBound, told.changes.upperBound)
    let many =
      first == last ? "change \(first)" : "\(told.changes.count) changes, \(first) to \(last),"
    let (verb, they) = first == last ? ("is", "it counts") : ("are", "they count")
    let dates = first == last ? told.from.long : "\(told.from.long) to \(told.to.long)"
    return
      "this machine's clock is right, and one ran ahead: \(many) by \(told.names) \(verb) dated "
      + "\(dates); \(they) as of \(told.at.long), and what was told too early is taken back"
  }
}
