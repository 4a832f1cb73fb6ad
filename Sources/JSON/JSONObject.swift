/// The members of a JSON object in their order of appearance.
///
/// Names are compared by their bytes, never by canonical equivalence. Two objects are equal when
/// they have the same members in any order.
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

  package init(_ members: [Member]) { self.members = members }

  package var isEmpty: Bool { members.isEmpty }

  package var count: Int { members.count }

  /// The value of a member; setting nil takes the member out, a new member goes last.
  package subscript(name: String) -> JSONValue? {
    get { members.first { Self.same($0.name, name) }?.value }
    set {
      let place = members.firstIndex { Self.same($0.name, name) }
      switch (place, newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): members.remove(at: place)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  static func same(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

  static func precedes(_ left: Member, _ right: Member) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member(name: $0.0, value: $0.1) })
  }
}

extension JSONObject: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left.members.sorted(by: precedes), right.members.sorted(by: precedes))
      .allSatisfy { same($0.name, $1.name) && $0.value == $1.value }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(count) }
}
