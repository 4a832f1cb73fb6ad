package import JSON

extension TicketEvent {
  package func members(_ seal: Sealer) -> JSONObject {
    switch self {
    case .opened(let opened): return opened.payload(seal)
    case .assigned(let change):
      var object: JSONObject = ["to": .integer(change.to.value)]
      object.set("was", change.was?.value)
      object.set("status", change.status)
      return object
    case .released(let was): return ["was": .integer(was.value)]
    case .replied(let reply):
      var object = reply.message.payload(seal)
      object["answers"] = .bool(reply.answers)
      object.set("promised", reply.promised)
      object.set("status", reply.status)
      return object
    case .noted(let message): return message.payload(seal)
    case .received(let received):
      var object = received.message.payload(seal)
      object["response"] = .object(received.response.payload)
      object.set("promised", received.promised)
      if received.reopens { object["reopens"] = true }
      object.set("status", received.status)
      return object
    case .resolved(let silent): return ["silent": .bool(silent)]
    case .prioritised(let change):
      var object: JSONObject = [
        "priority": .string(change.priority.rawValue),
        "resolution": .object(change.resolution.payload), "was": .string(change.was.rawValue),
      ]
      object["nextResponse"] = (change.nextResponse?.payload).map(JSONValue.object)
      object["response"] = (change.response?.payload).map(JSONValue.object)
      object["because"] = change.because.map { seal("because", $0) }
      return object
    case .tagged(let tag), .untagged(let tag): return ["tag": .string(tag)]
    case .responded(let basis): return ["basis": .string(basis)]
    case .followed(let ticket): return ["by": .integer(ticket.value)]
    case .notified(let notice): return notice.payload
    case .withdrawn(let key): return key.payload
    case .renamed(let change): return ["subject": seal("subject", change.subject)]
    case .transferred(let change):
      return [
        "because": seal("because", change.because), "to": .integer(change.to.value),
        "was": .integer(change.was.value),
      ]
    case .excused(let because): return ["because": seal("because", because)]
    case .waited, .resumed, .reopened, .closed: return [:]
    }
  }

  package init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .opened: self = .opened(try Opened(reader))
    case .assigned:
      self = .assigned(
        Assigned(
          to: try reader.person("to"), was: try reader.optionalPerson("was"),
          status: try reader.optionalWord("status")))
    case .released: self = .released(was: try reader.person("was"))
    case .replied:
      self = .replied(
        Replied(
          try Message(reader), answers: try reader.bool("answers"),
          status: try reader.optionalWord("status"), promised: try reader.latePromises))
    case .noted: self = .noted(try Message(reader))
    case .received:
      self = .received(
        Received(
          try Message(reader), response: try Promise(reader.inner("response")),
          status: try reader.optionalWord("status"),
          reopens: reader.object["reopens"] == nil ? false : try reader.bool("reopens"),
          promised: try reader.latePromises))
    case .waited: self = .waited
    case .resumed: self = .resumed
    case .resolved: self = .resolved(silent: try reader.bool("silent"))
    case .reopened: self = .reopened
    case .closed: self = .closed
    case .prioritised:
      self = .prioritised(
        Prioritised(
          priority: try reader.word("priority"), was: try reader.word("was"),
          response: try Promise(maybe: "response", reader),
          nextResponse: try Promise(maybe: "nextResponse", reader),
          resolution: try Promise(reader.inner("resolution")),
          because: try reader.optionalWords("because")))
    case .tagged: self = .tagged(try reader.string("tag"))
    case .untagged: self = .untagged(try reader.string("tag"))
    case .responded: self = .responded(basis: try reader.string("basis"))
    case .followed: self = .followed(TicketNumber(try reader.number("by")))
    case .notified: self = .notified(try Notice(reader))
    case .withdrawn: self = .withdrawn(try NoticeKey(reader))
    case .renamed: self = .renamed(Renamed(subject: try reader.words("subject")))
    case .excused: self = .excused(because: try reader.words("because"))
    case .transferred:
      self = .transferred(
        Transferred(
          to: try reader.person("to"), was: try reader.person("was"),
          because: try reader.words("because")))
    }
  }
}

extension TicketEvent.Opened {
  func payload(_ seal: Sealer) -> JSONObject {
    var object: JSONObject = [
      "byCustomer": .bool(byCustomer), "customer": .integer(customer.value),
      "priority": .string(priority.rawValue), "resolution": .object(resolution.payload),
      "response": .object(response.payload), "subject": seal("subject", subject),
    ]
    if let reference {
      object["reference"] = .string(reference.name)
      object["system"] = .string(reference.system)
    }
    object.set("follows", follows?.value)
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
      priority: try reader.word("priority"), response: try Promise(reader.inner("response")),
      resolution: try Promise(reader.inner("resolution")),
      byCustomer: try reader.bool("byCustomer"), reference: reference,
      follows: reader.object["follows"] == nil ? nil : TicketNumber(try reader.number("follows")))
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
