import Interpreter
import SupportDesk

/// Who made a change.
struct ActorAnswer: Sendable {
  let kind: Standing
  let person: PersonAnswer?

  enum Standing: String, CaseIterable, Sendable {
    case person, desk
    case otherSystem = "import"
  }

  init(_ actor: Actor, _ desk: Reading) throws(Failure) {
    person = try desk.answer(optional: actor.person)
    kind =
      switch actor {
      case .person: .person
      case .desk: .desk
      case .otherSystem: .otherSystem
      }
  }

  /// What people read.
  var name: String { person?.name ?? kind.rawValue }

  static let shape = Shape<ActorAnswer>(
    "Actor",
    [
      Field("kind", "What acted.", .word, \.kind),
      Field(maybe: "person", "Who, where it was a person.", .person, \.person),
    ],
    page: { Page(.init($0.name)) })
}
