import Interpreter
import JSON
import SupportDesk

/// Who the desk knows.
enum PeopleCommands {
  static let entries: [Entry] = [
    .write(
      "person.add", "Adds a person.", verbs: ["add"],
      slots: [Parameters.role.slot(), Parameters.name.slot()], permission: .manageCustomers,
      errors: [.exists, .badText],
      examples: [Example("add agent Ben Okri <ben@desk.example>", "Ben can take tickets.")], add),
    .read(
      "person.list", "Lists the people who work at the desk.", verbs: ["people", "agents"],
      permission: .listPeople, examples: [Example("people", "Names, addresses and roles.")], list),
  ]

  static func added(
    _ number: PersonNumber, name: String, address: String?, roles: [Role]
  ) throws(Failure) -> DeskEvent.PersonAdded {
    let words = try refusing { () throws(Refusal) in try TextRules.name(name) }
    let place = try address.map { address throws(Failure) in
      try refusing { () throws(Refusal) in try TextRules.name(address) }
    }
    return .init(number: number, name: words, address: place, roles: roles)
  }

  @Sendable private static func add(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    let called = PersonName(call[Parameters.name])
    let role = call[Parameters.role]
    if role.isStaff { try turn.require(.manageStaff) }
    if let address = called.address, let known = try turn.state.person(address: address) {
      throw .refused(.personExists(known.number))
    }
    let number = try turn.nextPerson()
    let person = try added(number, name: called.name, address: called.address, roles: [role])
    var facts: [Fact] = [.desk(.personAdded(person))]
    // Whoever set the desk up stands in for a manager until there is one (design.md section 6).
    if role == .manager {
      for stand in try turn.state.people(.manager) where stand.roles.contains(.administrator) {
        facts.append(.desk(.roleWithdrawn(stand.number, .manager)))
      }
    }
    try turn.append(facts)
    return Reply(
      data: [
        "person": .integer(number.value), "name": .string(called.name),
        "role": .string(role.rawValue),
      ],
      page: Page(
        .init("\(called.name) is \(role == .customer ? "a" : "the desk's") \(role.rawValue)")))
  }

  @Sendable private static func list(_ call: Call, _ turn: Turn) throws(Failure) -> Reply {
    var people: [Person] = []
    for role in [Role.agent, .manager, .administrator] {
      for person in try turn.state.people(role)
      where !people.contains(where: { $0.number == person.number }) { people.append(person) }
    }
    let rows = people.map { person -> [Page.Run] in
      let roles = Role.allCases.filter { person.roles.contains($0) }.map(\.rawValue)
      return [
        .init(person.shownName, .strong), .init(person.address?.shown ?? ""),
        .init(roles.joined(separator: " ")),
      ]
    }
    let data = people.map { person -> JSONValue in
      [
        "person": .integer(person.number.value), "name": .string(person.shownName),
        "roles": .array(
          Role.allCases.filter { person.roles.contains($0) }.map { .string($0.rawValue) }),
      ]
    }
    let table = Table(
      columns: [.init("name", shrinksTo: 8), .init("address", shrinksTo: 8), .init("roles")],
      rows: rows)
    return Reply(data: ["items": .array(data)], page: Page([.table(table)]))
  }
}
