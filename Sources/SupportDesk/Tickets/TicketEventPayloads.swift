import JSON
import ServiceLevels

/// What of an event of a ticket is written in the journal, each kind's own.
extension TicketEvent.Assigned {
  var payload: JSONObject {
    var object: JSONObject = ["to": .integer(to.value)]
    object.set("was", was?.value)
    object.set("status", status)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      to: try reader.person("to"), was: try reader.optionalPerson("was"),
      status: try reader.optionalWord("status"))
  }
}

extension TicketEvent.Replied {
  func payload(_ seal: Sealer) -> JSONObject {
    var object = message.payload(seal)
    object["answers"] = .bool(answers)
    object.set("promised", promised)
    object.set("status", status)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      try TicketEvent.Message(reader), answers: try reader.bool("answers"),
      status: try reader.optionalWord("status"), promised: try reader.latePromises)
  }
}

extension TicketEvent.Received {
  func payload(_ seal: Sealer) -> JSONObject {
    var object = message.payload(seal)
    object["response"] = (response?.payload).map(JSONValue.object)
    object.set("promised", promised)
    if reopens { object["reopens"] = true }
    object.set("status", status)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      try TicketEvent.Message(reader), response: try Promise(maybe: "response", reader),
      status: try reader.optionalWord("status"),
      reopens: reader.object["reopens"] == nil ? false : try reader.bool("reopens"),
      promised: try reader.latePromises)
  }
}

extension TicketEvent.Waited {
  func payload(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [:]
    if !pauses { object["pauses"] = false }
    object["because"] = because.map { seal("because", $0) }
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      pauses: reader.object["pauses"] == nil ? true : try reader.bool("pauses"),
      because: try reader.optionalWords("because"))
  }
}

extension TicketEvent.Prioritised {
  func payload(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [
      "priority": .string(priority.rawValue), "was": .string(was.rawValue),
    ]
    terms.add(to: &object)
    object["because"] = because.map { seal("because", $0) }
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      priority: try reader.word("priority"), was: try reader.word("was"),
      terms: try Terms(reader), because: try reader.optionalWords("because"))
  }
}

extension TicketEvent.Tagged {
  var payload: JSONObject {
    var object: JSONObject = ["tag": .string(tag)]
    terms?.add(to: &object)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(try reader.string("tag"), terms: try Terms(maybe: reader))
  }
}

extension TicketEvent.Transferred {
  func payload(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [
      "because": seal("because", because), "to": .integer(to.value), "was": .integer(was.value),
    ]
    terms?.add(to: &object)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      to: try reader.person("to"), was: try reader.person("was"),
      because: try reader.words("because"), terms: try Terms(maybe: reader))
  }
}

extension TicketEvent.Repromised {
  var payload: JSONObject {
    var object: JSONObject = [
      "policy": .string(policy), "policyVersion": .integer(policyVersion),
    ]
    terms.add(to: &object)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      policy: try reader.string("policy"), policyVersion: try reader.number("policyVersion"),
      terms: try Terms(reader))
  }
}

extension AbsorbedTicket {
  var payload: JSONObject {
    var object: JSONObject = ["from": .integer(from.value)]
    object.set("said", said?.milliseconds)
    object.set("status", status)
    object.set("resumed", resumed?.milliseconds)
    object.set("since", owed?.since.milliseconds)
    for (clock, promise) in owed?.promises ?? [:] {
      object[clock.member] = .object(promise.payload)
    }
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    var promises: [ClockName: Promise] = [:]
    for clock in [ClockName.response, .nextResponse] {
      promises[clock] = try Promise(maybe: clock.member, reader)
    }
    self.init(
      from: TicketNumber(try reader.number("from")),
      said: reader.object["said"] == nil ? nil : try reader.instant("said"),
      owed: reader.object["since"] == nil
        ? nil
        : OwedAnswer(since: try reader.instant("since"), promises: promises),
      status: try reader.optionalWord("status"),
      resumed: reader.object["resumed"] == nil ? nil : try reader.instant("resumed"))
  }
}

extension SplitMessage {
  var payload: JSONObject {
    ["message": .integer(message), "ticket": .integer(ticket.value)]
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      ticket: TicketNumber(try reader.number("ticket")), message: try reader.number("message"))
  }
}

extension TicketEvent.Opened {
  func payload(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [
      "byCustomer": .bool(byCustomer), "customer": .integer(customer.value),
      "priority": .string(priority.rawValue), "subject": seal("subject", subject),
    ]
    terms.add(to: &object)
    object.set("policyVersion", policyVersion)
    if let reference {
      object["reference"] = .string(reference.name)
      object["system"] = .string(reference.system)
    }
    object.set("follows", follows?.value)
    if let origin { object["origin"] = .object(origin.payload) }
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    var reference: TicketEvent.Reference?
    if reader.object["reference"] != nil {
      reference = .init(
        system: try reader.string("system"), name: try reader.string("reference"))
    }
    self.init(
      subject: try reader.words("subject"), customer: try reader.person("customer"),
      priority: try reader.word("priority"), terms: try Terms(reader),
      policyVersion: try reader.optionalNumber("policyVersion"),
      byCustomer: try reader.bool("byCustomer"), reference: reference,
      follows: reader.object["follows"] == nil ? nil : TicketNumber(try reader.number("follows")),
      origin: reader.object["origin"] == nil
        ? nil : try SplitMessage(reader.inner("origin")))
  }
}

extension JSONObject {
  fileprivate mutating func set(_ name: String, _ promised: [TicketEvent.LatePromise]) {
    if promised.isEmpty { return }
    self[name] = .array(
      promised.map { promise in
        var object: JSONObject = [
          "change": .integer(promise.change), "promise": .object(promise.promise.payload),
        ]
        object.set("clock", promise.clock)
        return .object(object)
      })
  }
}

extension PayloadReader {
  /// Those of a message; none where it has no such member.
  fileprivate var latePromises: [TicketEvent.LatePromise] {
    get throws(PayloadFault) {
      var promises: [TicketEvent.LatePromise] = []
      if object["promised"] == nil { return promises }
      for reader in try inners("promised") {
        promises.append(
          .init(
            change: try reader.number("change"),
            clock: try reader.optionalNumber("clock"),
            promise: try Promise(reader.inner("promise"))))
      }
      return promises
    }
  }
}

extension TicketEvent.Message {
  func payload(_ seal: Sealer) -> JSONObject {
    [
      "author": .integer(author.value), "role": .string(role.rawValue),
      "text": seal("text", text),
    ]
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      text: try reader.words("text"), author: try reader.person("author"),
      role: try reader.word("role"))
  }
}
