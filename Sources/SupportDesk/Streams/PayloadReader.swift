import JSON
import ServiceLevels

/// Reads typed members out of a stored payload.
struct PayloadReader {
  let object: JSONValue
  let unseal: Unsealer

  func integer(_ member: String) throws(PayloadFault) -> Int64 {
    guard let value = object[member]?.integer else { throw PayloadFault.member(member) }
    return value
  }

  /// A length of time in milliseconds, as long as one can be.
  func length(_ member: String) throws(PayloadFault) -> Int64 {
    let value = try integer(member)
    guard 0...(Instant.latest - Instant.earliest) ~= value else {
      throw PayloadFault.member(member)
    }
    return value
  }

  /// An object inside, read in the same way.
  func inner(_ member: String) throws(PayloadFault) -> PayloadReader {
    guard let value = object[member], value.object != nil else { throw PayloadFault.member(member) }
    return PayloadReader(object: value, unseal: unseal)
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
    PersonNumber(try integer(member))
  }

  func optionalPerson(_ member: String) throws(PayloadFault) -> PersonNumber? {
    try optionalInteger(member).map(PersonNumber.init)
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
