import JSON
package import ServiceLevels

/// A version of a working calendar, as the journal keeps it.
///
/// It bears the rules of its zone, so that what was measured by it does not change with the system's
/// files, nor on another machine.
package struct CalendarFact: Effective, Equatable, Sendable {
  package var name: String
  /// From when on it holds; nil for since ever.
  package var since: Instant?
  package var zone: ZoneFact
  package var hours: OpeningHours
  /// Why it was changed, where somebody said so.
  package var because: Words?

  package init(
    name: String, since: Instant?, zone: ZoneFact, hours: OpeningHours, because: Words?
  ) {
    self.name = name
    self.since = since
    self.zone = zone
    self.hours = hours
    self.because = because
  }

  package var calendar: WorkingCalendar { WorkingCalendar(hours: hours, zone: zone.zone) }

  /// Whether a calendar can be called so: a word of lower-case letters, digits and hyphens, that begins
  /// with a letter and is none of a calendar that is always there.
  package static func isName(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first,
      bytes.count <= nameBytesMax, name != Calendars.always
    else { return false }
    return bytes.allSatisfy {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        || $0 == UInt8(ascii: "-")
    }
  }

  /// The most bytes of a name.
  package static let nameBytesMax = 40
}

extension CalendarFact {
  func members(_ seal: Sealer) -> JSONObject {
    var members: JSONObject = [
      "closures": .array(hours.closures.map { .object($0.payload) }), "name": .string(name),
      "week": .string(hours.weekText), "zone": .object(zone.payload),
    ]
    members.set("since", since?.milliseconds)
    if let because { members["because"] = seal("because", because) }
    return members
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    let name = try reader.string("name")
    guard Self.isName(name) else { throw .member("name") }
    var closures: [Closure] = []
    for closure in try reader.inners("closures") { closures.append(try Closure(closure)) }
    guard let hours = try? OpeningHours(week: try reader.string("week"), closures: closures) else {
      throw .member("week")
    }
    self.init(
      name: name, since: reader.object["since"] == nil ? nil : try reader.instant("since"),
      zone: try ZoneFact(try reader.inner("zone")), hours: hours,
      because: try reader.optionalWords("because"))
  }
}

extension Closure {
  fileprivate var payload: JSONObject {
    var payload: JSONObject = ["day": .string(day.text), "name": .string(name)]
    if hours != .wholeDay { payload["hours"] = .string(hours.text) }
    return payload
  }

  fileprivate init(_ reader: PayloadReader) throws(PayloadFault) {
    guard let day = try? Day(text: try reader.string("day")) else { throw .member("day") }
    var hours = Opening.wholeDay
    if reader.object["hours"] != nil {
      guard let some = try? Opening(text: try reader.string("hours")) else {
        throw .member("hours")
      }
      hours = some
    }
    self.init(day, hours: hours, name: try reader.string("name"))
  }
}
