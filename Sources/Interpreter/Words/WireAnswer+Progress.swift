package import JSON

/// How far a call is, as its client is told.
extension WireAnswer {
  package enum Stage: Sendable {
    case begin(title: String)
    case report(CallProgress)
    case end
  }

  /// The method of the notifications, which is the Language Server Protocol's.
  package static let progressMethod = "$/progress"

  /// The notification of a stage of the call that has a token.
  package static func progress(_ stage: Stage, _ token: JSONValue) -> JSONValue {
    let value: JSONValue =
      switch stage {
      case .begin(let title): beginning.json(title)
      case .report(let progress): report.json(progress)
      case .end: ending.json(())
      }
    return [
      "jsonrpc": "2.0", "method": .string(progressMethod),
      "params": progressed.json(Progressed(token: token, value: value)),
    ]
  }

  /// The params of the notifications.
  package static var progressSchema: Schema { progressed.schema }

  private struct Progressed: Sendable {
    let token: JSONValue
    let value: JSONValue
  }

  private static let progressed = Shape<Progressed>(
    "ProgressNotification",
    [
      Field("token", "The call's `progressToken`, or its `workDoneToken`.", .any, \.token),
      Field(
        "value", "How far it is.",
        Form(
          schema: { .choice([beginning.schema, report.schema, ending.schema]) }, json: { $0 }),
        \.value),
    ])

  private static let beginning = Shape<String>(
    "ProgressBegin",
    [
      Field("kind", "That it is being carried out.", .constant("begin")) { _ in "begin" },
      Field("title", "What is done.", .text, \.self),
    ])

  private static let report = Shape<CallProgress>(
    "ProgressReport",
    [
      Field("kind", "That it has come on.", .constant("report")) { _ in "report" },
      Field("done", "How much is done; it only grows.", .count, \.done),
      Field("total", "How much there is to do.", .count, \.total),
      Field("percentage", "The same in hundredths.", .count, \.percent),
      Field("message", "The same in words.", .text, \.words),
    ])

  private static let ending = Shape<Void>(
    "ProgressEnd",
    [Field("kind", "That the answer comes next.", .constant("end")) { _ in "end" }])
}
