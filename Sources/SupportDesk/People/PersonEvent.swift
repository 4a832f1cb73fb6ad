package import JSON

/// A fact about a person.
package enum PersonEvent: StreamEvent {
  case added(Added)
  case roleWithdrawn(Role)
  /// A manager says that the person may be erased, and why.
  case erasureApproved(because: Words)
  /// The person's words are gone from the vault.
  case erased(PersonErased)

  package enum Kind: String, CaseIterable, Sendable {
    case added = "person.added"
    case roleWithdrawn = "role.withdrawn"
    case erasureApproved = "erasure.approved"
    case erased = "person.erased"
  }

  package var kind: Kind {
    switch self {
    case .added: .added
    case .roleWithdrawn: .roleWithdrawn
    case .erasureApproved: .erasureApproved
    case .erased: .erased
    }
  }

  /// Somebody is known from now on.
  package struct Added: Equatable, Sendable {
    package var name: Words
    /// Nil where none is known.
    package var address: Words?
    /// In the order of `Role`.
    package var roles: [Role]
    /// The operating system's user this person is, by the kernel's word.
    package var uid: Int64?

    package init(name: Words, address: Words?, roles: [Role], uid: Int64? = nil) {
      self.name = name
      self.address = address
      self.roles = roles
      self.uid = uid
    }
  }

  package func members(_ seal: Sealer) -> JSONObject {
    switch self {
    case .added(let added): added.members(seal)
    case .roleWithdrawn(let role): ["role": .string(role.rawValue)]
    case .erasureApproved(let because): ["because": seal("because", because)]
    case .erased(let erased): erased.members
    }
  }

  package init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .added: self = .added(try Added(reader))
    case .roleWithdrawn: self = .roleWithdrawn(try reader.word("role"))
    case .erasureApproved: self = .erasureApproved(because: try reader.words("because"))
    case .erased: self = .erased(try PersonErased(reader))
    }
  }
}

extension PersonEvent.Added {
  func members(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [
      "name": seal("name", name), "roles": .array(roles.map { .string($0.rawValue) }),
    ]
    if let address { object["address"] = seal("address", address) }
    object.set("uid", uid)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    var roles: [Role] = []
    for value in try reader.list("roles") {
      guard let role = value.string.flatMap(Role.init(rawValue:)) else {
        throw .member("roles")
      }
      roles.append(role)
    }
    self.init(
      name: try reader.words("name"), address: try reader.optionalWords("address"), roles: roles,
      uid: try reader.optionalInteger("uid"))
  }
}
