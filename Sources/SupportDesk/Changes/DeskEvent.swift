/// A fact about the desk itself or its people.
package enum DeskEvent: Equatable, Sendable {
  /// The first event of every store; whether a replay made it, so that nobody can say so later.
  case created(schema: Int64, isReplay: Bool)
  case policySet(PolicyFact)
  case serviceAdded(name: String, uptimeBasisPoints: Int64)
  case personAdded(PersonAdded)
  case roleGranted(PersonNumber, Role)
  case roleWithdrawn(PersonNumber, Role)
  /// Somebody vouches for a clock that jumped.
  case clockAccepted(behindMilliseconds: Int64)

  /// The words by which the journal knows the kinds; a word once written is read for ever.
  package enum Kind: String, CaseIterable, Sendable {
    case created = "desk.created"
    case policySet = "policy.set"
    case serviceAdded = "service.added"
    case personAdded = "person.added"
    case roleGranted = "role.granted"
    case roleWithdrawn = "role.withdrawn"
    case clockAccepted = "clock.accepted"
  }

  package var kind: Kind {
    switch self {
    case .created: .created
    case .policySet: .policySet
    case .serviceAdded: .serviceAdded
    case .personAdded: .personAdded
    case .roleGranted: .roleGranted
    case .roleWithdrawn: .roleWithdrawn
    case .clockAccepted: .clockAccepted
    }
  }

  /// The stream the event belongs to: a person's own, or the desk's.
  package var stream: StreamName {
    switch self {
    case .personAdded(let added): .person(added.number)
    case .roleGranted(let person, _), .roleWithdrawn(let person, _): .person(person)
    case .created, .policySet, .serviceAdded, .clockAccepted: .desk
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
}
