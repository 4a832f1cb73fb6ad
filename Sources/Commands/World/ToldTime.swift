import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A time as people say when something was: the time of today, or a day with a time.
struct ToldTime: WrittenValue {
  let text: String

  /// - Returns: nil for what is neither `10:05`, nor a date with a time, with an offset or without.
  init?(_ text: String) {
    guard (try? Self.instant(text, on: "1970-01-01", in: .utc)) != nil else { return nil }
    self.text = text
  }

  /// Whether it says by itself which instant it is, with `Z` or an offset, as programs write it.
  var isInstant: Bool { (try? InstantText.parse(text)) != nil }

  /// How long a stretch it names, in milliseconds: a minute, a second, or an instant alone.
  var precision: Int64 {
    if text.contains(".") { return 0 }
    let time = text.split(whereSeparator: { "Tt ".contains($0) }).last ?? ""
    let clock = time.prefix { !"Zz+-".contains($0) }
    return clock.split(separator: ":").count == 2 ? 60_000 : 1_000
  }

  /// The same, with its day where it is a time of today by the clock on the wall.
  func dated(on wall: Wall) -> String {
    Self.isAlone(text) ? "\(Self.today(on: wall))T\(text)" : text
  }

  private static func today(on wall: Wall) -> String {
    String(wall.moment(wall.now).long.prefix(10))
  }

  private static func isAlone(_ text: String) -> Bool { text.utf8.prefix(3).contains(0x3A) }

  /// - Parameter day: the day of a time alone, `2026-03-02`.
  static func instant(
    _ text: String, on day: String, in zone: Zone
  ) throws(InstantTextFailure) -> Instant {
    try InstantText.parse(isAlone(text) ? "\(day)T\(text)" : text, in: zone)
  }

  /// The instant by the clock on the wall; a time alone is of today.
  ///
  /// - Throws: `noSuchTime`, and `notYet` for what is still to come, within the parameter's slot.
  func past(on wall: Wall, within parameter: Parameter<ToldTime>) throws(Failure) -> Instant {
    let refusal: Refusal
    do throws(InstantTextFailure) {
      let at = try Self.instant(text, on: Self.today(on: wall), in: wall.zone)
      if at <= wall.now { return at }
      refusal = .notYet(at)
    } catch {
      refusal = .noSuchTime(text)
    }
    throw .refused(.within(slot: parameter.name, span: nil, refusal))
  }
}

extension ValueType where Value == ToldTime {
  /// When something was that is told late: one word, for a text follows.
  static let toldTime = toldTime(.word)
  /// From when one looks back: date and time may be two words.
  static let pastTime = toldTime(.phrase)

  private static func toldTime(_ extent: Extent) -> ValueType {
    written(
      "time", extent, ["minLength": 4],
      expected: ["a time of today such as 10:05, or 2026-11-27 10:05"])
  }
}

extension Writing {
  /// When that happened which a call tells of: now, unless it says when.
  ///
  /// It is for staff to say: whoever could date their own words could make the desk late.
  ///
  /// - Throws: `forbidden` for a customer, `notYet` for what is still to come, `beforeOpening` for what is older
  ///   than the ticket, `anothersThen` for what is older than its customer's having it: nothing of theirs is for
  ///   this one, and nothing is owed to them by it.
  func occurrence(
    _ call: Call, _ when: Parameter<ToldTime>, on ticket: Ticket
  ) throws(Failure) -> Instant {
    guard let told = call[optional: when] else { return wall.now }
    try require(.workTickets)
    let at = try told.past(on: wall, within: when)
    // Who says a minute or a second, as pages show them and mail dates it, means no instant before.
    if at < ticket.openedAt, ticket.openedAt.milliseconds - at.milliseconds < told.precision {
      return ticket.openedAt
    }
    if at < ticket.openedAt {
      throw .refused(
        .within(
          slot: when.name, span: nil,
          .beforeOpening(ticket.number, opened: ticket.openedAt)))
    }
    if let since = ticket.transferredAt, at < since {
      throw .refused(
        .within(slot: when.name, span: nil, .anothersThen(ticket.number, since: since)))
    }
    return at
  }
}
