import ServiceLevels
import SupportDesk
import TestSupport
import Testing

/// What is recorded after it happened (design.md section 4, two times).
struct LateTests {
  private static let opened = Instant(milliseconds: 1_772_442_000_000)
  private static let minute: Int64 = 60_000

  private static func at(_ minutes: Int64) -> Instant {
    opened.advanced(byMilliseconds: minutes * minute)
  }

  private static func promise(_ clock: ClockName) -> Promise {
    World.policy.promised(clock, .high, from: opened)
  }

  /// A ticket of the high priority, and what happened to it, in the order of recording.
  private static func ticket(_ deeds: [(minutes: Int64, event: TicketEvent)]) throws -> Ticket {
    let opening = TicketEvent.opened(
      .init(
        subject: Words("Gateway down"), customer: Cast.customer.number, priority: .high,
        terms: World.policy.openingTerms(.high, Cast.customer.number, at: opened), byCustomer: true)
    )
    let events = [(0, opening)] + deeds
    let history = events.enumerated().map { place, deed in
      Recorded(
        sequence: Int64(place + 1), change: Int64(place + 1), actor: .desk,
        occurredAt: at(deed.0), recordedAt: at(10_000), event: deed.1)
    }
    return try #require(Ticket(TicketNumber(1), history))
  }

  private static let said = TicketEvent.Message(
    text: Words("x"), author: Cast.ann.number, role: .agent)

  private static func reply(_ status: Status? = nil) -> TicketEvent {
    .replied(.init(said, answers: true, status: status))
  }

  private static func word(_ status: Status? = nil) -> TicketEvent {
    .received(.init(said, response: promise(.nextResponse), status: status))
  }

  /// What the response clocks say, each by its instants.
  private static func responses(_ ticket: Ticket) -> [String] {
    ([ticket.clocks.response] + ticket.clocks.nextResponses).map { clock in
      let reading = clock.reading(at: at(20_000), by: .onlyAlways)
      return "\(clock.start.at - opened) \(reading.elapsedMs) \(reading.verdict)"
    }
  }

  @Test("response clocks take messages as they were said, in whatever order they are recorded")
  func order() throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var chance = Chance(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 1...8, using: &chance)
      let minutes = (0..<count).map { _ in Int64.random(in: 1...400, using: &chance) }
      let deeds = Set(minutes).map {
        (minutes: $0, event: $0 % 2 == 0 ? Self.reply() : Self.word())
      }
      let sorted = deeds.sorted { $0.minutes < $1.minutes }
      let shuffled = deeds.shuffled(using: &chance)
      #expect(
        Self.responses(try Self.ticket(shuffled)) == Self.responses(try Self.ticket(sorted)),
        "seed \(seed): \(shuffled.map(\.minutes))")
    }
  }

  /// What the resolution clock ran by a thousand minutes, in minutes.
  private func ran(_ deeds: [(minutes: Int64, event: TicketEvent)]) throws -> Int64 {
    let reading = try Self.ticket(deeds).clocks.resolution.reading(
      at: Self.at(1_000), by: .onlyAlways)
    return reading.elapsedMs / Self.minute
  }

  @Test("a wait ends when the message was said that ends it, and never before it began")
  func waits() throws {
    #expect(try ran([(10, .waited(.init())), (60, Self.word(.open))]) == 950)
    // Said before the question, recorded behind it.
    #expect(try ran([(10, .waited(.init())), (5, Self.word(.open))]) == 1_000)
    // An answer from before the question was recorded in between.
    #expect(try ran([(10, .waited(.init())), (3, Self.reply()), (5, Self.word(.open))]) == 1_000)
    // Another event stands between.
    #expect(
      try ran([(10, .waited(.init())), (90, .tagged(.init("x"))), (60, Self.word(.open))]) == 950)
    // Something else ended the wait since.
    #expect(try ran([(10, .waited(.init())), (200, .resumed), (60, Self.word())]) == 950)
    // It was no answer to the second question.
    #expect(
      try ran([
        (10, .waited(.init())), (60, Self.word(.open)), (100, .waited(.init())), (70, Self.word()),
      ]) == 50)
  }

  @Test("what was said behind the resolution opens it then, what was said before does not")
  func reopenings() throws {
    #expect(try ran([(100, .resolved(silent: true)), (300, Self.word(.open))]) == 800)
    #expect(
      try ran([(100, .resolved(silent: true)), (400, .closed), (300, Self.word(.open))]) == 800)
    let late = try Self.ticket([(50, .resolved(silent: true)), (40, Self.word())])
    #expect(late.status == .resolved)
    #expect(late.resolvedAt == Self.at(50))
    #expect(Self.responses(late) == ["0 3000000 endedByResolution"])
  }

  @Test("what was told is taken back where late words say otherwise, and only that")
  func withdrawn() throws {
    func told(_ deeds: [(minutes: Int64, event: TicketEvent)]) throws -> [Int64] {
      let before = try Self.ticket([])
      let notices = before.dueNotices(at: Self.at(90), by: .onlyAlways).map {
        (Int64(90), TicketEvent.notified($0))
      }
      return try Self.ticket(notices + deeds).untrueNotices(at: Self.at(95), by: .onlyAlways).map(
        \.threshold)
    }
    #expect(try told([]) == [])
    #expect(try told([(61, Self.reply())]) == [])
    #expect(try told([(60, Self.reply())]) == [100])
    #expect(try told([(45, Self.reply())]) == [100])
    #expect(try told([(44, Self.reply())]) == [75, 100])
  }

  @Test("of two clocks that one event began each has its own notices")
  func ofEach() throws {
    let late: Int64 = 2 * 24 * 60
    let told = try Self.ticket([]).dueNotices(at: Self.at(late), by: .onlyAlways)
    let known = told.map { (minutes: late, event: TicketEvent.notified($0)) }
    #expect(Set(told.map(\.key.clock)) == [.response, .resolution])
    let ticket = try Self.ticket(known + [(30, Self.reply())])
    #expect(
      ticket.untrueNotices(at: Self.at(late), by: .onlyAlways).map(\.clock) == [
        .response, .response,
      ])
  }

  @Test("what was told of a clock is taken back where earlier words began it, and are not late")
  func begunByOthers() throws {
    let said: [(minutes: Int64, event: TicketEvent)] = [(5, Self.reply()), (20, Self.word())]
    let told = try Self.ticket(said).dueNotices(at: Self.at(900), by: .onlyAlways)
    #expect(told.map(\.key.clock) == [.nextResponse, .nextResponse])
    let known = said + told.map { (900, .notified($0)) }
    #expect(try Self.ticket(known).untrueNotices(at: Self.at(901), by: .onlyAlways) == [])
    // Those wait as well, and for longer.
    let ticket = try Self.ticket(known + [(15, Self.word())])
    #expect(ticket.untrueNotices(at: Self.at(901), by: .onlyAlways) == [])
    #expect(ticket.dueNotices(at: Self.at(901), by: .onlyAlways).isEmpty)
    let answered = try Self.ticket(known + [(15, Self.word()), (25, Self.reply())])
    #expect(answered.untrueNotices(at: Self.at(901), by: .onlyAlways) == told.map(\.key))
  }

  @Test("what was taken back can be told again")
  func again() throws {
    let ticket = try Self.ticket([])
    let notices = ticket.dueNotices(at: Self.at(90), by: .onlyAlways)
    let told = notices.map { (Int64(90), TicketEvent.notified($0)) }
    let taken = notices.map { (Int64(91), TicketEvent.withdrawn($0.key)) }
    #expect(try Self.ticket(told).dueNotices(at: Self.at(95), by: .onlyAlways).isEmpty)
    let after = try Self.ticket(told + taken).dueNotices(at: Self.at(95), by: .onlyAlways)
    #expect(after.map(\.key) == notices.map(\.key))
    // And is taken back no more.
    func isTakenBack(_ deeds: [(minutes: Int64, event: TicketEvent)]) throws -> Bool? {
      try Self.ticket(deeds).clockRows(by: .onlyAlways).first { $0.clock == .response }?.isWithdrawn
    }
    #expect(try isTakenBack(told) == false)
    #expect(try isTakenBack(told + taken) == true)
    let again = after.map { (Int64(95), TicketEvent.notified($0)) }
    #expect(try isTakenBack(told + taken + again) == false)
  }

  private typealias Happening = (minutes: Int64, person: Person, decide: World.Decision)

  /// What happened on a ticket, in that order: words of both sides, and changes of its priority.
  private static func happenings(_ chance: inout Chance) -> [Happening] {
    let priorities = Priority.allCases
    return (1...Int.random(in: 2...9, using: &chance)).map { number in
      let minutes = Int64(number * 45)
      switch Int.random(in: 0..<7, using: &chance) {
      case 0: return (minutes, Cast.manager, { try $0.resolve(nil, silent: true, $1) })
      case 1, 2: return (minutes, Cast.bob, { try $0.reply(Words("x"), $1) })
      case 3, 4: return (minutes, Cast.bob, { try $0.receive(Words("x"), from: $0.customer, $1) })
      default:
        let priority = priorities.randomElement(using: &chance) ?? .low
        return (
          minutes, Cast.manager,
          { $0.priority == priority ? [] : try $0.set(priority, because: Words("x"), $1) }
        )
      }
    }
  }

  /// The clocks once all is recorded, by what they read some days later, and what was refused.
  private static func clocks(
    _ happenings: [Happening]
  ) throws -> (clocks: [String], refused: Set<Int64>) {
    var world = World()
    let opened = world.now
    var refused: Set<Int64> = []
    for happening in happenings {
      let at = opened.advanced(byMilliseconds: happening.minutes * minute)
      world.now = max(world.now, at)
      let then = Circumstances(
        actor: happening.person, at: at, policy: World.policy, zone: .utc, calendars: .onlyAlways)
      do {
        let events = try happening.decide(world.ticket, then)
        world.record(events, by: happening.person, occurredAt: at)
      } catch is Refusal { refused.insert(happening.minutes) }
    }
    let clocks = world.ticket.clocks.all.map { _, clock in
      let reading = clock.reading(
        at: opened.advanced(byMilliseconds: 3 * 86_400_000), by: .onlyAlways)
      let breaches = reading.breaches.map { "\($0.at - opened) by \($0.label) \($0.cause)" }
      let targets = reading.targets.map(\.label)
      let spent = "\(reading.elapsedMs) of \(reading.budgetMs), \(reading.verdict)"
      return "\(clock.name) from \(clock.start.at - opened): \(spent), \(targets), \(breaches)"
    }
    return (clocks, refused)
  }

  @Test("clocks are promised the same whenever the words are recorded that move them")
  func promises() throws {
    var chance = Chance(seed: 7)
    var compared = 0
    for trial in 0..<Chance.trials(3_000) {
      let inTime = Self.happenings(&chance)
      // Only messages may be late: what the manager does stays where it is in time.
      var late = inTime
      for _ in inTime {
        let place = Int.random(in: 0..<late.count, using: &chance)
        guard late[place].person == Cast.bob else { continue }
        let words = late.remove(at: place)
        late.insert(words, at: Int.random(in: place...late.count, using: &chance))
      }
      let (right, made) = (try Self.clocks(inTime), try Self.clocks(late))
      // Who did not know of the words could not do what they allow.
      if right.refused != made.refused { continue }
      compared += 1
      if right.clocks != made.clocks {
        Issue.record("trial \(trial), recorded as \(late.map(\.minutes)): \(made), not \(right)")
        return
      }
    }
    #expect(compared > Chance.trials(3_000) / 2)
  }
}
