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
    /// When the last fact occurred that an earlier export told: older rows tell nothing new.
    var knownUntil: Instant = .earliest
    /// Whether somebody at the desk has changed it since.
    var isTheDesks = false
  }

  var incidents: [String: Incident] = [:]
  var people: [String: PersonNumber] = [:]
}
