package import JSON

/// A fact about a working calendar.
package enum CalendarEvent: StreamEvent {
  /// The version holds from its own instant on, whatever was to hold from there.
  case set(CalendarFact)

  package enum Kind: String, CaseIterable, Sendable {
    case set = "calendar.set"
  }

  package var kind: Kind { .set }

  package func members(_ seal: Sealer) -> JSONObject {
    switch self {
    case .set(let calendar): calendar.members(seal)
    }
  }

  package init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .set: self = .set(try CalendarFact(reader))
    }
  }
}
