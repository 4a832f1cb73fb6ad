import Interpreter
import SupportDesk

/// The events of an erasure, and how they are told before they are recorded.
enum ErasureEvents {
  /// Every form, in the order of the schema.
  static let forms: [AnyEventForm] = [approved.any, erased.any]

  static func approving(_ person: PersonAnswer, _ because: String) -> Telling {
    approved.telling((person, because))
  }

  static func erasing(_ person: PersonAnswer, _ erased: PersonErased) -> Telling {
    Self.erased.telling((person, erased))
  }

  private static let approved = EventForm<(PersonAnswer, String)>(
    PersonEvent.Kind.erasureApproved.rawValue,
    [
      Field("person", "Who may be erased.", .person) { $0.0 },
      Field("because", "The reason.", .text) { $0.1 },
    ], isRecorded: false
  ) { "approves that \($0.0.name) is erased, \($0.1)" }

  private static let erased = EventForm<(PersonAnswer, PersonErased)>(
    PersonEvent.Kind.erased.rawValue,
    [
      Field("person", "Who is erased.", .person) { $0.0 },
      Field("values", "How many values go.", .count) { $0.1.values },
      Field("tickets", "Of how many tickets words go.", .count) { $0.1.tickets },
      Field("messages", "How many of the values are messages.", .count) { $0.1.messages },
      Field("drafts", "How many drafts go.", .count) { $0.1.drafts },
    ], isRecorded: false
  ) { "erases \($0.0.name) for ever: \(words($0.1))" }

  /// How much goes or went.
  static func words(_ erased: PersonErased) -> String {
    let counts = [
      (erased.values, "value"), (erased.tickets, "ticket"), (erased.messages, "message"),
      (erased.drafts, "draft"),
    ].map { "\($0) \($1)\($0 == 1 ? "" : "s")" }
    return "\(counts[0]) of \(counts[1]), \(counts[2]) among them, and \(counts[3])"
  }
}
