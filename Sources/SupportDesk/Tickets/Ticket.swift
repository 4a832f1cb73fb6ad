package import ServiceLevels

/// A ticket as its events make it: the fold, never stored as such.
package struct Ticket: Stream, Equatable {
  package static let kind = StreamKind.ticket

  package let number: TicketNumber
  package private(set) var subject: Words
  /// The journal's number of the event that holds the subject.
  package private(set) var subjectEvent: Int64
  package private(set) var customer: PersonNumber
  /// The journal's number of the event by which it became its customer's; nil where it always was.
  package private(set) var transferEvent: Int64?
  /// When that was.
  package private(set) var transferredAt: Instant?
  package private(set) var priority: Priority
  package private(set) var status: Status = .new
  package private(set) var agent: PersonNumber?
  /// Since when the agent has it.
  package private(set) var agentSince: Instant?
  package private(set) var tags: Set<String> = []
  package private(set) var reference: TicketEvent.Reference?
  package private(set) var follows: TicketNumber?
  package private(set) var followedBy: TicketNumber?
  package private(set) var origin: SplitMessage?
  /// The ticket as which it goes on.
  package private(set) var mergedInto: TicketNumber?
  /// Since when.
  package private(set) var mergedAt: Instant?
  /// Those that were made of its messages.
  package private(set) var parts: [SplitMessage] = []
  /// Those that go on as it.
  package private(set) var absorbed: [TicketNumber] = []
  package private(set) var links: Set<TicketNumber> = []
  /// Until when lists leave it out, which may have passed; nil where they do not.
  package private(set) var snoozedUntil: Instant?
  /// Grows with each change an actor makes, never with a notice; 1 when opened.
  package private(set) var revision: Int64 = 0
  /// The revision as the customer sees it: counts the changes with an event that is public.
  package private(set) var publicRevision: Int64 = 0
  /// How many events there are, notices included.
  package private(set) var version: Int64
  package private(set) var openedAt: Instant
  /// When an actor last changed it.
  package private(set) var updatedAt: Instant
  /// When an actor last changed what the customer sees.
  package private(set) var publicUpdatedAt: Instant
  package private(set) var resolvedAt: Instant?
  package private(set) var lastCustomerMessage: Instant?
  package private(set) var lastStaffMessage: Instant?
  package private(set) var clocks: TicketClocks
  package private(set) var notices: Set<NoticeKey> = []
  /// What was told once and taken back.
  package private(set) var withdrawn: Set<NoticeKey> = []
  /// The versions of the policy to which it was moved, and when, in their order.
  package private(set) var moves: [PolicyMove] = []
  /// The version under which it was opened, where no promise says so.
  package private(set) var openedUnder: Int64?
  /// When the newest event was recorded, in truth.
  package private(set) var knownAt: Instant
  private var lastChange: Int64?
  private var lastPublicChange: Int64?

  package init?(_ number: TicketNumber, beginningWith first: Recorded<TicketEvent>) {
    guard case .opened(let opened) = first.event else { return nil }
    self.init(number, opened, first)
  }

  private init(_ number: TicketNumber, _ opened: TicketEvent.Opened, _ event: Recorded<TicketEvent>)
  {
    self.number = number
    subject = opened.subject
    subjectEvent = event.sequence
    customer = opened.customer
    priority = opened.priority
    reference = opened.reference
    follows = opened.follows
    origin = opened.origin
    openedUnder = opened.policyVersion
    openedAt = event.occurredAt
    updatedAt = event.occurredAt
    publicUpdatedAt = event.occurredAt
    knownAt = event.knownAt
    if opened.byCustomer { lastCustomerMessage = event.occurredAt }
    clocks = TicketClocks(opened, at: Mark(at: event.occurredAt, source: event.sequence))
    version = 1
    count(event)
  }

  package mutating func apply(_ recorded: Recorded<TicketEvent>) {
    version += 1
    knownAt = recorded.knownAt
    switch recorded.event {
    case .notified(let notice):
      notices.insert(notice.key)
      return
    case .withdrawn(let key):
      notices.remove(key)
      withdrawn.insert(key)
      return
    default: break
    }
    count(recorded)
    let from = status
    applyFact(recorded)
    clocks.apply(
      recorded.event, status: (from, status), standing: standing,
      at: Mark(at: recorded.occurredAt, source: recorded.sequence))
  }

  /// One call is one revision, however many events it causes.
  private mutating func count(_ recorded: Recorded<TicketEvent>) {
    if recorded.change != lastChange { revision += 1 }
    lastChange = recorded.change
    updatedAt = max(updatedAt, recorded.occurredAt)
    guard recorded.event.isPublic else { return }
    if recorded.change != lastPublicChange { publicRevision += 1 }
    lastPublicChange = recorded.change
    publicUpdatedAt = max(publicUpdatedAt, recorded.occurredAt)
  }

  private mutating func applyFact(_ recorded: Recorded<TicketEvent>) {
    let at = recorded.occurredAt
    switch recorded.event {
    case .assigned(let change):
      (agent, agentSince) = (change.to, at)
      status = change.status ?? status
    case .released: (agent, agentSince) = (nil, nil)
    case .replied(let reply):
      // What was said to another customer, recorded late, asked this one nothing.
      if reply.answers, at >= transferredAt ?? at {
        lastStaffMessage = max(lastStaffMessage ?? at, at)
      }
      status = reply.status ?? status
    case .received(let received):
      lastCustomerMessage = max(lastCustomerMessage ?? at, at)
      snoozedUntil = nil
      if !wasResolved(before: at) {
        let opens = endsWait(at) || received.reopens && !status.isLive
        status = received.status ?? (opens ? .open : status)
      }
      if status.isLive { resolvedAt = nil }
    case .waited: status = .waiting
    case .resumed: status = .open
    case .resolved:
      status = .resolved
      resolvedAt = at
    case .reopened:
      status = .open
      resolvedAt = nil
    case .closed: status = .closed
    case .prioritised(let change): priority = change.priority
    case .tagged(let change): if !has(change.tag) { tags.insert(change.tag) }
    case .untagged(let change): tags = tags.filter { CaselessKey($0) != CaselessKey(change.tag) }
    case .followed(let ticket): followedBy = ticket
    case .renamed(let change):
      subject = change.subject
      subjectEvent = recorded.sequence
    case .transferred(let change):
      (customer, transferEvent, transferredAt) = (change.to, recorded.sequence, at)
      // Nobody has asked this customer anything yet, and they said nothing.
      (lastStaffMessage, lastCustomerMessage) = (nil, nil)
    case .merged, .absorbed, .split, .linked, .unlinked, .snoozed, .woken:
      applyRelation(recorded.event, at: at)
    case .repromised(let change):
      moves.append(PolicyMove(at: at, policyVersion: change.policyVersion))
    case .opened, .noted, .responded, .notified, .withdrawn, .excused: break
    }
  }

  private mutating func applyRelation(_ event: TicketEvent, at: Instant) {
    switch event {
    case .merged(let target):
      (mergedInto, mergedAt) = (target, at)
      status = .closed
    case .absorbed(let merge):
      absorbed.append(merge.from)
      if let said = merge.said { lastCustomerMessage = max(lastCustomerMessage ?? said, said) }
      if merge.owed != nil || merge.status != nil { snoozedUntil = nil }
      status = merge.status ?? status
    case .split(let part): parts.append(part)
    case .linked(let ticket): links.insert(ticket)
    case .unlinked(let ticket): links.remove(ticket)
    case .snoozed(let until): snoozedUntil = until
    case .woken: snoozedUntil = nil
    default: break
    }
  }

  /// What decides by which row of the policy it is promised.
  package var standing: Standing {
    Standing(
      priority: priority, tags: Set(tags.map { CaselessKey($0) }), customer: customer)
  }

  /// Whether words of that time came before the resolution, which they do not undo.
  ///
  /// Asked when they are recorded, and by the fold: as of an instant at which what had undone the
  /// resolution before that had not occurred yet.
  func wasResolved(before at: Instant) -> Bool { resolvedAt.map { at < $0 } ?? false }

  /// Whether words of that time end the wait, as of an instant at which what ended it before they
  /// were recorded had not occurred yet.
  func endsWait(_ at: Instant) -> Bool {
    status == .waiting && at >= clocks.waitingSince ?? at
  }

  /// Whether it bears the tag, in whatever spelling.
  package func has(_ tag: String) -> Bool {
    let key = CaselessKey(tag)
    return tags.contains { CaselessKey($0) == key }
  }
}
