import ServiceLevels
import SupportDesk
import Testing

/// What the small values of a store say, each of its plain facts.
struct StoreFactsTests {
  /// What a mode lets whom do: `w` all others write, `g` the group writes, `t` who may write removes
  /// only what is theirs, `p` others put another file in its place, `r` others read.
  @Test(
    "the rights of a file are what its mode says",
    arguments: [
      (0o600, ""), (0o700, ""), (0o711, ""), (0o604, "r"), (0o640, "r"), (0o755, "r"),
      (0o602, "wp"), (0o620, "g"), (0o610, ""), (0o601, ""), (0o622, "wgp"), (0o666, "wgpr"),
      (0o777, "wgpr"), (0o1700, "t"), (0o1702, "wt"), (0o1720, "gt"), (0o1777, "wgtr"),
      (0o4755, "r"), (0o2770, "gr"), (0o002, "wp"), (0o1000, "t"), (0o000, ""),
    ])
  func rights(mode: Int64, letters: String) {
    let rights = StoreFacts.Rights(owner: 1_000, mode: mode)
    let found: [(Character, Bool)] = [
      ("w", rights.othersMayWrite), ("g", rights.groupMayWrite), ("t", rights.isSticky),
      ("p", rights.othersMayReplace), ("r", rights.isReadByOthers),
    ]
    #expect(String(found.filter(\.1).map(\.0)) == letters)
  }

  @Test func `a copy is neither usable nor gone until somebody looks`() {
    let copy = StoreFacts.Copy(path: "x", kind: .backup, at: Instant(milliseconds: 0))
    #expect(!copy.isUsable && !copy.isGone)
  }

  @Test func `a draft is kept for thirty days, and what is due within ten minutes is near`() {
    #expect(Draft.keptMs == 30 * 24 * 60 * 60 * 1_000)
    #expect(StoreFacts.nearMs == 10 * 60 * 1_000)
  }

  @Test func `a call is known again by its parameters`() {
    let call = RememberedCall(
      method: "ticket.tag", parameters: "{}", change: 1, at: Instant(milliseconds: 0))
    #expect(call.matches("{}") && !call.matches("{\"tag\":\"a\"}"))
  }

  // MARK: The clock

  private static let last = Instant(milliseconds: 1_772_442_000_000)

  @Test(
    "a clock fits the journal up to five seconds before its end, and up to thirty-five days behind",
    arguments: [
      (-86_400_000, .behind), (-5_001, .behind), (-5_000, .fits), (-1, .fits), (0, .fits),
      (3_024_000_000, .fits), (3_024_000_001, .leapt),
    ] as [(Int64, ClockFit)])
  func clock(offset: Int64, fit: ClockFit) throws {
    let head = Head(change: 7, recordedAt: Self.last)
    let clock = Self.last.advanced(byMilliseconds: offset)
    #expect(head.fit(of: clock) == fit)
    for mayLeap in [true, false] {
      let refusal: Refusal? =
        switch fit {
        case .behind: .clockBehind(clock: clock, journal: Self.last)
        case .leapt: mayLeap ? nil : .clockAhead(clock: clock, journal: Self.last)
        case .fits: nil
        }
      do throws(Refusal) {
        let instant = try head.instant(ofWriteAt: clock, mayLeap: mayLeap)
        #expect(refusal == nil && instant == max(clock, Self.last))
      } catch {
        #expect(error == refusal)
        #expect(error.isOfClock)
      }
    }
  }

  @Test func `only what is refused for its time is the clock's`() {
    let at = Self.last
    let others: [Refusal] = [
      .notYet(at), .noSuchTime("x"), .nothingToAccept, .beforeOpening(TicketNumber(1), opened: at),
    ]
    #expect(others.allSatisfy { !$0.isOfClock })
  }

  // MARK: What is found

  @Test func `of many faults twenty are told, and how many more there are`() {
    var found = Verification(anchor: Anchor(store: "s", change: 7, hash: "h"))
    #expect(found.holds && found.untold == 0)
    #expect(
      [found.changes, found.events, found.tickets, found.values, found.erased, found.proven]
        == [0, 0, 0, 0, 0, 0])
    for number in 1...23 as ClosedRange<Int64> {
      found.add(.init(change: number, what: "x"))
      #expect(found.faults.count == min(Int(number), 20) && found.untold == max(number - 20, 0))
      #expect(!found.holds)
    }
    #expect(found.faults.map(\.change) == Array(1...20))
    #expect(found.anchor.text == "s 7 h")
  }

  @Test func `an erasure is empty until a value or a draft goes`() {
    let none = Erasure(of: PersonNumber(7))
    #expect(none.isEmpty)
    #expect(
      none.erased(approvedBy: PersonNumber(5))
        == PersonErased(
          approvedBy: PersonNumber(5), values: 0, tickets: 0, messages: 0, drafts: 0,
          events: EventNumbers([]), mentions: EventNumbers([])))
    var values = none
    (values.values, values.tickets, values.messages) = (3, 2, 1)
    values.events = EventNumbers([3, 4, 9])
    values.mentions = [11, 12].map { .init(ticket: TicketNumber(1), event: $0) }
    #expect(!values.isEmpty)
    var drafts = none
    drafts.drafts = [.init(person: PersonNumber(7), number: 1)]
    #expect(!drafts.isEmpty)
    values.drafts = drafts.drafts
    #expect(
      values.erased(approvedBy: PersonNumber(5), repeats: 6)
        == PersonErased(
          approvedBy: PersonNumber(5), values: 3, tickets: 2, messages: 1, drafts: 1,
          events: EventNumbers([3, 4, 9]), mentions: EventNumbers([11, 12]), repeats: 6))
  }
}
