import ServiceLevels
import SupportDesk

/// What an import remembers of each incident while it goes through the rows.
struct ImportMemory {
  struct Incident {
    var ticket: TicketNumber
    var openedAt: Instant
    var status: Status
    var priority: Priority
    var assignee: String?
    var isAnswered: Bool
  }

  var incidents: [String: Incident] = [:]
  var people: [String: PersonNumber] = [:]
}
