import SupportDesk

/// The people of the tests.
enum Cast {
  static let customer = person(1, "Cleo Crane", [.customer])
  static let otherCustomer = person(2, "Ada Byron", [.customer])
  static let ann = person(3, "Ann Alder", [.agent])
  static let bob = person(4, "Bob Birch", [.agent])
  static let manager = person(5, "Mia Moss", [.manager])
  static let administrator = person(6, "Dan Dorn", [.administrator])

  /// Everybody who can be given a ticket.
  static let workers = [ann, bob, manager]

  private static func person(_ number: Int64, _ name: String, _ roles: Set<Role>) -> Person {
    Person(
      number: PersonNumber(number), name: Words(name), address: nil, roles: roles, event: number)
  }
}
