import JSON
import ServiceLevels

/// Reads typed members out of a stored payload.
package struct PayloadReader {
  let object: JSONValue
  let unseal: Unsealer

  func integer(_ member: String) throws(PayloadFault) -> Int64 {
    guard let value = object[member]?.integer else { throw PayloadFault.member(member) }
    return value
  }

  /// A length of time in milliseconds, as long as one can be.
  func length(_ member: String) throws(PayloadFault) -> Int64 {
    try integer(member, in: 0...(Instant.latest - Instant.earliest))
  }

  /// A number that counts from 1: of a person, a ticket, an event.
  func number(_ member: String) throws(PayloadFault) -> Int64 {
    let value = try integer(member)
    guard value > 0 else { throw PayloadFault.member(member) }
    return value
  }

  func optionalNumber(_ member: String) throws(PayloadFault) -> Int64? {
    object[member] == nil ? nil : try number(member)
  }

  func integer(_ member: String, in range: ClosedRange<Int64>) throws(PayloadFault) -> Int64 {
    let value = try integer(member)
    guard range ~= value else { throw PayloadFault.member(member) }
    return value
  }

  func instant(_ member: String) throws(PayloadFault) -> Instant {
    Instant(milliseconds: try integer(member, in: Instant.milliseconds))
  }

  /// An object inside, read in the same way.
  func inner(_ member: String) throws(PayloadFault) -> PayloadReader {
    guard let value = object[member], value.object != nil else { throw PayloadFault.member(member) }
    return PayloadReader(object: value, unseal: unseal)
  }

  /// The objects of a list, read in the same way.
  func inners(_ member: String) throws(PayloadFault) -> [PayloadReader] {
    let values = try list(member)
    guard values.allSatisfy({ $0.object != nil }) else { throw PayloadFault.member(member) }
    return values.map { PayloadReader(object: $0, unseal: unseal) }
  }

  func optionalInteger(_ member: String) throws(PayloadFault) -> Int64? {
    object[member] == nil ? nil : try integer(member)
  }

  func string(_ member: String) throws(PayloadFault) -> String {
    guard let value = object[member]?.string else { throw PayloadFault.member(member) }
    return value
  }

  func bool(_ member: String) throws(PayloadFault) -> Bool {
    guard let value = object[member]?.bool else { throw PayloadFault.member(member) }
    return value
  }

  func list(_ member: String) throws(PayloadFault) -> [JSONValue] {
    guard let value = object[member]?.array else { throw PayloadFault.member(member) }
    return value
  }

  func person(_ member: String) throws(PayloadFault) -> PersonNumber {
    PersonNumber(try number(member))
  }

  func optionalPerson(_ member: String) throws(PayloadFault) -> PersonNumber? {
    object[member] == nil ? nil : try person(member)
  }

  func word<Word: RawRepresentable<String>>(
    _ member: String, _: Word.Type = Word.self
  ) throws(PayloadFault) -> Word {
    guard let word = Word(rawValue: try string(member)) else { throw PayloadFault.member(member) }
    return word
  }

  func optionalWord<Word: RawRepresentable<String>>(
    _ member: String
  ) throws(PayloadFault) -> Word? {
    object[member] == nil ? nil : try word(member)
  }

  func words(_ member: String) throws(PayloadFault) -> Words {
    guard let commitment = object[member]?["$c"]?.string else { throw PayloadFault.member(member) }
    return Words(text: unseal(member), commitment: commitment)
  }

  func optionalWords(_ member: String) throws(PayloadFault) -> Words? {
    object[member] == nil ? nil : try words(member)
  }
}

extension JSONObject {
  /// Sets a member where there is a value, and leaves it out where there is none.
  mutating func set(_ member: String, _ value: Int64?) {
    if let value { self[member] = .integer(value) }
  }

  /// Sets a member to a word where there is one.
  mutating func set(_ member: String, _ word: (some RawRepresentable<String>)?) {
    if let word { self[member] = .string(word.rawValue) }
  }
}
