import ServiceLevels
import SupportDesk
import Testing

/// Which notices fall due, and when.
struct UntoldTests {
  private static let opened = Instant(milliseconds: 1_772_442_000_000)
  private static let hour: Int64 = 3_600_000

  /// A ticket of another system, recorded so long after it was opened there.
  private static func ticket(importedAfter ms: Int64, isImport: Bool = true) throws -> Ticket {
    let opening = TicketEvent.Opened(
      subject: Words("Gateway down"), customer: Cast.customer.number, priority: .high,
      terms: World.policy.openingTerms(.high, Cast.customer.number, at: opened), byCustomer: true,
      reference: isImport ? .init(system: "other", name: "INC1") : nil)
    let event = Recorded<TicketEvent>(
      sequence: 1, change: 1, actor: .desk, occurredAt: opened,
      recordedAt: opened.advanced(byMilliseconds: ms), event: .opened(opening))
    return try #require(Ticket(TicketNumber(1), [event]))
  }

  private static func told(_ ticket: Ticket, afterMs: Int64) -> [String] {
    ticket.dueNotices(at: opened.advanced(byMilliseconds: afterMs), by: .onlyAlways).map {
      "\($0.key.clock) \($0.key.threshold) \($0.due - opened)"
    }
  }

  @Test(
    "a warning is due when its percentage is used, a breach only behind its limit",
    arguments: [
      (2_699_999, []), (2_700_000, ["response 75 2700000"]),
      (3_600_000, ["response 75 2700000"]),
      (3_600_001, ["response 75 2700000", "response 100 3600000"]),
      (64_800_000, ["response 75 2700000", "response 100 3600000", "resolution 75 64800000"]),
    ] as [(Int64, [String])])
  func due(afterMs: Int64, told: [String]) throws {
    #expect(Self.told(try Self.ticket(importedAfter: 0), afterMs: afterMs) == told)
  }

  @Test(
    "of an imported ticket the thresholds are told that were still to come",
    arguments: [
      (2_700_000, ["response 75 2700000", "response 100 3600000"]),
      (2_700_001, ["response 100 3600000"]), (3_600_001, ["response 100 3600000"]),
      (3_600_002, []),
    ] as [(Int64, [String])])
  func imported(afterMs: Int64, told: [String]) throws {
    #expect(Self.told(try Self.ticket(importedAfter: afterMs), afterMs: 2 * Self.hour) == told)
    let own = try Self.ticket(importedAfter: afterMs, isImport: false)
    #expect(Self.told(own, afterMs: 2 * Self.hour).count == 2)
  }

  @Test(
    "what was to come when an imported ticket was first told of is past when it is told of again")
  func importedAgain() throws {
    for (isImport, told) in [(true, []), (false, ["response 75 2700000"])] {
      var ticket = try Self.ticket(importedAfter: 0, isImport: isImport)
      ticket.apply(
        Recorded(
          sequence: 2, change: 2, actor: .otherSystem, occurredAt: Self.opened,
          recordedAt: Self.opened.advanced(byMilliseconds: 2_700_001), event: .tagged(.init("x"))))
      #expect(Self.told(ticket, afterMs: 3_600_000) == told)
    }
  }

  @Test(
    "a clock's row names the first notice that will be due, and when",
    arguments: [0, 2_700_001, 3_600_002])
  func rows(afterMs: Int64) throws {
    let ticket = try Self.ticket(importedAfter: afterMs)
    let all = ticket.dueNotices(at: .latest, by: .onlyAlways)
    for row in ticket.clockRows(by: .onlyAlways) {
      let first = all.first { $0.key.clock == row.clock }
      #expect(row.noticeThreshold == first?.key.threshold)
      guard let at = row.noticeAt else {
        #expect(first == nil)
        continue
      }
      #expect(ticket.dueNotices(at: at, by: .onlyAlways).contains { $0.key == first?.key })
      let before = at.advanced(byMilliseconds: -1)
      #expect(!ticket.dueNotices(at: before, by: .onlyAlways).contains { $0.key == first?.key })
    }
  }

  @Test("a clock that a change makes late is told of at the change, a clock that rests is not")
  func reclassified() throws {
    for isWaiting in [false, true] {
      var world = World()
      try world.act(Cast.ann) { try $0.reply(Words("Which?"), $1) }
      world.now = world.now.advanced(byMilliseconds: 5 * Self.hour)
      if isWaiting { try world.act(Cast.ann) { try $0.wait(nil, $1) } }
      try world.act(Cast.ann) { try $0.set(.urgent, because: nil, $1) }
      #expect(world.ticket.breachRows(by: .onlyAlways).count == 1)
      let told = world.ticket.dueNotices(at: world.now, by: .onlyAlways).filter {
        $0.key.threshold == 100
      }
      #expect(told.map(\.due) == (isWaiting ? [] : [world.now]))
      let change = world.history.last?.sequence
      #expect(told.allSatisfy { $0.key.promised == change })
      if !isWaiting { continue }
      // It is told once it rests no more.
      try world.act(Cast.ann) { try $0.resolve(nil, silent: true, $1) }
      let late = world.ticket.dueNotices(at: world.now, by: .onlyAlways)
      #expect(late.map(\.key.promised) == [change])
    }
  }
}
