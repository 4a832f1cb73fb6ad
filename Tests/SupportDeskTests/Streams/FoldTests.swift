import ServiceLevels
import SupportDesk
import Testing

/// What the events of the small streams make.
struct FoldTests {
  private func recorded<Event: StreamEvent>(_ events: [Event]) -> [Recorded<Event>] {
    events.enumerated().map { place, event in
      Recorded(
        sequence: Int64(10 * place + 10), change: Int64(place + 1), actor: .desk,
        occurredAt: Instant(milliseconds: 0), recordedAt: Instant(milliseconds: 0), event: event)
    }
  }

  @Test func `the version of a stream is how many events it has`() {
    let policy = Samples.policyEvents[0]
    let service = Samples.serviceEvents[0]
    for count in 1...3 {
      let policies = recorded(Array(repeating: policy, count: count))
      #expect(Policy(PolicyNumber(1), policies)?.version == Int64(count))
      let services = recorded(Array(repeating: service, count: count))
      #expect(Service(ServiceNumber(1), services)?.version == Int64(count))
      let people = recorded(Array(Samples.personEvents.prefix(count)))
      #expect(Person(PersonNumber(1), people)?.version == Int64(count))
      let desk = recorded(Array(Samples.deskEvents.prefix(count)))
      #expect(Installation(.sole, desk)?.version == Int64(count))
    }
  }

  @Test func `no stream begins with nothing, nor in the middle`() {
    #expect(Policy(PolicyNumber(1), []) == nil)
    #expect(Person(PersonNumber(1), recorded([PersonEvent.roleWithdrawn(.agent)])) == nil)
    #expect(Installation(.sole, recorded([DeskEvent.migrated(schema: 2)])) == nil)
    #expect(Ticket(TicketNumber(1), recorded([TicketEvent.waited(.init())])) == nil)
  }

  @Test func `a policy has every version that was set, by its event`() throws {
    let facts = (1...3).map { number in
      var fact = PolicyFact.statement(zone: "UTC")
      fact.version = Int64(number)
      return fact
    }
    let policy = try #require(
      Policy(PolicyNumber(1), recorded(facts.map { PolicyEvent.set($0) })))
    #expect(policy.versions.map(\.fact) == facts)
    #expect(policy.versions.map(\.event) == [10, 20, 30])
  }

  @Test func `the desk's format is that of its last migration`() throws {
    let events: [DeskEvent] = [
      .created(schema: 3, isReplay: true), .clockAccepted(.init(since: .earliest, because: nil)),
      .migrated(schema: 5), .clockCorrected(.init(changes: 1...2, because: nil)),
    ]
    let desk = try #require(Installation(.sole, recorded(events)))
    #expect(desk.schema == 5 && desk.isReplay)
  }

  @Test func `who is erased has no role and no user, and is known by the event that erased them`()
    throws
  {
    let erased = try #require(Samples.personEvents.first { $0.kind == .erased })
    var person = try #require(Person(PersonNumber(7), recorded([Samples.personEvents[0]])))
    #expect(!person.isErased && person.roles == [.agent, .manager] && person.uid == 1_000)
    let rest = recorded([Samples.personEvents[0], .roleWithdrawn(.manager), erased])
    person.apply(rest[1])
    #expect(!person.isErased && person.roles == [.agent] && person.uid == 1_000)
    person.apply(rest[2])
    #expect(person.isErased && person.roles == [] && person.uid == nil && person.erasedBy == 30)
    #expect(person.event == 10)
  }

  @Test func `what a policy has no readable target for is not promised`() {
    var fact = PolicyFact.statement(zone: "UTC")
    fact.rows = [
      .init(rank: 1, priorities: [.low], targets: [.response: "soon", .resolution: "1d"])
    ]
    func budget(_ clock: ClockName, _ priority: Priority) -> Int64? {
      let standing = Standing(priority: priority, customer: PersonNumber(1))
      return fact.promise(
        clock, for: standing, from: Instant(milliseconds: 0), in: .utc, by: .onlyAlways)?.budgetMs
    }
    #expect(budget(.response, .low) == nil && budget(.resolution, .high) == nil)
    #expect(budget(.resolution, .low) == 86_400_000)
  }
}
