/// What a person is to the desk; one may be several.
package enum Role: String, CaseIterable, Sendable {
  case customer, agent, manager, administrator

  /// Whether a public message by this role is the desk speaking (service-levels.md 1.1).
  package var isStaff: Bool { self != .customer }
}

/// A thing that needs leave, and the roles that have it (identity-and-audit.md 4.2).
package enum Permission: String, CaseIterable, Sendable {
  case openTicket = "open-ticket"
  case readTicket = "read-ticket"
  case readNotes = "read-notes"
  case replyPublicly = "reply"
  case note
  case workTickets = "work-tickets"
  case reopen
  case seeServiceLevels = "see-service-levels"
  case report
  case managePeople = "manage-people"
  case verify
  case backUp = "back-up"
  case importFacts = "import"
  case acceptClock = "accept-clock"
  case actAsOthers = "act-as-others"

  /// The roles that have the permission; a customer's reaches own tickets only.
  package var roles: Set<Role> {
    switch self {
    case .openTicket: [.customer, .agent, .manager, .administrator]
    case .readTicket: [.customer, .agent, .manager, .administrator]
    case .readNotes: [.agent, .manager, .administrator]
    case .replyPublicly: [.customer, .agent, .manager]
    case .note: [.agent, .manager, .administrator]
    case .workTickets: [.agent, .manager]
    case .reopen: [.customer, .agent, .manager]
    case .seeServiceLevels: [.customer, .agent, .manager, .administrator]
    case .report: [.agent, .manager, .administrator]
    case .managePeople: [.agent, .manager, .administrator]
    case .verify: [.manager, .administrator]
    case .backUp: [.administrator]
    case .importFacts: [.administrator]
    case .acceptClock: [.manager, .administrator]
    case .actAsOthers: [.administrator]
    }
  }
}
