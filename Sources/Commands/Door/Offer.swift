import Interpreter
import ServiceLevels
import SupportDesk

/// The values that a slot is offered out of the desk, within what the actor may see.
struct Offer {
  let desk: Reading
  private static let offeredMax = 50

  /// - Parameter typed: how the value begins; empty for all.
  func candidates(_ source: any CandidateSource, _ typed: String) throws(Failure) -> [Candidate] {
    guard let source = source as? Candidates else { return [] }
    switch source {
    case .tickets:
      return try desk.tickets(.status([.new, .open, .waiting]), limit: Self.offeredMax).map {
        let title = TicketTitle($0.row.number, subject: $0.subject)
        return Candidate("\(title.number.value)", label: title.text)
      }
    case .agents:
      return try people(typed, .agent)
    case .customers:
      return typed.isEmpty ? [] : try people(typed, .customer)
    case .tags:
      return try desk.tags(beginning: typed, limit: Self.offeredMax).map { Candidate($0) }
    case .drafts:
      return try desk.drafts().map {
        Candidate("d\($0.number)", label: String($0.text.prefix(40)))
      }
    case .calendars:
      guard desk.actor.has(.report) else { return [] }
      return try desk.calendars.all().map {
        Candidate($0.name, label: $0.fact(at: desk.wall.now).hours.weekText)
      }
    case .topics: return HelpTopic.allCases.map { Candidate($0.rawValue, label: $0.summary) }
    case .lines: return []
    }
  }

  private func people(_ typed: String, _ role: Role) throws(Failure) -> [Candidate] {
    let people = try desk.people(near: typed, role: role, limit: Self.offeredMax)
    let isShared = Dictionary(grouping: people) { Self.candidate($0).value }
      .mapValues { $0.count > 1 }
    return people.map { person in
      let short = Self.candidate(person)
      return isShared[short.value] == true ? Self.distinct(person) : short
    }
  }

  /// A person by what can be typed for them: the first word of the name, or what is unmistakable.
  static func candidate(_ person: Person) -> Candidate {
    let isStaff = person.roles.contains(where: \.isStaff)
    let value = isStaff ? person.handle : person.address?.text ?? String(person.number.value)
    return Candidate(value, label: person.shownName)
  }

  /// A person among others who are called the same.
  static func distinct(_ person: Person) -> Candidate {
    Candidate(
      person.address?.text ?? String(person.number.value),
      label: person.address == nil
        ? "\(person.shownName), without an address" : person.shownName)
  }
}
