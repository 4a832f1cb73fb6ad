extension JSONValue: Hashable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left.hasSameBytes(as: right)
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let bool): hasher.combine(bool)
    case .integer(let integer): hasher.combine(integer)
    case .number(let lexeme): hasher.combine(ByteText(lexeme))
    case .string(let string): hasher.combine(ByteText(string))
    case .array(let array): hasher.combine(array)
    case .object(let object): hasher.combine(object)
    }
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
