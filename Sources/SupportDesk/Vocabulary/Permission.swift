/// A thing that needs leave, and the roles that have it (identity-and-audit.md 4.2).
package enum Permission: String, CaseIterable, Sendable {
  case openTicket = "open-ticket"
  case openForOthers = "open-for-others"
  case readTicket = "read-ticket"
  case readNotes = "read-notes"
  case reply
  case note
  case setPriority = "set-priority"
  case workTickets = "work-tickets"
  case transfer
  case resolve
  case reopen
  case seeServiceLevels = "see-service-levels"
  case listPeople = "list-people"
  case report
  case tick
  case importFacts = "import"
  case changePromises = "change-promises"
  case proposePromises = "propose-promises"
  case acceptClock = "accept-clock"
  case verify
  case backUp = "back-up"
  case manageCustomers = "manage-customers"
  case manageStaff = "manage-staff"
  case exportOwn = "export-own-data"
  case exportPeople = "export-people"
  case approveErasure = "approve-erasure"
  case erase
  case actAsOthers = "act-as-others"

  /// The roles that have the permission; a customer's reaches own tickets only.
  package var roles: Set<Role> {
    switch self {
    case .openTicket, .readTicket, .seeServiceLevels, .exportOwn:
      [.customer, .agent, .manager, .administrator]
    case .reply, .reopen: [.customer, .agent, .manager]
    case .openForOthers, .setPriority, .workTickets, .transfer, .resolve: [.agent, .manager]
    case .readNotes, .note, .listPeople, .report, .tick, .manageCustomers:
      [.agent, .manager, .administrator]
    case .acceptClock, .verify, .exportPeople, .proposePromises: [.manager, .administrator]
    case .approveErasure: [.manager]
    case .importFacts, .changePromises, .backUp, .manageStaff, .erase, .actAsOthers:
      [.administrator]
    }
  }

  /// What the permission lets somebody do, to follow "you may not" or "you may".
  package var summary: String {
    switch self {
    case .openTicket: "open a ticket of your own"
    case .openForOthers: "open a ticket for somebody else"
    case .readTicket: "read tickets"
    case .readNotes: "read the notes on tickets"
    case .reply: "write publicly on tickets"
    case .note: "write notes on tickets"
    case .setPriority: "change the priority of tickets"
    case .workTickets:
      "work on tickets: take, assign, tag, rename, merge, split, link or snooze them, wait, or receive"
    case .transfer: "give tickets to another customer"
    case .resolve: "resolve and close tickets"
    case .reopen: "open resolved and closed tickets again"
    case .seeServiceLevels: "see the clocks of tickets, and why they are so"
    case .listPeople: "list people"
    case .report: "report on service levels"
    case .tick: "tell what is due"
    case .importFacts: "import other systems' logs"
    case .changePromises: "change calendars and policies"
    case .proposePromises: "propose a policy"
    case .acceptClock: "vouch for a clock that jumped"
    case .verify: "prove and export the journal"
    case .backUp: "copy or restore the store"
    case .manageCustomers: "add and change customers"
    case .manageStaff: "add and change staff and their roles"
    case .exportOwn: "export what the desk holds of you"
    case .exportPeople: "export what the desk holds of others"
    case .approveErasure: "approve that a person is erased"
    case .erase: "erase a person"
    case .actAsOthers: "act as somebody else"
    }
  }
}
