package import JSON

extension DeskEvent {
  /// The kind as the journal stores it.
  package var kind: String {
    switch self {
    case .created: "desk.created"
    case .policySet: "policy.set"
    case .serviceAdded: "service.added"
    case .personAdded: "person.added"
    case .roleGranted: "role.granted"
    case .roleWithdrawn: "role.withdrawn"
    case .clockAccepted: "clock.accepted"
    }
  }

  /// The stream the event belongs to: a person's own, or the desk's.
  package var stream: String {
    switch self {
    case .personAdded(let added): "person/\(added.number.value)"
    case .roleGranted(let person, _), .roleWithdrawn(let person, _): "person/\(person.value)"
    default: "desk"
    }
  }

  /// Everything but the kind, as canonical JSON.
  package func payload(_ seal: Sealer) -> JSONObject {
    switch self {
    case .created(let schema): return ["app": "desk", "schema": .integer(schema)]
    case .policySet(let policy): return policy.payload
    case .serviceAdded(let name, let uptime):
      return ["name": .string(name), "uptimeBasisPoints": .integer(uptime)]
    case .personAdded(let added): return added.payload(seal)
    case .roleGranted(let person, let role), .roleWithdrawn(let person, let role):
      return ["person": .integer(person.value), "role": .string(role.rawValue)]
    case .clockAccepted(let behind): return ["behindMilliseconds": .integer(behind)]
    }
  }

  /// Reads a stored event.
  ///
  /// - Returns: nil where the kind is none of the desk's.
  package init?(kind: String, payload: JSONValue, unseal: @escaping Unsealer) throws(PayloadFault) {
    let reader = PayloadReader(object: payload, unseal: unseal)
    switch kind {
    case "desk.created": self = .created(schema: try reader.integer("schema"))
    case "policy.set": self = .policySet(try PolicyFact(reader))
    case "service.added":
      self = .serviceAdded(
        name: try reader.string("name"),
        uptimeBasisPoints: try reader.integer("uptimeBasisPoints"))
    case "person.added": self = .personAdded(try PersonAdded(reader))
    case "role.granted":
      self = .roleGranted(try reader.person("person"), try reader.word("role"))
    case "role.withdrawn":
      self = .roleWithdrawn(try reader.person("person"), try reader.word("role"))
    case "clock.accepted":
      self = .clockAccepted(behindMilliseconds: try reader.integer("behindMilliseconds"))
    default: return nil
    }
  }
}

extension DeskEvent.PersonAdded {
  func payload(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [
      "name": seal("name", name), "number": .integer(number.value),
      "roles": .array(roles.map { .string($0.rawValue) }),
    ]
    if let address { object["address"] = seal("address", address) }
    object.set("uid", uid)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    var roles: [Role] = []
    for value in reader.object["roles"]?.array ?? [] {
      guard let role = value.string.flatMap(Role.init(rawValue:)) else {
        throw PayloadFault(member: "roles")
      }
      roles.append(role)
    }
    self.init(
      number: try reader.person("number"), name: try reader.words("name"),
      address: try reader.optionalWords("address"), roles: roles,
      uid: try reader.optionalInteger("uid"))
  }
}

extension PolicyFact {
  var payload: JSONObject {
    [
      "name": .string(name), "reopenDays": .integer(reopenDays),
      "targets": .array(
        rows.map {
          [
            "priority": .string($0.priority.rawValue), "resolve": .string($0.resolve),
            "respond": .string($0.respond),
          ]
        }),
      "version": .integer(version), "warnPercent": .integer(warnPercent), "zone": .string(zone),
    ]
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    var rows: [Row] = []
    for value in reader.object["targets"]?.array ?? [] {
      let row = PayloadReader(object: value, unseal: reader.unseal)
      rows.append(
        Row(
          priority: try row.word("priority"), respond: try row.string("respond"),
          resolve: try row.string("resolve")))
    }
    self.init(
      name: try reader.string("name"), version: try reader.integer("version"),
      zone: try reader.string("zone"), warnPercent: try reader.integer("warnPercent"),
      reopenDays: try reader.integer("reopenDays"), rows: rows)
  }
}
