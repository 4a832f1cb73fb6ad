import Interpreter
import JSON
import SupportDesk

/// Every kind of event about a person that a command records, and how it is told.
enum PersonEvents {
  /// Every form, in the order of the schema.
  static let forms: [AnyEventForm] = [added.any, roleWithdrawn.any] + ErasureEvents.forms

  /// What an event says.
  static func telling(
    _ event: PersonEvent, of person: PersonNumber, _ desk: Reading
  ) throws(Failure) -> Telling {
    switch event {
    case .added(let added): return self.added.telling((added.name.shown, added.roles))
    case .roleWithdrawn(let role):
      return roleWithdrawn.telling((try desk.answer(person), role))
    case .erasureApproved(let because):
      return ErasureEvents.approving(try desk.answer(person), because.shown)
    case .erased(let erased): return ErasureEvents.erasing(try desk.answer(person), erased)
    }
  }

  private static let added = EventForm<(String, [Role])>(
    PersonEvent.Kind.added.rawValue,
    [
      Field("name", "What the person is called.", .text) { $0.0 },
      Field("roles", "What the person is to the desk.", .list(.word)) { $0.1 },
    ], isRecorded: false
  ) { "\($0.0) is added as \($0.1.map(\.rawValue).joined(separator: ", "))" }

  private static let roleWithdrawn = EventForm<(PersonAnswer, Role)>(
    PersonEvent.Kind.roleWithdrawn.rawValue,
    [
      Field("person", "Whose.", .person) { $0.0 },
      Field("role", "Which role.", .word) { $0.1 },
    ], isRecorded: false
  ) { "\($0.0.name) is no longer \($0.1.rawValue)" }
}
