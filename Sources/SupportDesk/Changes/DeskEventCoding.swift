package import JSON
import ServiceLevels

extension DeskEvent {
  /// Everything but the kind, as canonical JSON.
  package func payload(_ seal: Sealer) -> JSONObject {
    switch self {
    case .created(let schema, let isReplay):
      return ["app": "desk", "replay": .bool(isReplay), "schema": .integer(schema)]
    case .policySet(let policy): return policy.payload
    case .serviceAdded(let name, let uptime):
      return ["name": .string(name), "uptimeBasisPoints": .integer(uptime)]
    case .personAdded(let added): return added.payload(seal)
    case .roleGranted(let person, let role), .roleWithdrawn(let person, let role):
      return ["person": .integer(person.value), "role": .string(role.rawValue)]
    case .erasureApproved(let person, let because):
      return ["because": seal("because", because), "person": .integer(person.value)]
    case .erased(let erased): return erased.payload
    case .clockAccepted(let accepted): return accepted.payload(seal)
    case .clockCorrected(let corrected): return corrected.payload(seal)
    }
  }

  /// Reads a stored event.
  ///
  /// - Parameter word: the kind as the journal has it.
  package init(
    kind word: String, payload: JSONValue, unseal: @escaping Unsealer
  ) throws(PayloadFault) {
    guard let kind = Kind(rawValue: word) else { throw .unknownKind(word) }
    try self.init(kind, PayloadReader(object: payload, unseal: unseal))
  }

  private init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .created:
      self = .created(
        schema: try reader.number("schema"), isReplay: try reader.bool("replay"))
    case .policySet: self = .policySet(try PolicyFact(reader))
    case .serviceAdded:
      self = .serviceAdded(
        name: try reader.string("name"),
        uptimeBasisPoints: try reader.integer("uptimeBasisPoints", in: 0...10_000))
    case .personAdded: self = .personAdded(try PersonAdded(reader))
    case .roleGranted: self = .roleGranted(try reader.person("person"), try reader.word("role"))
    case .roleWithdrawn:
      self = .roleWithdrawn(try reader.person("person"), try reader.word("role"))
    case .erasureApproved:
      self = .erasureApproved(try reader.person("person"), because: try reader.words("because"))
    case .erased: self = .erased(try PersonErased(reader))
    case .clockAccepted: self = .clockAccepted(try ClockAccepted(reader))
    case .clockCorrected: self = .clockCorrected(try ClockCorrected(reader))
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
    for value in try reader.list("roles") {
      guard let role = value.string.flatMap(Role.init(rawValue:)) else {
        throw .member("roles")
      }
      roles.append(role)
    }
    self.init(
      number: try reader.person("number"), name: try reader.words("name"),
      address: try reader.optionalWords("address"), roles: roles,
      uid: try reader.optionalInteger("uid"))
  }
}

extension DeskEvent.ClockAccepted {
  func payload(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = ["since": .integer(since.milliseconds)]
    if let because { object["because"] = seal("because", because) }
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      since: try reader.instant("since"),
      because: try reader.optionalWords("because"))
  }
}

extension DeskEvent.ClockCorrected {
  func payload(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [
      "budgets": .array(
        budgets.map {
          [
            "budgetMs": .integer($0.budgetMs), "clock": .string($0.clock.rawValue),
            "event": .integer($0.event),
          ]
        }),
      "first": .integer(changes.lowerBound), "last": .integer(changes.upperBound),
    ]
    if let because { object["because"] = seal("because", because) }
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    let (first, last) = (try reader.number("first"), try reader.number("last"))
    guard first <= last else { throw .member("first") }
    var budgets: [CorrectedBudget] = []
    for value in try reader.list("budgets") {
      let budget = PayloadReader(object: value, unseal: reader.unseal)
      budgets.append(
        CorrectedBudget(
          event: try budget.number("event"), clock: try budget.word("clock"),
          budgetMs: try budget.length("budgetMs")))
    }
    self.init(
      changes: first...last, budgets: budgets, because: try reader.optionalWords("because"))
  }
}
