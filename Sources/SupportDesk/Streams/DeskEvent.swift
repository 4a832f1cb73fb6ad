/// A fact about the desk itself or its people.
package enum DeskEvent: Equatable, Sendable {
  /// The first event of every store.
  case created(schema: Int64)
  case policySet(PolicyFact)
  case serviceAdded(name: String, uptimeBasisPoints: Int64)
  case personAdded(PersonAdded)
  case roleGranted(PersonNumber, Role)
  case roleWithdrawn(PersonNumber, Role)
  /// Somebody vouches for a clock that jumped.
  case clockAccepted(behindMilliseconds: Int64)

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

/// A version of a policy, as the journal keeps it.
package struct PolicyFact: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package var priority: Priority
    /// In the spelling of targets: `30m`, `1d`.
    package var respond: String
    package var resolve: String

    package init(priority: Priority, respond: String, resolve: String) {
      self.priority = priority
      self.respond = respond
      self.resolve = resolve
    }
  }

  package var name: String
  package var version: Int64
  /// The zone whose days, weeks and months the civil targets are.
  package var zone: String
  package var warnPercent: Int64
  package var reopenDays: Int64
  package var rows: [Row]

  package init(
    name: String, version: Int64, zone: String, warnPercent: Int64, reopenDays: Int64, rows: [Row]
  ) {
    self.name = name
    self.version = version
    self.zone = zone
    self.warnPercent = warnPercent
    self.reopenDays = reopenDays
    self.rows = rows
  }
}
