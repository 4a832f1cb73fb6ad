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
      budgets: World.policy.budgets(for: .high, from: opened, in: .utc), byCustomer: true,
      reference: isImport ? .init(system: "other", name: "INC1") : nil)
    let event = RecordedEvent(
      sequence: 1, change: 1, actor: .desk, occurredAt: opened,
      recordedAt: opened.advanced(byMilliseconds: ms), event: .opened(opening))
    return try #require(Ticket(TicketNumber(1), [event]))
  }

  private static func told(_ ticket: Ticket, afterMs: Int64) -> [String] {
    ticket.dueNotices(at: opened.advanced(byMilliseconds: afterMs), warnPercent: 75).map {
      "\($0.key.clock) \($0.key.threshold) \($0.due - opened)"
    }
  }

  @Test(
    "a notice is due at its threshold and not before",
    arguments: [
      (2_699_999, []), (2_700_000, ["response 75 2700000"]),
      (3_599_999, ["response 75 2700000"]),
      (3_600_000, ["response 75 2700000", "response 100 3600000"]),
      (64_800_000, ["response 75 2700000", "response 100 3600000", "resolution 75 64800000"]),
    ] as [(Int64, [String])])
  func due(afterMs: Int64, told: [String]) throws {
    #expect(Self.told(try Self.ticket(importedAfter: 0), afterMs: afterMs) == told)
  }

  @Test(
    "of an imported ticket the thresholds are told that were still to come",
    arguments: [
      (2_700_000, ["response 75 2700000", "response 100 3600000"]),
      (2_700_001, ["response 100 3600000"]), (3_600_000, ["response 100 3600000"]),
      (3_600_001, []),
    ] as [(Int64, [String])])
  func imported(afterMs: Int64, told: [String]) throws {
    #expect(Self.told(try Self.ticket(importedAfter: afterMs), afterMs: 2 * Self.hour) == told)
    let own = try Self.ticket(importedAfter: afterMs, isImport: false)
    #expect(Self.told(own, afterMs: 2 * Self.hour).count == 2)
  }

  @Test(
    "a clock's row names the first notice that will be due", arguments: [0, 2_700_001, 3_600_001])
  func rows(afterMs: Int64) throws {
    let ticket = try Self.ticket(importedAfter: afterMs)
    let all = ticket.dueNotices(at: .latest, warnPercent: 75)
    for row in ticket.clockRows(warnPercent: 75) {
      let first = all.first { $0.key.clock == row.clock }
      #expect(row.noticeAt == first?.due)
      #expect(row.noticeThreshold == first?.key.threshold)
    }
  }
}
