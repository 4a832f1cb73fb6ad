package import JSON

/// What a program is told that follows the journal.
extension WireAnswer {
  /// A subscription that was made.
  package struct Subscribed: Sendable {
    package var subscription: String
    package var seq: Int64
    package var mark: String?
    package var gap: ClosedRange<Int64>?

    package init(subscription: String, seq: Int64, mark: String?, gap: ClosedRange<Int64>?) {
      self.subscription = subscription
      self.seq = seq
      self.mark = mark
      self.gap = gap
    }
  }

  package static let subscribed = Shape<Subscribed>(
    "Subscribed",
    [
      Field("subscription", "What it is called.", .text, \.subscription),
      Field("seq", "The event behind which it tells.", .count, \.seq),
      Field(maybe: "mark", "The mark of that event, where it is known.", .text, \.mark),
      Field(
        maybe: "gap", "Events that the journal has no more, or others in their places.", gap.form,
        \.gap),
    ])

  package static let polled = Shape<EventBatch>(
    "Events",
    [
      Field("events", "The events, in the order of the journal.", .list(event.form), \.events),
      Field("seq", "The event behind which the next poll goes on.", .count, \.seq),
      Field(maybe: "mark", "The mark of that event, to be given with it.", .text, \.mark),
      Field("more", "Whether the journal has events behind it already.", .flag) { !$0.isAtEnd },
      Field(
        maybe: "gap", "Events that the journal has no more, or others in their places.", gap.form,
        \.gap),
    ])

  private static let gap = Shape<ClosedRange<Int64>>(
    "EventGap",
    [
      Field("from", "The first.", .count, \.lowerBound),
      Field("to", "The last.", .count, \.upperBound),
    ])

  private static let eventFields: [Field<JournalEvent>] = [
    Field("seq", "Its number in the journal.", .count, \.seq),
    Field(
      "mark", "What tells it from another of its number, where a backup was put back.", .text,
      \.mark),
    Field("type", "What it tells.", .word, \.type),
    Field("at", "When it happened; of a notice when it was told.", instant, \.at),
    Field("ticket", "The ticket's number.", .count, \.ticket),
    Field("revision", "The ticket's revision behind it, as the reader counts.", .count, \.revision),
    Field("status", "The ticket's status behind it.", .text, \.status),
    Field("change", "The number of its change.", .count, \.change),
    Field("subject", "What the ticket is called now.", .text, \.subject),
    Field("priority", "How pressing it is behind the event.", .text, \.priority),
    Field("customer", "Whose it is now.", person, \.customer),
    Field(maybe: "agent", "Who has it behind the event; absent for nobody.", person, \.agent),
    Field("data", "What the ticket's history tells of it.", historyEvent, \.data),
    Field(
      maybe: "origin", "How the change reached the desk; absent for who may not know.",
      origin.form, \.origin),
  ]

  private static let event = Shape<JournalEvent>("JournalEvent", eventFields)

  /// The notifications of an event, and of events that are gone; the params of `desk.event`.
  package static let notifications = Schema.choice([notified.schema, gone.schema, stopping.schema])

  private struct Notified: Sendable {
    let event: JournalEvent
    let subscription: String
    let requestID: JSONValue?
  }

  private static let notified = Shape<Notified>(
    "EventNotification",
    [
      Field("subscription", "Which tells it.", .text, \.subscription),
      Field(
        maybe: "requestId", "The id of the call of this connection that caused it.", .any,
        \.requestID),
    ] + eventFields.map { $0.of(\.event) })

  private struct Gone: Sendable {
    let gap: ClosedRange<Int64>
    let subscription: String
  }

  private static let gone = Shape<Gone>(
    "GapNotification",
    [
      Field("subscription", "Which tells it.", .text, \.subscription),
      Field("type", "That events are gone, whatever types were asked for.", .constant("events.gap"))
      {
        _ in "events.gap"
      },
      Field("from", "The first that the journal has no more.", .count, \.gap.lowerBound),
      Field("to", "The last.", .count, \.gap.upperBound),
    ])

  private static let stopping = Shape<String>(
    "StoppingNotification",
    [
      Field("subscription", "Which tells it.", .text, \.self),
      Field(
        "type",
        "That the server was asked to end, or its store is gone, and it tells nothing more.",
        .constant("server.stopping")
      ) { _ in "server.stopping" },
    ])

  private static let instant = Form<String>(
    schema: { Schema(["type": "string", "format": "date-time"]) }, json: { .string($0) })

  /// Published with the history that lists them.
  private static let historyEvent = Form<JSONValue>(
    schema: { Schema(["$ref": "#/components/schemas/Event"]) }, json: { $0 })

  /// Published with the tickets that name them.
  private static let person = Form<JSONValue>(
    schema: { Schema(["$ref": "#/components/schemas/Person"]) }, json: { $0 })

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
    notification(
      notified.json(Notified(event: event, subscription: subscription, requestID: requestID)))
  }

  /// The notification that events are gone.
  package static func notification(
    _ gap: ClosedRange<Int64>, of subscription: String
  ) -> JSONValue {
    notification(gone.json(Gone(gap: gap, subscription: subscription)))
  }

  /// The notification that the server ends.
  package static func stopping(_ subscription: String) -> JSONValue {
    notification(stopping.json(subscription))
  }

  /// The method of the notifications.
  package static let notificationMethod = "desk.event"

  private static func notification(_ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(notificationMethod), "params": params]
  }
}
