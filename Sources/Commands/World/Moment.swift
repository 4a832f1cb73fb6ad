import Interpreter
import JSON
import ServiceLevels

/// By what people read times: a zone's clock on the wall, and the instant that is now.
///
/// One for a call, which all its moments share.
final class Wall: Sendable {
  let zone: Zone
  let now: Instant

  init(zone: Zone, now: Instant) {
    self.zone = zone
    self.now = now
  }

  func moment(_ instant: Instant) -> Moment { Moment(instant: instant, wall: self) }
}

/// An instant, and the wall it is read by.
///
/// Seconds are shown only where there are any, fractions never.
struct Moment: Sendable {
  let instant: Instant
  let wall: Wall

  /// Day and time, such as `2026-03-02 09:00`.
  var long: String { InstantText.iso(instant, in: wall.zone).prefix(10) + " " + clock }

  /// The time of day, such as `09:00`.
  var clock: String {
    let civil = wall.zone.civil(at: instant)
    let parts =
      civil.second == 0 ? [civil.hour, civil.minute] : [civil.hour, civil.minute, civil.second]
    return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  }

  /// The time alone where it is of today, else with its day.
  var short: String {
    wall.zone.civil(at: instant).date == wall.zone.civil(at: wall.now).date ? clock : long
  }

  /// Milliseconds from now on; negative for what has passed.
  var ahead: Int64 { instant - wall.now }
}

extension Form where Value == Int64 {
  /// Milliseconds for programs; for people the length of time in its two largest units.
  static let duration = Form(
    schema: Form<Int64>.count.schema, json: Form<Int64>.count.json,
    run: { .init(DurationText.words($0)) })
}

extension Form where Value == Moment {
  /// ISO 8601 in UTC for programs; day and time on the wall for people.
  static let instant = Form(
    schema: { Schema(["type": "string", "format": "date-time"]) },
    json: { .string(InstantText.utc($0.instant)) }, run: { .init($0.long) })

  /// An instant for programs; for people how far off it is.
  static let due = Form(
    schema: Form<Moment>.instant.schema, json: Form<Moment>.instant.json,
    run: { moment in
      let left = moment.ahead
      return left < 0
        ? .init("\(DurationText.words(-left)) ago", .danger)
        : .init("in \(DurationText.words(left))", left < 3_600_000 ? .warning : .plain)
    })
}
