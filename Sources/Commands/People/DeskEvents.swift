import Interpreter
import JSON
import SupportDesk

/// Every kind of event about the desk itself that a command records, and how it is told.
enum DeskEvents {
  /// Every form, in the order of the schema.
  static let forms: [AnyEventForm] =
    [personAdded.any, roleWithdrawn.any] + ErasureEvents.forms + ClockEvents.forms

  /// What an event says.
  static func telling(_ event: DeskEvent, _ desk: Reading) throws(Failure) -> Telling {
    switch event {
    case .personAdded(let added): return personAdded.telling((added.name.shown, added.roles))
    case .roleWithdrawn(let person, let role):
      return roleWithdrawn.telling((try desk.answer(person), role))
    case .erasureApproved(let person, let because):
      return ErasureEvents.approving(try desk.answer(person), because.shown)
    case .erased(let erased): return ErasureEvents.erasing(try desk.answer(erased.person), erased)
    case .clockAccepted(let accepted): return ClockEvents.telling(accepted, desk)
    case .clockCorrected(let corrected): return try ClockEvents.telling(corrected, desk)
    case .created, .policySet, .serviceAdded, .roleGranted:
      preconditionFailure("no command records \(event.kind)")
    }
  }

  private static let personAdded = EventForm<(String, [Role])>(
    "person.added",
    [
      Field("name", "What the person is called.", .text) { $0.0 },
      Field("roles", "What the person is to the desk.", .list(.word)) { $0.1 },
    ], isRecorded: false
  ) { "\($0.0) is added as \($0.1.map(\.rawValue).joined(separator: ", "))" }

  private static let roleWithdrawn = EventForm<(PersonAnswer, Role)>(
    "role.withdrawn",
    [
      Field("person", "Whose.", .person) { $0.0 },
      Field("role", "Which role.", .word) { $0.1 },
    ], isRecorded: false
  ) { "\($0.0.name) is no longer \($0.1.rawValue)" }
}
