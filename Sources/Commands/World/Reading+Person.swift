import Interpreter
import SupportDesk

extension Reading {
  /// The one person that a call's parameter means; a refusal names the parameter.
  func person(
    _ call: Call, _ parameter: Parameter<PersonReference>, role: Role?, orErased: Bool = false
  ) throws(Failure) -> Person {
    do {
      return try person(call[parameter], role: role, orErased: orErased)
    } catch .refused(let refusal) {
      throw .refused(.within(slot: parameter.name, span: nil, refusal))
    } catch {
      throw error
    }
  }

  /// Whose keys are asked for, as the journal names the actor.
  var actorText: String { Actor.person(actor.number).text }
}
