import JSON
import SupportDesk
import Testing

struct EventCodingTests {
  @Test(arguments: StreamKind.allCases)
  func `every kind of event comes back from the journal as it went in`(kind: StreamKind) throws {
    func comeBack(_ stream: some SampleEvents) throws { try self.comeBack(stream.events) }
    try comeBack(Samples.every(kind))
  }

  private func comeBack<Event: StreamEvent>(_ samples: [Event]) throws {
    #expect(Set(samples.map(\.kind)) == Set(Event.Kind.allCases), "a kind has no sample")
    for event in samples { #expect(try Kept(event).read() == event) }
  }

  @Test(arguments: StreamKind.allCases)
  func `an erased text leaves its commitment in every event`(kind: StreamKind) throws {
    func stays(_ stream: some SampleEvents) throws { try staysReadable(stream.events) }
    try stays(Samples.every(kind))
  }

  private func staysReadable<Event: StreamEvent>(_ samples: [Event]) throws {
    for event in samples {
      let kept = Kept(event)
      var erased = kept
      erased.texts = [:]
      let read: Event = try erased.read()
      #expect((read == event) == kept.texts.isEmpty)
      #expect(Kept(read).payload == kept.payload)
    }
  }

  @Test(arguments: [
    ("warnings", "[0]"), ("warnings", "[100]"), ("warnings", "[50,50]"), ("warnings", "[75,50]"),
    ("calendar", "\"Office\""),
  ])
  func `a promise that none could give cannot be read`(member: String, value: String) throws {
    for event in Samples.ticketEvents {
      var kept = Kept(event)
      for part in ["response", "nextResponse", "resolution"] {
        guard var promise = kept.payload[part]?.object else { continue }
        promise[member] = try JSONReader.read(Array(value.utf8)).value
        kept.payload[part] = .object(promise)
      }
      if kept.payload == Kept(event).payload { continue }
      #expect(throws: PayloadFault.member(member)) { let _: TicketEvent = try kept.read() }
    }
  }

  @Test(arguments: StreamKind.allCases)
  func `a word that is no kind of a stream's events is an error`(kind: StreamKind) {
    func isRefused<Event: StreamEvent>(_ word: String, _: [Event]) {
      #expect(throws: PayloadFault.unknownKind(word)) {
        try Event(kind: word, payload: [:], unseal: { _ in nil })
      }
    }
    func isRefused(_ word: String, _ stream: some SampleEvents) { isRefused(word, stream.events) }
    func kinds(_ stream: some SampleEvents) -> [String] { stream.events.map(\.kind.rawValue) }
    let others = StreamKind.allCases.filter { $0 != kind }.flatMap { kinds(Samples.every($0)) }
    for word in ["", "Opened", "opened ", "cloned", "person.renamed"] + others {
      isRefused(word, Samples.every(kind))
    }
  }

  @Test func `the words of a new subject and of a reason lie in the vault`() {
    let renamed = Kept(TicketEvent.renamed(.init(subject: Words(text: "s", commitment: "1"))))
    #expect(JSONValue.object(renamed.payload).canonical() == #"{"subject":{"$c":"1"}}"#)
    #expect(renamed.texts == ["subject": "s"])
    let transferred = Kept(
      TicketEvent.transferred(
        .init(
          to: PersonNumber(2), was: PersonNumber(1), because: Words(text: "b", commitment: "3"))))
    #expect(
      JSONValue.object(transferred.payload).canonical()
        == #"{"because":{"$c":"3"},"to":2,"was":1}"#)
    #expect(transferred.texts == ["because": "b"])
  }
}
