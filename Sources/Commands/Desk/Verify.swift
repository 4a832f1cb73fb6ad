import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The commands that look at the store as a whole, outside a call's turn.
enum StoreCommands {
  /// - Returns: nil where the call is none of these.
  static func carryOut(
    _ call: Call, _ store: any Store, allowed: (Call) throws(Failure) -> Void
  ) throws(Failure) -> Reply? {
    switch call.command.name {
    case "desk.verify":
      try allowed(call)
      return VerifyView.reply(try store.verify { _, _ in }, anchor: try anchor(call, store))
    case "desk.backup":
      try allowed(call)
      let path = call[Parameters.path]
      try store.backUp(to: path)
      return Reply(data: ["path": .string(path)], page: Page(.init("copied to \(path)")))
    default: return nil
    }
  }

  /// Whether the journal still holds the change that was noted elsewhere; nil where none was asked.
  private static func anchor(_ call: Call, _ store: any Store) throws(Failure) -> Bool? {
    guard let text = call[optional: Parameters.anchor] else { return nil }
    let parts = text.split(separator: ":")
    guard parts.count == 2, let number = Int64(parts[0]) else { return false }
    var holds = false
    try store.reading { state throws(Failure) in
      try state.journal(at: number) { entry throws(Failure) in holds = entry.hash == parts[1] }
    }
    return holds
  }
}

/// What `verify` answers.
enum VerifyView {
  static func reply(_ found: Verification, anchor: Bool?) -> Reply {
    let holds = found.holds && anchor != false
    var page = Page()
    page.add(
      .init(holds ? "holds" : "does not hold", holds ? .good : .danger),
      .init(
        ": \(found.changes) changes, \(found.events) events, \(found.tickets) tickets,"
          + " \(found.values) values in the vault, \(found.erased) erased"), indent: 2)
    for fault in found.faults { page.add(.init("  \(fault.what)", .danger), indent: 4) }
    if anchor == false {
      page.add(.init("  the journal does not hold the change that was noted elsewhere", .danger))
    }
    let head = found.head.split(separator: " ").joined(separator: ":")
    page.add(.init("  anchor: \(head)", .dim))
    return Reply(
      data: [
        "holds": .bool(holds), "changes": .integer(found.changes),
        "events": .integer(found.events), "tickets": .integer(found.tickets),
        "values": .integer(found.values), "erased": .integer(found.erased),
        "anchor": .string(head),
        "faults": .array(
          found.faults.map { fault in
            ["change": fault.change.map(JSONValue.integer) ?? .null, "what": .string(fault.what)]
          }),
      ], page: page)
  }
}

/// What `tick` answers: how many notices, and when the next is due.
enum TickView {
  static func reply(_ told: Int, _ state: any Snapshot) throws(Failure) -> Reply {
    var data: JSONObject = ["told": .integer(Int64(told))]
    let next = try state.pendingNotices(until: .latest, limit: 1).first
    data["nextMs"] = next.map { .integer($0.at.milliseconds) } ?? .null
    return Reply(data: .object(data), page: Page())
  }
}
