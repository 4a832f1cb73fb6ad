/// Somebody the desk knows.
package struct Person: Equatable, Sendable {
  package let number: PersonNumber
  package var name: Words
  package var address: Words?
  package var roles: Set<Role>
  /// The operating system's user, where the person is one.
  package var uid: Int64?
  /// Whether an event erased them: they have no name and no role, and nobody can act as them.
  package var isErased: Bool

  package init(
    number: PersonNumber, name: Words, address: Words?, roles: Set<Role>, uid: Int64? = nil,
    isErased: Bool = false
  ) {
    self.number = number
    self.name = name
    self.address = address
    self.roles = roles
    self.uid = uid
    self.isErased = isErased
  }

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
