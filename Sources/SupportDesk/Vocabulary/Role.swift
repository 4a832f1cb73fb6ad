/// What a person is to the desk; one may be several.
package enum Role: String, CaseIterable, Sendable {
  case customer, agent, manager, administrator

  /// Whether a public message by this role is the desk speaking (service-levels.md 1.1).
  package var isStaff: Bool { self != .customer }
}
