/// Somebody the desk knows.
package struct Person: Equatable, Sendable {
  package let number: PersonNumber
  package var name: Words
  package var address: Words?
  package var roles: Set<Role>
  /// The operating system's user, where the person is one.
  package var uid: Int64?
  /// The journal's number of the event by which they are known, which holds name and address.
  package let event: Int64
  /// The journal's number of the last event that erased them.
  package var erasedBy: Int64?
  /// How many events there are.
  package private(set) var version: Int64 = 1

  package init(
    number: PersonNumber, name: Words, address: Words?, roles: Set<Role>, uid: Int64? = nil,
    event: Int64, erasedBy: Int64? = nil
  ) {
    self.number = number
    self.name = name
    self.address = address
    self.roles = roles
    self.uid = uid
    self.event = event
    self.erasedBy = erasedBy
  }

  /// Whether an event erased them: they have no name and no role, and nobody can act as them.
  package var isErased: Bool { erasedBy != nil }

  /// What the person is called on the screen; `erased-17` once erased.
  package var shownName: String { name.text ?? "erased-\(number.value)" }

  /// What people type for them: the first word of the name, in lower case.
  package var handle: String {
    shownName.split(separator: " ").first.map { $0.lowercased() } ?? shownName
  }

  /// Whether one of the roles has the permission.
  package func has(_ permission: Permission) -> Bool {
    !permission.roles.isDisjoint(with: roles)
  }

  /// The role in which the person works at the desk; nil for one who does not.
  package var staffRole: Role? {
    [.agent, .manager, .administrator].first { roles.contains($0) }
  }

  /// The role in which the person speaks on a ticket of this customer.
  ///
  /// Who asked is the customer there, whatever else they are at the desk.
  package func role(onTicketOf customer: PersonNumber) -> Role {
    number == customer ? .customer : staffRole ?? .customer
  }
}

extension Person: Stream {
  package static let kind = StreamKind.person

  package init?(_ number: PersonNumber, beginningWith first: Recorded<PersonEvent>) {
    guard case .added(let added) = first.event else { return nil }
    self.init(
      number: number, name: added.name, address: added.address, roles: Set(added.roles),
      uid: added.uid, event: first.sequence)
  }

  package mutating func apply(_ recorded: Recorded<PersonEvent>) {
    version += 1
    switch recorded.event {
    // Nobody becomes known twice.
    case .added: break
    case .roleWithdrawn(let role): roles.remove(role)
    case .erasureApproved: break
    case .erased:
      roles = []
      uid = nil
      erasedBy = recorded.sequence
    }
  }
}
