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

  /// Why it cannot be read as an event of the same stream; nil where it can.
  func fault<Event: StreamEvent>(like _: Event) throws -> PayloadFault? {
    do {
      let _: Event = try read()
      return nil
    } catch let fault as PayloadFault { return fault }
  }

  // MARK: Its parts

  /// The way to a part of the payload: names of members, and numbers of elements.
  struct Place {
    enum Step {
      case member(String)
      case element(Int)
    }

    var steps: [Step] = []

    fileprivate func then(_ step: Step) -> Place { Place(steps: steps + [step]) }

    /// The names on the way.
    var names: [String] {
      steps.compactMap { if case .member(let name) = $0 { name } else { nil } }
    }

    /// The member by which a fault of the part is told: that of words stands for their commitment,
    /// and that of a list for its elements.
    var told: String { names.last { $0 != "$c" } ?? "" }

    var isElement: Bool {
      if case .element? = steps.last { true } else { false }
    }
  }

  /// Every part of the payload, however deep.
  ///
  /// Not the payload's version, of which `PayloadVersionTests` speaks.
  var parts: [(place: Place, value: JSONValue)] {
    Self.parts(.object(payload), Place()).filter { $0.place.names != ["v"] }
  }

  private static func parts(
    _ value: JSONValue, _ place: Place
  ) -> [(place: Place, value: JSONValue)] {
    let inside =
      (value.object?.members ?? []).map { (Place.Step.member($0.name), $0.value) }
      + (value.array ?? []).enumerated().map { (.element($0.offset), $0.element) }
    return inside.flatMap { step, value in
      [(place.then(step), value)] + parts(value, place.then(step))
    }
  }

  /// The same with another value at a place, or without it.
  func with(_ value: JSONValue?, at place: Place) -> Kept {
    var kept = self
    kept.payload = Self.with(value, in: .object(payload), at: place.steps[...]).object ?? payload
    return kept
  }

  private static func with(
    _ new: JSONValue?, in value: JSONValue, at steps: ArraySlice<Place.Step>
  ) -> JSONValue {
    let rest = steps.dropFirst()
    func changed(_ old: JSONValue?) -> JSONValue? {
      rest.isEmpty ? new : old.map { with(new, in: $0, at: rest) }
    }
    switch (steps.first, value) {
    case (.member(let name)?, .object(var object)):
      object[name] = changed(object[name])
      return .object(object)
    case (.element(let number)?, .array(var array)):
      array[number] = changed(array[number]) ?? array[number]
      return .array(array)
    default: return value
    }
  }
}
