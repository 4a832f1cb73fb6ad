package import JSON

/// One call that shows what a method of the connection does.
package struct WireSample: Sendable {
  /// What it shows, in a few words.
  package let name: String
  package let params: JSONObject

  fileprivate init(_ name: String, _ params: JSONObject) {
    self.name = name
    self.params = params
  }
}

extension WireWord {
  /// Calls to show it by: carried out, they are the examples that are published.
  package var samples: [WireSample] {
    switch self {
    case .ping: [WireSample("a ping", [:]), WireSample("a parameter too many", ["count": 1])]
    case .status: [WireSample("what it is doing", [:])]
    // It would hold itself.
    case .discover: [WireSample("a parameter too many", ["name": "ticket.show"])]
    case .execute:
      [
        WireSample("a line", ["line": "list"]),
        WireSample("a slip in the line", ["line": "lsit"]),
        WireSample("a slip in a parameter", ["line": "list", "wdith": 40]),
      ]
    case .parse:
      [
        WireSample("a line", ["line": "show 1"]),
        WireSample("a line that lacks something", ["line": "new : the printer is on fire"]),
        WireSample("a slip in the line", ["line": "shwo 1"]),
      ]
    case .complete:
      [
        WireSample("a verb begun", ["line": "assi"]),
        WireSample("no line", ["cursor": 3]),
      ]
    case .cancel: [WireSample("no session", [:])]
    case .subscribe:
      [
        WireSample("what falls due", ["types": ["sla.*"]]),
        WireSample("a slip", ["types": ["sla.brached"]]),
      ]
    case .unsubscribe: [WireSample("no subscription", ["subscription": "sub-9"])]
    case .poll: [WireSample("one ticket's", ["since": 0, "ticket": 1, "limit": 500])]
    case .initialize:
      [
        WireSample(
          "an editor that can count in UTF-8",
          ["capabilities": ["general": ["positionEncodings": ["utf-8", "utf-16"]]]]),
        WireSample("capabilities of the wrong type", ["capabilities": "all"]),
      ]
    case .initialized, .exit: [WireSample("an editor's", [:])]
    case .shutdown: [WireSample("an editor that is closed", [:])]
    case .setTrace: [WireSample("an editor's", ["value": "off"])]
    case .cancelRequest:
      [WireSample("a call that is answered", ["id": 1]), WireSample("no call", [:])]
    case .executeCommand:
      [
        WireSample("a line", ["command": "desk.execute", "arguments": ["list"]]),
        WireSample("another command", ["command": "desk.exec", "arguments": ["list"]]),
      ]
    }
  }
}
