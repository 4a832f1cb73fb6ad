extension TicketEvent {
  /// Whether the ticket's customer may know of it.
  ///
  /// The one place that says so: a customer's history, revision and last change rest on it. Notes,
  /// tags, links, that lists leave it out, that no answer is owed, by which version of the policy it is promised what it is, what `desk`
  /// told staff, and what another system says of an answer are the desk's own.
  package var isPublic: Bool {
    switch self {
    case .opened, .assigned, .released, .replied, .received, .waited, .resumed, .resolved,
      .reopened, .closed, .prioritised, .followed, .renamed, .transferred,
      .merged, .absorbed, .split:
      true
    case .noted, .tagged, .untagged, .responded, .notified, .withdrawn, .excused, .repromised,
      .linked, .unlinked, .snoozed, .woken:
      false
    }
  }
}
