import JSON
import SupportDesk
import Testing

struct EventCodingTests {
  @Test func `every kind of a ticket's events comes back from the journal as it went in`() throws {
    try comeBack(Samples.ticketEvents)
  }

  @Test func `every kind of the desk's events comes back from the journal as it went in`() throws {
    try comeBack(Samples.deskEvents)
  }

  private func comeBack<Event: StoredEvent>(_ samples: [Event]) throws {
    #expect(Set(samples.map(\.kind)) == Set(Event.Kind.allCases), "a kind has no sample")
    for event in samples { #expect(try Kept(event).read() == event) }
  }

  @Test func `an erased text leaves its commitment in every event`() throws {
    try staysReadable(Samples.ticketEvents)
    try staysReadable(Samples.deskEvents)
  }

  private func staysReadable<Event: StoredEvent>(_ samples: [Event]) throws {
    for event in samples {
      let kept = Kept(event)
      var erased = kept
      erased.texts = [:]
      let read: Event = try erased.read()
      #expect((read == event) == kept.texts.isEmpty)
      #expect(Kept(read).payload == kept.payload)
    }
  }

  @Test func `a member that is gone is named, unless the event can be without it`() throws {
    let optional: Set = [
      "opened reference", "opened follows", "assigned was", "notified agent", "person.added uid",
      "person.added address", "prioritised response", "prioritised nextResponse",
      "prioritised because",
      "person.erased repeats", "clock.accepted because", "clock.corrected because",
      "assigned status", "replied status", "received status",
    ]
    let found = try needless(Samples.ticketEvents).union(needless(Samples.deskEvents))
    #expect(found == optional)
  }

  /// The members that the samples can be read without.
  private func needless<Event: StoredEvent>(_ samples: [Event]) throws -> Set<String> {
    var found: Set<String> = []
    for event in samples {
      for member in Kept(event).payload.members.map(\.name) {
        var kept = Kept(event)
        kept.payload[member] = nil
        // Only readers of other programs ask for it.
        if kept.kind == "desk.created", member == "app" { continue }
        do {
          let _: Event = try kept.read()
          found.insert("\(kept.kind) \(member)")
        } catch let fault as PayloadFault {
          // An opening without its reference is asked for none of its system.
          if member == "system" { continue }
          #expect(fault == .member(member), "\(kept.kind)")
        }
      }
    }
    return found
  }

  @Test(arguments: [
    ("budgetMs", "-1"), ("budgetMs", "9223372036854775807"), ("budgetMs", "\"1\""),
    ("warnings", "[0]"), ("warnings", "[100]"), ("warnings", "[50,50]"), ("warnings", "[75,50]"),
    ("warnings", "[\"75\"]"), ("warnings", "75"), ("calendar", "1"), ("calendar", "\"office\""),
    ("policy", "null"), ("policyVersion", "1.5"), ("policyVersion", "0"),
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

  @Test func `a number that none can have cannot be read`() throws {
    let ranged: Set = [
      "due", "sent", "threshold", "warnPercent", "reopenDays", "uptimeBasisPoints",
      "behindMilliseconds",
    ]
    #expect(
      try accepted(.min, Samples.ticketEvents).union(accepted(.min, Samples.deskEvents)) == ["uid"])
    let most = try accepted(.max, Samples.ticketEvents).union(accepted(.max, Samples.deskEvents))
    #expect(most.isDisjoint(with: ranged))
  }

  /// The members with numbers that can have this one.
  private func accepted<Event: StoredEvent>(_ number: Int64, _ samples: [Event]) throws -> Set<
    String
  > {
    var accepted: Set<String> = []
    for event in samples {
      for member in Kept(event).payload.members where member.value.integer != nil {
        var kept = Kept(event)
        kept.payload[member.name] = .integer(number)
        do {
          let _: Event = try kept.read()
          accepted.insert(member.name)
        } catch let fault as PayloadFault {
          #expect(fault == .member(member.name), "\(kept.kind)")
        }
      }
    }
    return accepted
  }

  @Test(arguments: ["", "Opened", "opened ", "split", "person.added"])
  func `a word that is no kind of a ticket's events is an error`(word: String) {
    #expect(throws: PayloadFault.unknownKind(word)) {
      try TicketEvent(kind: word, payload: [:], unseal: { _ in nil })
    }
  }

  @Test(arguments: ["", "person.renamed", "waited"])
  func `a word that is no kind of the desk's events is an error`(word: String) {
    #expect(throws: PayloadFault.unknownKind(word)) {
      try DeskEvent(kind: word, payload: [:], unseal: { _ in nil })
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
