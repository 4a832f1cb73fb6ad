import Interpreter
import JSON
import SupportDesk

/// A person wherever one occurs in an answer.
struct PersonAnswer: Sendable {
  let number: PersonNumber
  /// `person 17` once erased.
  let name: String

  static let shape = Shape<PersonAnswer>(
    "Person",
    [
      Field("number", "The person's number.", .count, \.number.value),
      Field("name", "What the person is called.", .text, \.name),
    ],
    page: { Page(.init($0.name)) })
}

extension Form where Value == PersonAnswer {
  /// Number and name for programs, the name for people.
  static let person = Form(
    schema: { PersonAnswer.shape.schema }, json: PersonAnswer.shape.json, run: { .init($0.name) })
}

extension Form where Value == Set<Role> {
  /// In the order of the roles.
  static let roles = Form<[Role]>.list(.word).of { (roles: Set<Role>) in
    Role.allCases.filter(roles.contains)
  }
}

/// A person with what tells them from others.
struct PersonEntry: Sendable {
  let person: PersonAnswer
  let address: String?
  let roles: Set<Role>

  init(_ person: Person) {
    self.person = PersonAnswer(number: person.number, name: person.shownName)
    address = person.address?.text
    roles = person.roles
  }

  static let shape = Shape<PersonEntry>(
    "PersonEntry",
    [
      Field("person", "Who.", .person, column: .init("name", shrinksTo: 8), \.person),
      Field(
        maybe: "address", "The e-mail address.", .text, column: .init("address", shrinksTo: 8),
        \.address),
      Field("roles", "What the person is to the desk.", .roles, column: .init("roles"), \.roles),
    ])
}
