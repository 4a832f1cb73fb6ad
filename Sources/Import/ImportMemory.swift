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

    /// Why a row of that time is not taken; nil where it is.
    func passes(_ at: Instant) -> String? {
      if at <= knownUntil { return "nothing that was not known" }
      return isTheDesks ? "a ticket that was changed at the desk since" : nil
    }
  }

  var incidents: [String: Incident] = [:]
  var people: [String: PersonNumber] = [:]
}
