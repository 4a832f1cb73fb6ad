import ServiceLevels
import SupportDesk
import Testing

/// The policy as people write it, and what of it is told where it cannot be meant.
@Suite struct PolicyTextTests {
  private static let instant = Instant(milliseconds: 1_772_409_600_000)

  private static func calendars() throws -> Calendars {
    Calendars(["office": try CalendarHistory(week: "Mon-Fri 09:00-17:00", in: .utc)])
  }

  private static func read(_ text: String) throws -> PolicyText {
    let names = PolicyNames(
      isZone: { $0 == "UTC" },
      customer: { $0 == "Cleo Crane" || $0 == "7" ? PersonNumber(7) : nil })
    return try PolicyText(text, names, try calendars(), from: instant)
  }

  private static func faults(_ text: String) throws -> [DocumentFault] {
    do {
      _ = try read(text)
      return []
    } catch let faults as DocumentFaults { return faults.all }
  }

  private static let rows = """
    10 urgent respond 15m resolve 4h
    20 high   respond 1h next 30m, resolve 1wd
    30 medium respond 8h resolve 5wd on office
    40 low    respond 1d always resolve 1mo on always
    """

  @Test func `a policy's text reads back as it was written`() throws {
    let text = "policy fast\nzone UTC\ncalendar office\nwarn 50 75 %\nreopen 1 day\n" + Self.rows
    let read = try Self.read(text)
    #expect(
      read.text == """
        policy    fast
        zone      UTC
        warn      50 % 75 %
        reopen    1 days
        10        urgent  respond 15m resolve 4h on office
        20        high    respond 1h next 30m resolve 1wd on office
        30        medium  respond 8h resolve 5wd on office
        40        low     respond 1d always resolve 1mo

        """)
    #expect(try Self.read(read.text) == read)
  }

  @Test func `a policy has so many rows and no more`() throws {
    func text(_ count: Int) -> String {
      "policy many\nzone UTC\n"
        + (1..<count).map { "\($0) urgent tagged t\($0) respond 15m resolve 4h\n" }.joined()
        + "100000 any respond 1h resolve 4h"
    }
    #expect(try Self.faults(text(1_000)) == [])
    #expect(try Self.faults(text(1_003)) == [.init(line: 1_003, .tooManyRows(max: 1_000))])
  }

  @Test func `the built-in policy is such a text, and says what the service statement says`() throws
  {
    let statement = PolicyFact.statement(zone: "UTC")
    let text = """
      policy    statement
      zone      UTC
      warn      75 %
      reopen    7 days
      10        urgent  respond 30m resolve 4h
      20        high    respond 1h resolve 1d
      30        medium  respond 8h resolve 1w
      40        low     respond 1d resolve 1mo

      """
    #expect(PolicyText(statement).text == text)
    #expect(try Self.read(text) == PolicyText(statement))
  }

  @Test(arguments: [
    ("", DocumentFault(line: 0, .missing("policy"))),
    ("zone Nowhere", .init(line: 1, .noSuchZone("Nowhere"))),
    ("zone", .init(line: 1, .noValue("zone"))),
    ("zone UTC\nzone UTC", .init(line: 2, .twice("zone"))),
    ("zone UTC Berlin", .init(line: 1, .word("Berlin", expected: []))),
    ("calendar home", .init(line: 1, .noSuchCalendar("home", known: ["always", "office"]))),
    ("warn 75 50", .init(line: 1, .number("50", 76...99))),
    ("warn 100", .init(line: 1, .number("100", 1...99))),
    ("reopen soon", .init(line: 1, .number("soon", 0...3_652_058))),
    ("reopen 7 weeks", .init(line: 1, .word("weeks", expected: ["days"]))),
    ("0 urgent respond 1h resolve 1h", .init(line: 1, .number("0", 1...(.max)))),
    (
      "1 pressing respond 1h resolve 1h",
      .init(line: 1, .word("pressing", expected: ["urgent", "high", "medium", "low", "any"]))
    ),
    ("1 urgent respond 1h", .init(line: 1, .noTarget("resolve"))),
    ("1 urgent resolve 1h", .init(line: 1, .noTarget("respond"))),
    ("1 urgent urgent nothing", .init(line: 1, .wordTwice("urgent"))),
    ("1 urgent nothing respond 1h", .init(line: 1, .wordTwice("respond"))),
    ("1 urgent tagged a tagged b nothing", .init(line: 1, .wordTwice("tagged"))),
    ("1 urgent for nobody nothing", .init(line: 1, .noSuchCustomer("nobody"))),
    ("1 urgent respond 2h resolve 1h", .init(line: 1, .sooner("1h", than: "2h"))),
    ("1 urgent respond 2h resolve 3h update 1d", .init(line: 1, .updateOfDays("1d"))),
    ("1 urgent respond 1wd resolve 3wd", .init(line: 1, .noWorkingDays("1wd"))),
    ("1 urgent respond 2h resolve", .init(line: 1, .noValue("resolve"))),
    ("1 urgent tagged a respond 2h resolve 2h", .init(line: 0, .noRow("urgent"))),
    (
      "1 any nothing\n2 urgent,low tagged a nothing",
      .init(line: 2, .unreachable("urgent", line: 1))
    ),
    (
      "3 high,low for 7 nothing\n1 low nothing\n2 any for \"Cleo Crane\" nothing",
      .init(line: 1, .unreachable("high", line: 3))
    ),
    ("pause sometimes", .init(line: 1, .word("sometimes", expected: ["waiting", "never"]))),
    (
      "on-priority-change begin",
      .init(line: 1, .word("begin", expected: ["keep", "restart"]))
    ),
    ("1 urgent respond 1h respond 2h resolve 1h", .init(line: 1, .wordTwice("respond"))),
    (
      "1 urgent answer 1h",
      .init(
        line: 1,
        .word(
          "answer",
          expected: ["tagged", "for", "respond", "next", "resolve", "update", "on", "nothing"]))
    ),
    (
      "1 urgent respond 1h resolve 1h on home",
      .init(line: 1, .noSuchCalendar("home", known: ["always", "office"]))
    ),
    (
      "1 urgent respond 1h resolve 1h\n1 high respond 1h resolve 1h",
      .init(line: 2, .tie(rank: 1, line: 1))
    ),
    (
      "2 urgent respond 1h resolve 1h\n1 urgent respond 1h resolve 1h",
      .init(line: 1, .unreachable("urgent", line: 2))
    ),
    (
      "targets",
      .init(
        line: 1,
        .unknownKey(
          "targets",
          known: [
            "policy", "zone", "calendar", "warn", "reopen", "pause", "on-priority-change",
            "a rank such as 10",
          ]))
    ),
  ])
  func `what cannot be meant is told by its line`(text: String, fault: DocumentFault) throws {
    #expect(try Self.faults(text).contains(fault))
  }

  @Test func `rows are for tags and customers, and may leave clocks out`() throws {
    let text = """
      policy    fast
      zone      UTC
      warn      75 %
      reopen    7 days
      pause     never
      on-priority-change restart
      5         urgent,high tagged "two words" for 7 respond 5m resolve 1h update 30m on office
      6         any     tagged a respond never next 2h resolve never
      10        urgent  respond 1h next never resolve 2h
      20        any     nothing

      """
    let read = try Self.read(text)
    #expect(read.text == text)
    #expect(try Self.read(text.replacing(" 7 respond", with: " \"Cleo Crane\" respond")) == read)
    let fact = read.fact(version: 1, since: nil, because: nil)
    func rank(_ priority: Priority, _ tags: [String] = [], customer: Int64 = 1) -> Int64? {
      fact.row(
        for: Standing(
          priority: priority, tags: Set(tags.map { CaselessKey($0) }),
          customer: PersonNumber(customer)))?.rank
    }
    #expect(rank(.urgent) == 10 && rank(.low) == 20)
    #expect(rank(.urgent, ["A"]) == 6 && rank(.urgent, ["Two Words", "a"], customer: 7) == 5)
    #expect(rank(.urgent, ["two words"]) == 10 && rank(.low, ["two words"], customer: 7) == 20)
    #expect(fact.row(for: Standing(priority: .low, customer: PersonNumber(1)))?.targets == [:])
  }

  @Test func `a civil day on hours that close is refused with what may have been meant`() throws {
    let faults = try Self.faults(
      "policy x\nzone UTC\ncalendar office\n1 urgent respond 1h resolve 1d\n2 high respond 1h resolve 1h"
        + "\n3 medium respond 1h resolve 1h\n4 low respond 1h resolve 1d always")
    #expect(faults.count == 1)
    guard case .civil(let failure, calendar: "office") = faults.first?.what else {
      Issue.record("\(faults)")
      return
    }
    #expect(failure.alternatives.map(\.text) == ["24h", "1wd", "1d always"])
  }

  @Test func `a version holds from its instant on, instead of all that was to hold from there`()
    throws
  {
    func version(_ number: Int64, _ since: Int64?) -> PolicyFact {
      var fact = PolicyFact.statement(zone: "UTC")
      fact.version = number
      fact.since = since.map { Instant(milliseconds: $0) }
      return fact
    }
    let policies = try #require(
      Policies([version(1, nil), version(2, 100), version(3, 300), version(4, 200)]))
    let holding = [0, 99, 100, 199, 200, 300].map {
      policies.inForce(at: Instant(milliseconds: $0)).version
    }
    #expect(holding == [1, 1, 2, 2, 4, 4])
    #expect(policies.nextVersion == 5)
    // What was promised by a version that holds no more is still known.
    #expect(policies.all.map(\.version) == [1, 2, 3, 4])
  }
}
