import Interpreter
import SupportDesk

/// Making somebody known to the desk.
struct AddPerson: Sendable {
  let person: PersonAnswer
  let role: Role
  /// Who stood in for a manager until now.
  let relieved: [PersonAnswer]
  let receipt: Receipt

  private static let name = Parameter(
    "name", "The name, with the address as `Name <address>`.",
    .string("name", extent: .phrase), ask: "What is the name?")
  static let role = Parameter(
    "role", "What the person is to the desk.", ValueType<Role>.choice("role"), ask: "Which role?")

  static let shape = Shape<AddPerson>(
    "AddedPerson",
    [
      Field("person", "Who was added.", .person, \.person),
      Field("role", "What the person is to the desk.", .word, \.role),
      Field(
        "relieved", "Who stood in for a manager until now, and is none any more.",
        .list(.person), \.relieved),
    ] + Receipt.fields(\.receipt),
    page: { added in
      let article = added.role == .customer ? "a" : "the desk's"
      var page = Page(.init("\(added.person.name) is \(article) \(added.role.rawValue)"))
      for person in added.relieved {
        page.add("\(person.name) stood in for a manager, and is none any more")
      }
      return page
    })

  static let entry = Entry.write(
    "person.add", "Adds a person.",
    details: """
      Staff add customers; the administrator alone adds staff. Whoever set the desk up stands in for a \
      manager until there is one.
      """, verbs: ["add"],
    slots: [role.slot(), name.slot()], needs: .manageCustomers, errors: [.exists, .badText],
    examples: [
      Example("add agent Dora Quill <dora@desk.example>", "Dora Quill is the desk's agent")
    ],
    answers: shape,
    again: { entry, desk throws(Failure) in
      let number = try entry.person()
      let person = try desk.person(.number(number), role: nil, orErased: true)
      return AddPerson(
        person: try desk.answer(number),
        role: Role.allCases.first(where: person.roles.contains) ?? .customer,
        relieved: try entry.events.filter {
          $0.kind == PersonEvent.Kind.roleWithdrawn.rawValue
        }.compactMap { StreamName($0.stream)?.person }.map { number throws(Failure) in
          try desk.answer(number)
        },
        receipt: .again(entry))
    }
  ) { call, desk throws(Failure) in
    let called = PersonName(call[name])
    let role = call[role]
    if role.isStaff { try desk.require(.manageStaff) }
    if let address = called.address, let known = try desk.owner(of: address) {
      throw .refused(.within(slot: name.name, span: nil, .personExists(known.number)))
    }
    let number = try desk.nextPerson()
    let person = try added(
      name: called.name, address: called.address, roles: [role], within: name.name)
    var facts: [Fact] = [.person(number, .added(person))]
    // Whoever set the desk up stands in for a manager until there is one (design.md section 6).
    var relieved: [PersonAnswer] = []
    if role == .manager {
      for stand in try desk.staff()
      where stand.roles.isSuperset(of: [.administrator, .manager]) {
        facts.append(.person(stand.number, .roleWithdrawn(.manager)))
        relieved.append(try desk.answer(stand.number))
      }
    }
    let receipt = try desk.record(facts)
    return AddPerson(
      person: try desk.answer(number), role: role, relieved: relieved, receipt: receipt)
  }

  /// The fact that somebody is known from now on.
  static func added(
    name: String, address: String?, roles: [Role], within slot: String
  ) throws(Failure) -> PersonEvent.Added {
    let words = try refusing(within: slot) { () throws(Refusal) in
      // Nobody else is to be meant by it: what reads as a number or an address is one's own address at most.
      if name != address, PersonReference(name).isNoName || PersonName(name).address != nil {
        throw .badText(.reference)
      }
      return try TextRules.name(name)
    }
    let place = try address.map { address throws(Failure) in
      try refusing(within: slot) { () throws(Refusal) in try TextRules.name(address) }
    }
    return .init(name: words, address: place, roles: roles)
  }
}
