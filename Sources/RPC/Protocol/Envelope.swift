package import Interpreter
package import JSON

/// What one message is, by JSON-RPC 2.0.
package enum Envelope: Sendable {
  case request(Request)
  /// Several messages in an array, answered by one array.
  case batch([Envelope])
  /// What must be answered with an error; `id` is null where it cannot be read.
  case invalid(Problem, id: JSONValue)
  /// An answer to a request of ours: there are none, so it is passed over.
  case ignored

  /// One call.
  package struct Request: Sendable {
    package let method: String
    package let params: JSONValue?
    /// Nil for a notification, which is never answered.
    package let id: JSONValue?
    /// The members of the parameters that stand twice, as JSON Pointers into them.
    package let duplicates: [String]
  }
}

extension Envelope.Request {
  /// What its caller says beside the parameters; beside those of an editor's command too, which count
  /// before.
  var meta: JSONObject {
    let meta = params?["_meta"]?.object ?? [:]
    guard isCommand, let inner = params?[WireParameter.arguments.name]?.array?.first else {
      return meta
    }
    return meta.merging(inner["_meta"]?.object ?? [:])
  }

  /// By what an editor knows what it is told of its command.
  var workDoneToken: JSONValue? {
    isCommand ? params?[WireParameter.workDoneToken.name] : nil
  }

  private var isCommand: Bool { method == WireWord.executeCommand.rawValue }
}

extension Envelope {
  /// What stands in the place of one message.
  package init(_ frame: Frame, limits: WireLimits) {
    switch frame {
    case .broken(let why): self = .invalid(Problem(.badHeader, why), id: .null)
    case .tooLarge: self = .invalid(.tooLarge(limits), id: .null)
    case .message(let bytes): self = .read(bytes, limits: limits)
    }
  }

  /// Reads one message in the order of checks of rpc.md 2.10.
  package static func read(_ bytes: [UInt8], limits: WireLimits = WireLimits()) -> Envelope {
    let document: JSONDocument
    do {
      document = try JSONReader.read(bytes, limits: limits.text)
    } catch {
      return tooMuch(bytes, limits) ?? .invalid(.wire(error, limits), id: .null)
    }
    return read(document, limits)
  }

  /// A message of which only a string or the nesting is too much: whose it is can be read, and of a
  /// batch what is not too much is answered.
  ///
  /// - Returns: nil where it is too much, or wrong, in another way.
  private static func tooMuch(_ bytes: [UInt8], _ limits: WireLimits) -> Envelope? {
    let wide = JSONLimits(
      bytesMax: limits.text.bytesMax, depthMax: JSONLimits.depthCeiling,
      stringBytesMax: limits.text.bytesMax)
    guard let document = try? JSONReader.read(bytes, limits: wide) else { return nil }
    let whole = read(document, limits)
    guard case .batch(let parts) = whole, case .array(let items) = document.value else {
      return whole.refused(document.value, limits, depth: 0)
    }
    return .batch(
      zip(parts, items).map { part, item in part.refused(item, limits, depth: 1) ?? part })
  }

  /// The envelope of a value that breaks a limit as what is refused for it; nil where it breaks none.
  ///
  /// What no answer is due to gets none for that either.
  private func refused(_ value: JSONValue, _ limits: WireLimits, depth: Int) -> Envelope? {
    guard let problem = value.excess(over: limits, depth: depth) else { return nil }
    switch self {
    case .request(let request): return request.id.map { .invalid(problem, id: $0) } ?? .ignored
    case .invalid(_, let id): return .invalid(problem, id: id)
    // No batch stands in one, and of a whole one each part is looked at.
    case .batch, .ignored: return .ignored
    }
  }

  private static func read(_ document: JSONDocument, _ limits: WireLimits) -> Envelope {
    guard case .array(let items) = document.value else {
      return read(document.value, duplicates: document.duplicates, limits)
    }
    if items.isEmpty { return invalid("a batch has at least one call") }
    if items.count > limits.batchCallsMax {
      return .invalid(.batchTooLarge(limits), id: .null)
    }
    return .batch(
      items.enumerated().map { index, item in
        read(item, duplicates: document.duplicates.compactMap { $0.below("/\(index)") }, limits)
      })
  }

  private static func read(
    _ value: JSONValue, duplicates: [String], _ limits: WireLimits
  ) -> Envelope {
    guard case .object(let object) = value else { return invalid("a message is an object") }
    if let twice = duplicates.first(where: { !$0.dropFirst().contains("/") }) {
      return invalid("the member \(twice.dropFirst()) stands twice")
    }
    if object["method"] == nil, object["result"] != nil || object["error"] != nil {
      return .ignored
    }
    let id = object["id"]
    if let id, !isIdentifier(id, limits) {
      return invalid(
        "an id is a string of at most \(limits.idBytesMax) bytes, a number, or null")
    }
    let echoed = id ?? .null
    guard object["jsonrpc"]?.string == "2.0" else {
      return invalid("jsonrpc is not \"2.0\"", echoed)
    }
    guard let method = object["method"]?.string else {
      return invalid("method is not a string", echoed)
    }
    let params = object["params"]
    switch params {
    case nil, .null?, .object?, .array?: break
    default: return invalid("params is neither an object nor an array", echoed)
    }
    return .request(
      Request(
        method: method, params: params, id: id,
        duplicates: duplicates.compactMap { $0.below("/params") }))
  }

  private static func isIdentifier(_ id: JSONValue, _ limits: WireLimits) -> Bool {
    switch id {
    case .string(let text): text.utf8.count <= limits.idBytesMax
    case .integer, .number, .null: true
    default: false
    }
  }

  private static func invalid(_ message: String, _ id: JSONValue = .null) -> Envelope {
    .invalid(Problem(.badRequest, message), id: id)
  }
}

extension String {
  /// The rest of a JSON Pointer below another; nil for one that stands elsewhere.
  fileprivate func below(_ pointer: String) -> String? {
    hasPrefix(pointer + "/") ? String(dropFirst(pointer.count)) : nil
  }

  fileprivate func excess(over limits: WireLimits) -> Problem? {
    utf8.count > limits.text.stringBytesMax ? .tooLong(limits) : nil
  }
}

extension JSONValue {
  /// The limit that a value breaks which stands at a depth; nil where it breaks none.
  fileprivate func excess(over limits: WireLimits, depth: Int) -> Problem? {
    let inner: [JSONValue]
    switch self {
    case .string(let text): return text.excess(over: limits)
    case .array(let items): inner = items
    case .object(let object):
      for member in object.members {
        if let problem = member.name.excess(over: limits) { return problem }
      }
      inner = object.members.map(\.value)
    default: return nil
    }
    if depth == limits.text.depthMax { return .tooDeep(limits) }
    for value in inner {
      if let problem = value.excess(over: limits, depth: depth + 1) { return problem }
    }
    return nil
  }
}
