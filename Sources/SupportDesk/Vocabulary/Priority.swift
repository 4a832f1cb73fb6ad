/// How pressing a ticket is, by the service statement's four words.
///
/// Each means what the service statement says of it (design.md section 7).
package enum Priority: String, Ranked, Sendable {
  case urgent, high, medium, low
  /// The service statement's description.
  package var meaning: String {
    switch self {
    case .urgent: "fault preventing the use of the system or a key element of the system"
    case .high: "significant issue, but a short-term work-around is in place"
    case .medium:
      "software issue that impacts a specific part of the system or isolated mobile devices"
    case .low: "non-serious issues, queries, requests"
    }
  }
}
