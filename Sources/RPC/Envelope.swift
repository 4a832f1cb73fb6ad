package import JSON

/// What one message is, by JSON-RPC 2.0.
package enum Envelope: Sendable {
  /// `id` is nil for a notification, which is never answered.
  case request(method: String, params: JSONValue?, id: JSONValue?, duplicates: [String])
  /// Several messages in an array, answered by one array.
  case batch([Envelope])
  /// What must be answered with an error; `id` is null where it cannot be read.
  case invalid(ProtocolFault, id: JSONValue)
  /// An answer to a request of ours: there are none, so it is passed over.
  case ignored
}

/// A fault of the protocol itself, with one of the numbers the specification reserves.
package struct ProtocolFault: Error, Sendable {
  package let code: Int64
  package let kind: String
  package let message: String

  package init(_ code: Int64, _ kind: String, _ message: String) {
    self.code = code
    self.kind = kind
    self.message = message
  }
}

extension Envelope {
  package static let batchMax = 100

  /// Reads one message in the order of checks of rpc.md 2.10.
  package static func read(_ bytes: [UInt8]) -> Envelope {
    let document: JSONDocument
    do {
      document = try JSONReader.read(bytes)
    } catch {
      return .invalid(fault(error), id: .null)
    }
    guard case .array(let items) = document.value else {
      return read(document.value, duplicates: document.duplicates)
    }
    if items.isEmpty {
      return .invalid(
        ProtocolFault(-32600, "empty_batch", "a batch has at least one call"), id: .null)
    }
    if items.count > batchMax {
      return .invalid(
        ProtocolFault(-32600, "batch_too_large", "a batch has at most \(batchMax) calls"), id: .null
      )
    }
    return .batch(
      items.enumerated().map { index, item in
        let prefix = "/\(index)"
        return read(
          item,
          duplicates: document.duplicates.filter { $0.hasPrefix(prefix + "/") }
            .map { String($0.dropFirst(prefix.count)) })
      })
  }

  private static func read(_ value: JSONValue, duplicates: [String]) -> Envelope {
    guard case .object(let object) = value else {
      return .invalid(ProtocolFault(-32600, "not_an_object", "a message is an object"), id: .null)
    }
    func invalid(_ kind: String, _ message: String, _ id: JSONValue = .null) -> Envelope {
      .invalid(ProtocolFault(-32600, kind, message), id: id)
    }
    if let twice = duplicates.first(where: { !$0.dropFirst().contains("/") }) {
      return invalid("duplicate_member", "the member \(twice.dropFirst()) stands twice")
    }
    if object["method"] == nil, object["result"] != nil || object["error"] != nil {
      return .ignored
    }
    let id = object["id"]
    if let id, !isIdentifier(id) {
      return invalid("bad_id", "an id is a string of at most 256 bytes, a number, or null")
    }
    let echoed = id ?? .null
    guard object["jsonrpc"]?.string == "2.0" else {
      return invalid("bad_version", "jsonrpc is not \"2.0\"", echoed)
    }
    guard let method = object["method"]?.string else {
      return invalid("bad_method", "method is not a string", echoed)
    }
    let params = object["params"]
    switch params {
    case nil, .null?, .object?, .array?: break
    default: return invalid("bad_params", "params is neither an object nor an array", echoed)
    }
    return .request(
      method: method, params: params, id: id,
      duplicates: duplicates.filter { $0.hasPrefix("/params/") }
        .map { String($0.dropFirst("/params".count)) })
  }

  private static func isIdentifier(_ id: JSONValue) -> Bool {
    switch id {
    case .string(let text): text.utf8.count <= 256
    case .integer, .number, .null: true
    default: false
    }
  }

  package static func fault(_ failure: JSONFailure) -> ProtocolFault {
    switch failure {
    case .notUTF8(let at):
      ProtocolFault(-32700, "not_utf8", "byte \(at) is no UTF-8")
    case .syntax(let at, let expected):
      ProtocolFault(-32700, "not_json", "byte \(at) is no JSON: \(expected) is expected")
    case .tooDeep: ProtocolFault(-32600, "too_deep", "a message nests at most 64 deep")
    case .tooLong: ProtocolFault(-32600, "string_too_large", "a string has at most 1 MiB")
    case .tooLarge: ProtocolFault(-32600, "message_too_large", "a message has at most 4 MiB")
    }
  }
}
