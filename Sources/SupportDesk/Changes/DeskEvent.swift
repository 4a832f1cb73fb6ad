package import ServiceLevels

/// A fact about the desk itself or its people.
package enum DeskEvent: Equatable, Sendable {
  /// The first event of every store; whether a replay made it, so that nobody can say so later.
  case created(schema: Int64, isReplay: Bool)
  case policySet(PolicyFact)
  case serviceAdded(name: String, uptimeBasisPoints: Int64)
  case personAdded(PersonAdded)
  case roleGranted(PersonNumber, Role)
  case roleWithdrawn(PersonNumber, Role)
  /// A manager says that the person may be erased, and why.
  case erasureApproved(PersonNumber, because: Words)
  /// The person's words are gone from the vault.
  case erased(PersonErased)
  /// Somebody vouches for a clock that says long after the last change.
  case clockAccepted(ClockAccepted)
  /// Somebody finds that changes were recorded while a clock ran ahead: they happened no later than
  /// this, and later changes may be recorded before them, in a new epoch.
  case clockCorrected(ClockCorrected)

  /// The words by which the journal knows the kinds; a word once written is read for ever.
  package enum Kind: String, CaseIterable, Sendable {
    case created = "desk.created"
    case policySet = "policy.set"
    case serviceAdded = "service.added"
    case personAdded = "person.added"
    case roleGranted = "role.granted"
    case roleWithdrawn = "role.withdrawn"
    case erasureApproved = "erasure.approved"
    case erased = "person.erased"
    case clockAccepted = "clock.accepted"
    case clockCorrected = "clock.corrected"
  }

  package var kind: Kind {
    switch self {
    case .created: .created
    case .policySet: .policySet
    case .serviceAdded: .serviceAdded
    case .personAdded: .personAdded
    case .roleGranted: .roleGranted
    case .roleWithdrawn: .roleWithdrawn
    case .erasureApproved: .erasureApproved
    case .erased: .erased
    case .clockAccepted: .clockAccepted
    case .clockCorrected: .clockCorrected
    }
  }

  /// The stream the event belongs to: a person's own, or the desk's.
  package var stream: StreamName {
    switch self {
    case .personAdded(let added): .person(added.number)
    case .roleGranted(let person, _), .roleWithdrawn(let person, _): .person(person)
    case .erasureApproved(let person, _): .person(person)
    case .erased(let erased): .person(erased.person)
    case .created, .policySet, .serviceAdded, .clockAccepted, .clockCorrected: .desk
    }
  }

  package struct PersonAdded: Equatable, Sendable {
    package var number: PersonNumber
    package var name: Words
    /// Nil where none is known.
    package var address: Words?
    /// In the order of `Role`.
    package var roles: [Role]
    /// The operating system's user this person is, by the kernel's word.
    package var uid: Int64?

    package init(
      number: PersonNumber, name: Words, address: Words?, roles: [Role], uid: Int64? = nil
    ) {
      self.number = number
      self.name = name
      self.address = address
      self.roles = roles
      self.uid = uid
    }
  }

  /// The desk rested for long: nothing that was recorded is changed.
  package struct ClockAccepted: Equatable, Sendable {
    /// When the last change before it was recorded.
    package var since: Instant
    /// Nil where nobody said.
    package var because: Words?

    package init(since: Instant, because: Words?) {
      self.since = since
      self.because = because
    }
  }

  /// The instant of the correction is that at which the event itself is recorded.
  package struct ClockCorrected: Equatable, Sendable {
    /// The numbers of the changes that are dated too late; the last is the one before this event's.
    package var changes: ClosedRange<Int64>
    /// What their promises come to when they are reckoned from when they were given.
    package var budgets: [CorrectedBudget]
    /// Nil where nobody said.
    package var because: Words?

    package init(
      changes: ClosedRange<Int64>, budgets: [CorrectedBudget] = [], because: Words?
    ) {
      self.changes = changes
      self.budgets = budgets
      self.because = because
    }
  }
}
