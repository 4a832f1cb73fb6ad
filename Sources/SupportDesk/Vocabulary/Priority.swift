/// How pressing a ticket is, by the service statement's four words.
///
/// Each means what the service statement says of it (design.md section 7).
package enum Priority: String, Ranked, Sendable {
  case urgent, high, medium, low
}
