import JSON
import SupportDesk

/// An event in the form in which a store keeps it.
struct Kept {
  var kind: String
  var payload: JSONObject
  /// What the vault holds, by member.
  var texts: [String: String] = [:]

  init(_ event: some StreamEvent, _ versions: PayloadVersions = .current) {
    var texts: [String: String] = [:]
    kind = event.kind.rawValue
    payload = event.payload(
      { member, words in
        texts[member] = words.text
        return ["$c": .string(words.commitment ?? "")]
      }, versions)
    self.texts = texts
  }

  /// The event again, by way of the journal's bytes.
  func read<Event: StreamEvent>(
    _: Event.Type = Event.self, versions: PayloadVersions = .current
  ) throws -> Event {
    let bytes = Array(JSONValue.object(payload).canonical().utf8)
    let value = try JSONReader.read(bytes).value
    return try Event(kind: kind, payload: value, unseal: { [texts] in texts[$0] }, versions)
  }
}
