package import JSON

/// What makes the next version of a payload; frozen once it is written.
package protocol Upcast: Sendable {
  func next(_ payload: JSONObject) throws(PayloadFault) -> JSONObject
}

/// The versions of payloads: whatever was ever written is read for ever.
///
/// A payload without `v` is of the first version. Whoever changes what an event's members mean adds
/// an upcast here, which makes the next version of the one before. It is frozen from then on: it
/// calls nothing that can change, and holds the constants of its time. Words in the vault keep the
/// names of their members (design.md section 4).
package struct PayloadVersions: Sendable {
  private let upcasts: [String: [any Upcast]]
  private static let member = "v"

  /// - Parameter upcasts: by the word of the kind, from the first version on.
  package init(_ upcasts: [String: [any Upcast]]) { self.upcasts = upcasts }

  /// What this program knows.
  package static let current = PayloadVersions(upcasts)

  /// A payload of the newest version as it is stored.
  func marked(_ payload: JSONObject, kind: String) -> JSONObject {
    guard let upcasts = upcasts[kind] else { return payload }
    var payload = payload
    payload[Self.member] = .integer(Int64(upcasts.count) + 1)
    return payload
  }

  /// A stored payload as the newest version has it.
  ///
  /// - Throws: also where a newer program wrote it.
  func newest(_ payload: JSONValue, kind: String) throws(PayloadFault) -> JSONValue {
    guard var object = payload.object else { return payload }
    let upcasts = upcasts[kind] ?? []
    let version: Int
    switch object[Self.member] {
    case nil: version = 1
    case let mark?:
      // The first version has no mark.
      guard let number = mark.integer, number > 1 else { throw .member(Self.member) }
      guard number <= upcasts.count + 1 else { throw .newer(number) }
      version = Int(number)
      object[Self.member] = nil
    }
    for upcast in upcasts[(version - 1)...] { object = try upcast.next(object) }
    return .object(object)
  }
}
