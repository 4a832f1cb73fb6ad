/// The members of a JSON object, in the order they were written, each name once.
///
/// Names are the same only if their UTF-8 bytes are: a composed and a decomposed `é` are two
/// names. Lookup walks the members, which for the dozen an object has beats hashing.
package struct JSONObject: Sendable {
  package struct Member: Sendable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  package private(set) var members: [Member]

  /// Keeps the first of members with the same name.
  package init(_ members: [Member] = []) {
    var distinct: [Member] = []
    distinct.reserveCapacity(members.count)
    var names = DistinctNames()
    for member in members where names.admit(member.name, after: distinct) {
      distinct.append(member)
    }
    self.members = distinct
  }

  /// Takes members whose names the caller knows to be distinct.
  init(distinct members: [Member]) {
    self.members = members
  }
}

extension JSONObject {
  package var isEmpty: Bool { members.isEmpty }

  package var count: Int { members.count }

  /// The value of a member.
  ///
  /// A new value takes the place of the old one, or the last place if there was none; `nil` removes
  /// the member.
  package subscript(name: String) -> JSONValue? {
    get {
      guard let position = position(of: name) else { return nil }
      return members[position].value
    }
    set {
      switch (position(of: name), newValue) {
      case (let position?, let value?): members[position].value = value
      case (let position?, nil): members.remove(at: position)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  private func position(of name: String) -> Int? {
    members.firstIndex { $0.name.hasSameBytes(as: name) }
  }

  /// The members in the order of the UTF-8 bytes of their names.
  var membersByName: [Member] {
    members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

extension JSONObject: Hashable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    guard left.count == right.count else { return false }
    guard left.count > DistinctNames.walkedMax else {
      return left.members.allSatisfy { right[$0.name] == $0.value }
    }
    return zip(left.membersByName, right.membersByName).allSatisfy {
      $0.name.hasSameBytes(as: $1.name) && $0.value == $1.value
    }
  }

  package func hash(into hasher: inout Hasher) {
    // Exclusive or forgets the order, and distinct names keep members from cancelling out.
    var mixed = 0
    for member in members {
      var memberHasher = Hasher()
      memberHasher.combine(ByteText(member.name))
      memberHasher.combine(member.value)
      mixed ^= memberHasher.finalize()
    }
    hasher.combine(mixed)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map(Member.init))
  }
}
