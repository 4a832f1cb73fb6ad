import JSON

/// What was erased of a person: numbers, and nothing by which they could be known.
package struct PersonErased: Equatable, Sendable {
  /// Who approved it.
  package var approvedBy: PersonNumber
  /// How many values went out of the vault.
  package var values: Int64
  /// Of how many tickets words went.
  package var tickets: Int64
  /// How many of the values were messages.
  package var messages: Int64
  package var drafts: Int64
  /// The events whose values went, each with all that it had.
  package var events: EventNumbers
  /// The events of which others' words named them when they were erased.
  package var mentions: EventNumbers
  /// The event of the erasure that this one repeats, in a store in whose place another was put.
  package var repeats: Int64?

  package init(
    approvedBy: PersonNumber, values: Int64, tickets: Int64,
    messages: Int64, drafts: Int64, events: EventNumbers, mentions: EventNumbers,
    repeats: Int64? = nil
  ) {
    self.approvedBy = approvedBy
    self.values = values
    self.tickets = tickets
    self.messages = messages
    self.drafts = drafts
    self.events = events
    self.mentions = mentions
    self.repeats = repeats
  }

  var members: JSONObject {
    var object: JSONObject = [
      "approvedBy": .integer(approvedBy.value), "drafts": .integer(drafts),
      "events": events.payload, "mentions": mentions.payload, "messages": .integer(messages),
      "tickets": .integer(tickets),
      "values": .integer(values),
    ]
    object.set("repeats", repeats)
    return object
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    func count(_ member: String) throws(PayloadFault) -> Int64 {
      try reader.integer(member, in: 0...Int64.max)
    }
    self.init(
      approvedBy: try reader.person("approvedBy"),
      values: try count("values"), tickets: try count("tickets"),
      messages: try count("messages"), drafts: try count("drafts"),
      events: try EventNumbers("events", reader), mentions: try EventNumbers("mentions", reader),
      repeats: reader.object["repeats"] == nil ? nil : try reader.number("repeats"))
  }
}
