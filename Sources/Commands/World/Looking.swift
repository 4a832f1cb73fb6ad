import Interpreter
import ServiceLevels
import SupportDesk

/// Looking at the desk as it was.
extension Reading {
  private static let asOf = Parameter(
    "asOf", "Counts only what had occurred by then: a time of today, or a date and a time.",
    .pastTime)
  private static let knownAt = Parameter(
    "knownAt", "Counts only what was recorded by then: a time of today, or a date and a time.",
    .pastTime)

  /// The slots of every command that can look back.
  static var standpoints: [Slot] { [asOf.option(), knownAt.option()] }

  /// The desk from where the call looks at it; this one where it looks from now.
  ///
  /// Rights stay those of now.
  ///
  /// - Throws: `noSuchTime` and `notYet`, within the slot.
  func looking(_ call: Call) throws(Failure) -> Reading {
    let (asOf, knownAt) = (try past(call, Self.asOf), try past(call, Self.knownAt))
    guard let at = asOf ?? knownAt else { return self }
    let change = try knownAt.map { time throws(Failure) in try lastChange(by: time) }
    return try seen(
      from: Standpoint(
        occurredBy: at, knownBy: change, isAsked: true,
        in: (asOf.map { _ in Self.asOf.name }, knownAt.map { _ in Self.knownAt.name })))
  }

  /// The same desk before a change was made, at its instant.
  func before(_ entry: JournalEntry) throws(Failure) -> Reading {
    try seen(
      from: Standpoint(
        occurredBy: Instant(clamping: entry.recordedAt), knownBy: entry.change - 1, isAsked: true))
  }

  private func past(
    _ call: Call, _ parameter: Parameter<ToldTime>
  ) throws(Failure) -> Instant? {
    guard let told = call[optional: parameter] else { return nil }
    let at = try told.past(on: wall, within: parameter)
    // Pages show no fractions: who asks for the second that they show means all of it. Programs get
    // and give instants, with a `Z` or an offset, to the millisecond.
    let isShown = !told.text.contains(".") && !told.isInstant
    let isSecond = isShown && at.milliseconds % 60_000 != 0
    if isSecond { return min(at.advanced(byMilliseconds: 999), wall.now) }
    // Who says the minute in which the ticket was opened means no instant before.
    guard told.precision > 0, let reference = call[optional: Parameters.ticket] else { return at }
    let opened = try ticket(reference, within: Parameters.ticket.name).openedAt
    return at < opened && opened.milliseconds - at.milliseconds < told.precision ? opened : at
  }
}
