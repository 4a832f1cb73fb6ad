import ServiceLevels
import SupportDesk

extension Person: Projected {
  static let tables = ["person": "number"]

  func store(
    _ newest: [Recorded<PersonEvent>], over before: Person?, anew: Bool, by calendars: Calendars,
    in database: any Database
  ) throws(StorageFailure) {
    try row.put(in: database, over: anew ? nil : before?.row)
  }

  private static let form = RowForm(
    "person", key: ["number"], ["event", "roles", "uid", "erased"])

  private var row: StoredRow {
    StoredRow(
      Self.form,
      [
        .integer(number.value), .integer(event), .integer(RoleMask.mask(roles)), .optional(uid),
        .optional(erasedBy),
      ])
  }
}

/// Roles as bits, in the order of the cases.
enum RoleMask {
  static func mask(_ roles: some Sequence<Role>) -> Int64 {
    roles.reduce(0) { $0 | bit(of: $1) }
  }

  static func roles(_ mask: Int64) -> Set<Role> {
    Set(Role.allCases.filter { mask & bit(of: $0) != 0 })
  }

  private static func bit(of role: Role) -> Int64 {
    1 << Int64(Role.allCases.firstIndex(of: role) ?? 0)
  }
}
