import Interpreter
import SupportDesk

/// That somebody may be erased: a manager's word, before the administrator's deed.
struct ApproveErasure: Sendable {
  let person: PersonAnswer
  let receipt: Receipt

  static let person = Parameter(
    "person", "Who: a name, an address or a number.", .person(.customers), ask: "Whom?")

  static let shape = Shape<ApproveErasure>(
    "ApprovedErasure",
    [Field("person", "Who may be erased.", .person, \.person)] + Receipt.fields(\.receipt),
    page: { approved in
      Page(
        .init(
          "it is approved that \(approved.person.name) is erased; the administrator does it: "
            + "erase \(approved.person.number.value)"))
    })

  static let entry = Entry.write(
    "person.approve-erasure", "Says that a person may be erased, and why.",
    details: "The administrator erases them then, with `erase`.",
    verbs: ["erase approve", "approve erasure of"],
    slots: [person.slot(), Parameters.because.slot(onlyAfter: "because")], needs: .approveErasure,
    errors: [.notFound, .ambiguous, .unchanged, .badText],
    examples: [
      Example("erase approve Ada Byron because she asked for it", "it is approved that Ada Byron")
    ],
    answers: shape,
    again: { entry, desk throws(Failure) in
      ApproveErasure(
        person: try desk.answer(try entry.person()), receipt: .again(entry))
    }
  ) { call, desk throws(Failure) in
    let person = try desk.person(call, person, role: nil, orErased: true)
    let because = try desk.line(call, Parameters.because, TextRules.subject)
    if person.isErased { throw .refused(.alreadyErased(person.number)) }
    if let manager = try desk.personal.erasureState(of: person).approvedBy {
      throw .refused(.erasureApproved(person.number, by: manager))
    }
    let receipt = try desk.record([.person(person.number, .erasureApproved(because: because))])
    return ApproveErasure(person: try desk.answer(person.number), receipt: receipt)
  }
}

extension JournalEntry {
  /// The person of whom the change tells.
  func person() throws(Failure) -> PersonNumber {
    guard let number = events.lazy.compactMap({ StreamName($0.stream)?.person }).first else {
      throw .storage(.damaged("change \(change) is of no person"))
    }
    return number
  }
}
