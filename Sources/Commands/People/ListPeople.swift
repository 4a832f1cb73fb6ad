import Interpreter
import SupportDesk

/// Who works at the desk.
struct ListPeople: Sendable {
  let items: [PersonEntry]

  static let shape = Shape<ListPeople>(
    "People",
    [Field("items", "Who, in the order of their numbers.", .list(PersonEntry.shape.form), \.items)],
    page: { Page([.table(PersonEntry.shape.table($0.items))]) })

  static let entry = Entry.read(
    "person.list", "Lists the people who work at the desk.", verbs: ["people", "agents"],
    needs: .listPeople, examples: [Example("people", "administrator")], answers: shape
  ) { _, desk throws(Failure) in ListPeople(items: try desk.staff().map(PersonEntry.init)) }
}
