import JSON
import SupportDesk

/// An event that the journal keeps as a kind and a payload.
protocol StoredEvent: Equatable, Sendable {
  associatedtype Kind: RawRepresentable<String>, CaseIterable, Hashable, Sendable
  var kind: Kind { get }
  func payload(_ seal: Sealer) -> JSONObject
  init(kind word: String, payload: JSONValue, unseal: @escaping Unsealer) throws(PayloadFault)
}

extension TicketEvent: StoredEvent {}
extension DeskEvent: StoredEvent {}

/// An event in the form in which a store keeps it.
struct Kept {
  var kind: String
  var payload: JSONObject
  /// What the vault holds, by member.
  var texts: [String: String] = [:]

  init(_ event: some StoredEvent) {
    var texts: [String: String] = [:]
    kind = event.kind.rawValue
    payload = event.payload { member, words in
      texts[member] = words.text
      return ["$c": .string(words.commitment ?? "")]
    }
    self.texts = texts
  }

  /// The event again, by way of the journal's bytes.
  func read<Event: StoredEvent>(_: Event.Type = Event.self) throws -> Event {
    let bytes = Array(JSONValue.object(payload).canonical().utf8)
    let value = try JSONReader.read(bytes).value
    return try Event(kind: kind, payload: value, unseal: { [texts] in texts[$0] })
  }
}
