/// How instants are written: RFC 3339, to the millisecond.
package enum InstantText {
  /// Reads `2026-03-02T09:00:00+01:00`, or a local time without an offset if a zone is given.
  ///
  /// Between date and time stands `T`, `t` or a blank; seconds, and a fraction of them, may be
  /// left out; `Z` and `-00:00` are UTC. An offset that is written wins over the zone. A local time
  /// shown twice in the zone is resolved by `overlap`, a skipped one moves forward by the gap.
  /// Throws on a second 60, which instants do not have, and on a fraction finer than a millisecond.
  package static func parse(
    _ text: String, in zone: Zone? = nil, overlap: Zone.Overlap = .first
  ) throws(InstantTextFailure) -> Instant {
    var scanner = Scanner(text)
    guard let date = scanner.date(), scanner.take(oneOf: ["T", "t", " "]) != nil,
      let time = scanner.timeOfDay()
    else { throw .unreadable(text, at: scanner.position) }
    guard let civil = civil(date, time) else { throw .noSuchTime(text) }
    if scanner.isAtEnd {
      guard let zone else { throw .noOffset(text) }
      let instant = zone.instant(of: civil, overlap: overlap)
      // Beyond the ends of time every local time would be the same instant.
      let isEnd = instant == .earliest || instant == .latest
      guard !isEnd || zone.civil(at: instant) == civil else { throw .noSuchTime(text) }
      return instant
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else {
      throw .unreadable(text, at: scanner.position)
    }
    guard let offsetMs = offset.milliseconds else { throw .noSuchTime(text) }
    let milliseconds = Int64(civil.wallMilliseconds - offsetMs)
    guard Instant.milliseconds.contains(milliseconds) else { throw .noSuchTime(text) }
    return Instant(milliseconds: milliseconds)
  }

  /// Writes the zone's local time and offset, `2026-03-02T09:00:00+01:00`.
  ///
  /// Milliseconds appear only if they are not 0. Where RFC 3339 cannot write the local time,
  /// because its offset has seconds or a day's length, or `parse` would not read its year, which is
  /// 1 to 9999, the text is that of `utc`.
  package static func iso(_ instant: Instant, in zone: Zone) -> String {
    let civil = zone.civil(at: instant)
    let (minutes, seconds) = zone.offsetSeconds(at: instant).quotientAndRemainder(dividingBy: 60)
    guard seconds == 0, abs(minutes) < 1_440, 1...9_999 ~= civil.date.year else {
      return utc(instant)
    }
    let sign = minutes < 0 ? "-" : "+"
    let size = abs(minutes)
    return local(civil) + sign + padded(size / 60, 2) + ":" + padded(size % 60, 2)
  }

  /// Writes the instant in UTC, `2026-03-02T08:00:00Z`.
  ///
  /// Milliseconds appear only if they are not 0.
  package static func utc(_ instant: Instant) -> String {
    local(Zone.utc.civil(at: instant), suffix: "Z")
  }
}

/// Why a text is not an instant.
package enum InstantTextFailure: Error, Hashable, Sendable {
  /// The bytes from this one on do not fit.
  case unreadable(String, at: Int)
  /// Well written, but no calendar, no clock or no `Instant` has it, such as 30 February.
  case noSuchTime(String)
  /// A local time, and no zone was given.
  case noOffset(String)
}

// MARK: Writing

extension InstantText {
  /// Written digit by digit into one piece of memory: answers hold many instants.
  private static func local(_ civil: CivilDateTime, suffix: StaticString = "") -> String {
    let date = civil.date
    // A year before 1 or after 9999 has a sign or more digits, and is rare.
    let year = 0...9_999 ~= date.year ? "" : padded(date.year, 4)
    let text = String(unsafeUninitializedCapacity: 23 + suffix.utf8CodeUnitCount) { bytes in
      var end = 0
      func write(_ number: Int, _ width: Int, before sign: UInt8? = nil) {
        var rest = number
        for place in stride(from: end + width - 1, through: end, by: -1) {
          bytes[place] = UInt8(0x30 + rest % 10)
          rest /= 10
        }
        end += width
        guard let sign else { return }
        bytes[end] = sign
        end += 1
      }
      if year.isEmpty {
        write(date.year, 4, before: 0x2D)
      } else {
        bytes[0] = 0x2D
        end = 1
      }
      write(date.month, 2, before: 0x2D)
      write(date.day, 2, before: 0x54)
      write(civil.hour, 2, before: 0x3A)
      write(civil.minute, 2, before: 0x3A)
      write(civil.second, 2, before: civil.millisecond == 0 ? nil : 0x2E)
      if civil.millisecond != 0 { write(civil.millisecond, 3) }
      for index in 0..<suffix.utf8CodeUnitCount {
        bytes[end] = suffix.utf8Start[index]
        end += 1
      }
      return end
    }
    return year.isEmpty ? text : year + text
  }
}

// MARK: Reading

extension InstantText {
  private static func civil(_ date: WrittenDate, _ time: WrittenTime) -> CivilDateTime? {
    guard time.hour < 24, time.minute < 60, time.second < 60,
      let date = CivilDate(year: date.year, month: date.month, day: date.day)
    else { return nil }
    let seconds = (time.hour * 60 + time.minute) * 60 + time.second
    return CivilDateTime(date: date, millisecondOfDay: seconds * 1_000 + time.millisecond)
  }
}

private struct WrittenDate {
  let year: Int
  let month: Int
  let day: Int
}

private struct WrittenTime {
  let hour: Int
  let minute: Int
  let second: Int
  let millisecond: Int
}

private struct WrittenOffset {
  let sign: Int
  let hour: Int
  let minute: Int

  /// Nothing if no clock shows so many hours or minutes.
  var milliseconds: Int? {
    hour < 24 && minute < 60 ? sign * (hour * 60 + minute) * 60_000 : nil
  }
}

extension Scanner {
  fileprivate mutating func date() -> WrittenDate? {
    guard let year = number(digits: 4...4), take("-"), let month = number(digits: 2...2),
      take("-"), let day = number(digits: 2...2)
    else { return nil }
    return WrittenDate(year: year, month: month, day: day)
  }

  fileprivate mutating func timeOfDay() -> WrittenTime? {
    guard let hour = number(digits: 2...2), take(":"), let minute = number(digits: 2...2) else {
      return nil
    }
    var second = 0
    var millisecond = 0
    if take(":") {
      guard let written = number(digits: 2...2) else { return nil }
      second = written
      if take(".") {
        guard let written = thousandths() else { return nil }
        millisecond = written
      }
    }
    return WrittenTime(hour: hour, minute: minute, second: second, millisecond: millisecond)
  }

  fileprivate mutating func offset() -> WrittenOffset? {
    if take(oneOf: ["Z", "z"]) != nil { return WrittenOffset(sign: 1, hour: 0, minute: 0) }
    guard let sign = take(oneOf: ["+", "-"]), let hour = number(digits: 2...2), take(":"),
      let minute = number(digits: 2...2)
    else { return nil }
    return WrittenOffset(sign: sign == "-" ? -1 : 1, hour: hour, minute: minute)
  }
}
