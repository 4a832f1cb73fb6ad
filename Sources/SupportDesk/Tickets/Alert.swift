package import ServiceLevels

/// What somebody at an open console is told of a ticket without asking (design.md section 4).
package struct Alert: Equatable, Sendable {
  package enum What: Equatable, Sendable {
    case due(Notice)
    /// What was told before is not so.
    case untrue(NoticeKey)
    /// The customer asked.
    case opened(PersonNumber, Priority)
    /// Somebody opened it again.
    case reopened(by: PersonNumber)
    /// Somebody had another ticket of the customer's go on as it.
    case merged(by: PersonNumber, from: TicketNumber)
    /// The customer wrote.
    case received(PersonNumber)
    /// Somebody gave it to who is told.
    case given(by: PersonNumber)
    /// Somebody took it from who is told, for another or as their own.
    case taken(by: PersonNumber, to: PersonNumber)
    /// Somebody gave up for who is told that it is theirs.
    case released(by: PersonNumber)
  }

  package var ticket: TicketNumber
  /// The journal's number of the event.
  package var sequence: Int64
  /// When it happened; of a notice when the threshold was reached.
  package var at: Instant
  package var what: What

  /// The kinds of events of which alerts can tell.
  package static let kinds: Set<TicketEvent.Kind> = [
    .notified, .withdrawn, .opened, .reopened, .received, .absorbed, .assigned,
    .released,
  ]
}

extension Alert {
  /// What a person is told of a ticket's events behind a change, in the order of the journal.
  ///
  /// Notices and customers' words are told to who has the ticket at that moment, and to every agent
  /// while nobody has it; nobody is told what they did, and nothing that another system's export
  /// tells.
  ///
  /// - Parameters:
  ///   - person: nil for a screen that many look at: it shows every notice, and nothing else.
  ///   - history: the whole of the ticket's.
  package static func all(
    for person: Person?, of ticket: TicketNumber, in history: [Recorded<TicketEvent>],
    behind change: Int64
  ) -> [Alert] {
    var agent: PersonNumber?
    var alerts: [Alert] = []
    // What was not told is not taken back.
    var untold: Set<NoticeKey> = []
    for recorded in history {
      let listener = Listener(person: person, agent: agent)
      switch recorded.event {
      case .notified(let notice) where notice.isBelated:
        untold.insert(notice.key)
        continue
      case .withdrawn(let key) where untold.remove(key) != nil: continue
      default: break
      }
      if recorded.change > change, let (what, at) = listener.hears(recorded) {
        alerts.append(Alert(ticket: ticket, sequence: recorded.sequence, at: at, what: what))
      }
      switch recorded.event {
      case .assigned(let change): agent = change.to
      case .released: agent = nil
      default: break
      }
    }
    return alerts
  }

  private struct Listener {
    let person: PersonNumber?
    /// Whether the ticket is theirs, or any agent's.
    let isConcerned: Bool

    init(person: Person?, agent: PersonNumber?) {
      self.person = person?.number
      isConcerned =
        person.map { person in
          agent.map { $0 == person.number } ?? person.roles.contains(.agent)
        } ?? true
    }

    func hears(_ recorded: Recorded<TicketEvent>) -> (What, Instant)? {
      let at = recorded.occurredAt
      switch recorded.event {
      case .notified(let notice) where isConcerned:
        return (.due(notice), notice.due)
      case .withdrawn(let key) where isConcerned: return (.untrue(key), at)
      default: break
      }
      guard let person, let actor = recorded.actor.person, actor != person else { return nil }
      switch recorded.event {
      case .opened(let opened) where isConcerned && opened.byCustomer:
        return (.opened(opened.customer, opened.priority), at)
      case .reopened where isConcerned: return (.reopened(by: actor), at)
      case .absorbed(let merge) where isConcerned:
        return (.merged(by: actor, from: merge.from), at)
      case .received(let words) where isConcerned: return (.received(words.message.author), at)
      case .assigned(let change) where change.to == person: return (.given(by: actor), at)
      case .assigned(let change) where change.was == person:
        return (.taken(by: actor, to: change.to), at)
      case .released(was: person): return (.released(by: actor), at)
      default: return nil
      }
    }
  }
}
