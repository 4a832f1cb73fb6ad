package import JSON

/// A fact about a service.
package enum ServiceEvent: StreamEvent {
  /// - Parameter uptimeBasisPoints: the least uptime that is promised, in hundredths of a percent.
  case added(name: String, uptimeBasisPoints: Int64)

  package enum Kind: String, CaseIterable, Sendable {
    case added = "service.added"
  }

  package var kind: Kind { .added }

  package func members(_ seal: Sealer) -> JSONObject {
    switch self {
    case .added(let name, let uptime):
      ["name": .string(name), "uptimeBasisPoints": .integer(uptime)]
    }
  }

  package init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .added:
      self = .added(
        name: try reader.string("name"),
        uptimeBasisPoints: try reader.integer("uptimeBasisPoints", in: 0...10_000))
    }
  }
}
