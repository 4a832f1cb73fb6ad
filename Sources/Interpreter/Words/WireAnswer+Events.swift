package import JSON

/// What a program is told that follows the journal.
extension WireAnswer {
  /// A subscription that was made.
  package struct Subscribed: Sendable {
    package var subscription: String
    package var seq: Int64

    package init(subscription: String, seq: Int64) {
      self.subscription = subscription
      self.seq = seq
    }
  }

  package static let subscribed = Shape<Subscribed>(
    "Subscribed",
    [
      Field("subscription", "What it is called.", .text, \.subscription),
      Field("seq", "The event behind which it tells.", .count, \.seq),
    ])

  package static let polled = Shape<EventBatch>(
    "Events",
    [
      Field("events", "The events, in the order of the journal.", .list(event.form), \.events),
      Field("seq", "The event behind which the next poll goes on.", .count, \.seq),
      Field("more", "Whether the journal has events behind it already.", .flag) { !$0.isAtEnd },
      Field(maybe: "gap", "Events that the journal has no more.", gap.form, \.gap),
    ])

  private static let gap = Shape<ClosedRange<Int64>>(
    "EventGap",
    [
      Field("from", "The first.", .count, \.lowerBound),
      Field("to", "The last.", .count, \.upperBound),
    ])

  /// An event, whoever is told it.
  package static let event = Shape<JournalEvent>(
    "JournalEvent",
    [
      Field("seq", "Its number in the journal.", .count, \.seq),
      Field("type", "What it tells, such as `ticket.replied`, `sla.warning`.", .text, \.type),
      Field("at", "When it happened.", instant, \.at),
      Field("ticket", "The ticket's number.", .count, \.ticket),
      Field("revision", "The ticket's revision behind it.", .count, \.revision),
      Field("change", "The number of its change.", .count, \.change),
      Field("data", "What the ticket's history tells of it.", historyEvent, \.data),
      Field(
        maybe: "origin", "How the change reached the desk; absent for who may not know.",
        origin.form,
        \.origin),
    ])

  private static let instant = Form<String>(
    schema: { Schema(["type": "string", "format": "date-time"]) }, json: { .string($0) })

  /// Published with the history that lists them.
  private static let historyEvent = Form<JSONValue>(
    schema: { Schema(["$ref": "#/components/schemas/Event"]) }, json: { $0 })

  private static let origin = Shape<JournalEvent.Origin>(
    "Origin",
    [
      Field("channel", "The way in, such as `rpc`, `console`.", .text, \.channel),
      Field("method", "The command.", .text, \.method),
    ])

  /// The notification of an event.
  ///
  /// - Parameter requestID: the id of the call of this connection that caused it; nil for none.
  package static func notification(
    _ event: JournalEvent, of subscription: String, requestID: JSONValue?
  ) -> JSONValue {
    var params: JSONObject = ["subscription": .string(subscription)]
    for member in self.event.json(event).object?.members ?? [] {
      params[member.name] = member.value
    }
    if let requestID { params["requestId"] = requestID }
    return ["jsonrpc": "2.0", "method": "desk.event", "params": .object(params)]
  }

  /// The notification that events are gone.
  package static func notification(
    _ gap: ClosedRange<Int64>, of subscription: String
  ) -> JSONValue {
    [
      "jsonrpc": "2.0", "method": "desk.event",
      "params": [
        "subscription": .string(subscription), "type": "events.gap",
        "from": .integer(gap.lowerBound), "to": .integer(gap.upperBound),
      ],
    ]
  }
}
