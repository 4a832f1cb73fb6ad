import SupportDesk

/// The people's projection, read with their names from the vault.
struct PeopleReader {
  let database: any Database

  static let columns = """
    SELECT p.number, p.roles, p.uid, e.sequence, e.kind, e.payload, n.value, a.value,
      p.erased
    FROM person AS p JOIN event AS e ON e.sequence = p.event
    LEFT JOIN vault AS n ON n.event = p.event AND n.member = 'name'
    LEFT JOIN vault AS a ON a.event = p.event AND a.member = 'address'
    """

  func person(_ number: PersonNumber) throws(StorageFailure) -> Person? {
    try people("WHERE p.number = $1", [.integer(number.value)]).first
  }

  func person(uid: Int64) throws(StorageFailure) -> Person? {
    try people("WHERE p.uid = $1", [.integer(uid)]).first
  }

  func person(event: Int64) throws(StorageFailure) -> Person? {
    try people("WHERE p.event = $1", [.integer(event)]).first
  }

  /// The oldest where several have the address.
  func person(address: String) throws(StorageFailure) -> Person? {
    try people(spelled: "address", CaselessKey(address), mask: Self.anyone, limit: 1).first
  }

  func people(named name: String, _ role: Role?) throws(StorageFailure) -> [Person] {
    try people(
      spelled: "name", CaselessKey(name), mask: role.map { RoleMask.mask([$0]) } ?? Self.anyone,
      limit: 20)
  }

  /// Those of a whole name or address who have one of the roles, in the order of their numbers.
  func people(
    spelled member: String, _ key: CaselessKey, mask: Int64, limit: Int
  ) throws(StorageFailure) -> [Person] {
    try people(
      Self.ofSpelling,
      [.text(member), .text(key.text), .integer(mask), .integer(Int64(limit))])
  }

  func people(_ role: Role) throws(StorageFailure) -> [Person] {
    let mask = RoleMask.mask([role])
    if role.isStaff { return try staff(mask) }
    return try people("WHERE p.roles & $1 <> 0 ORDER BY p.number", [.integer(mask)])
  }

  /// Staff who have one of the roles.
  func staff(_ mask: Int64) throws(StorageFailure) -> [Person] {
    try people(Self.ofStaff, [.integer(mask)])
  }

  func agents(onTicketsOf customer: PersonNumber) throws(StorageFailure) -> [Person] {
    try people(Self.ofCustomer, [.integer(customer.value)])
  }

  // MARK: Whom; each along an index, as customers may be a million

  static let ofSpelling = """
    WHERE p.event IN (SELECT event FROM spelling WHERE member = $1 AND key = $2)
      AND p.roles & $3 <> 0 ORDER BY p.number LIMIT $4
    """

  /// By the words of the partial index.
  static let ofStaff = "WHERE p.roles >= 2 AND p.roles & $1 <> 0 ORDER BY p.number"

  static let ofCustomer = """
    WHERE p.number IN (
      SELECT agent FROM ticket WHERE customer = $1 AND status < 3
      UNION SELECT agent FROM ticket WHERE customer = $1 AND status >= 3)
    ORDER BY p.number
    """

  static let anyone = RoleMask.mask(Role.allCases)

  private func people(_ clause: String, _ values: [SQLValue]) throws(StorageFailure) -> [Person] {
    let rows = try database.all(Self.columns + "\n" + clause, values) { row in
      (
        (row.integer(0), row.integer(1), row.optionalInteger(2), row.optionalInteger(8)),
        (row.integer(3), row.text(4), row.text(5)),
        ["name": row.optionalText(6), "address": row.optionalText(7)]
      )
    }
    var people: [Person] = []
    for ((number, roles, uid, erased), (sequence, kind, payload), texts) in rows {
      let event: PersonEvent = try EventReader.event(sequence, kind, payload) { texts[$0] ?? nil }
      guard case .added(let added) = event else {
        throw .damaged("event \(sequence), of kind \(kind), does not add person \(number)")
      }
      people.append(
        Person(
          number: PersonNumber(number), name: added.name, address: added.address,
          roles: RoleMask.roles(roles), uid: uid, event: sequence, erasedBy: erased))
    }
    return people
  }
}
