import ServiceLevels
import SupportDesk
import Testing

/// How changes are read that were recorded while a clock ran ahead.
struct CorrectionTests {
  private static func at(_ ms: Int64) -> Instant { Instant(milliseconds: ms) }

  private static let first = Correction(changes: 3...5, at: at(100))
  private static let second = Correction(changes: 4...9, at: at(50))
  private static let both = Corrections([first, second])

  @Test func `a change happened no later than the earliest of its corrections was made`() {
    let limits = (2...10).map { Self.both.limit(of: $0)?.milliseconds }
    #expect(limits == [nil, 100, 50, 50, 50, 50, 50, 50, nil])
  }

  @Test func `by a change those are known that were recorded by it`() {
    #expect(Self.both.known(by: nil) == Self.both)
    #expect(Self.both.known(by: 5) == Corrections([]))
    for change in 6...9 as ClosedRange<Int64> {
      #expect(Self.both.known(by: change) == Corrections([Self.first]))
    }
    #expect(Self.both.known(by: 10) == Self.both)
    #expect(Corrections([Self.first]).adding(Self.second) == Self.both)
  }

  @Test func `times behind the correction become its own, those before it stay`() {
    for (change, occurred, recorded, expected) in [
      (3, 90, 200, [90, 200, 100]), (3, 150, 200, [100, 200, 100]), (3, 90, 99, [90, 99, 99]),
      (2, 150, 200, [150, 200, 200]),
    ] as [(Int64, Int64, Int64, [Int64])] {
      let event = Recorded<TicketEvent>(
        sequence: 7, change: change, actor: .desk, occurredAt: Self.at(occurred),
        recordedAt: Self.at(recorded), event: .waited(.init()))
      let read = Self.both.applied(to: event)
      #expect(
        [read.occurredAt, read.recordedAt, read.knownAt].map(\.milliseconds) == expected)
    }
  }

  @Test func `a notice was due and sent no later either`() {
    let key = NoticeKey(clock: .response, began: 1, promised: 1, threshold: 75)
    func notice(_ due: Int64, _ sent: Int64) -> TicketEvent {
      .notified(
        Notice(key: key, due: Self.at(due), sent: Self.at(sent), agent: nil, deadline: nil))
    }
    #expect(notice(150, 200).corrected(notAfter: Self.at(100), []) == notice(100, 100))
    #expect(notice(90, 200).corrected(notAfter: Self.at(100), []) == notice(90, 100))
    // Nor did those of a merged ticket write or wait later.
    func merge(_ said: Int64, since: Int64, resumed: Int64) -> TicketEvent {
      .absorbed(
        .init(
          from: TicketNumber(2), said: Self.at(said),
          owed: .init(since: Self.at(since), promises: [:]), status: .open,
          resumed: Self.at(resumed)))
    }
    let (late, early) = (
      merge(150, since: 120, resumed: 130), merge(90, since: 80, resumed: 85)
    )
    #expect(
      late.corrected(notAfter: Self.at(100), []) == merge(100, since: 100, resumed: 100))
    #expect(early.corrected(notAfter: Self.at(100), []) == early)
    #expect(notice(90, 95).corrected(notAfter: Self.at(100), []) == notice(90, 95))
  }

  @Test func `of a promise that was reckoned anew twice the last stands`() {
    let budgets = [7, 8].map { CorrectedBudget(event: 7, clock: .resolution, budgetMs: $0) }
    let event = Recorded<TicketEvent>(
      sequence: 7, change: 3, actor: .desk, occurredAt: Self.at(1), recordedAt: Self.at(1),
      event: Samples.ticketEvents[0])
    let all = Corrections([
      Correction(changes: 3...5, at: Self.at(100), budgets: [budgets[0]]),
      Correction(changes: 3...9, at: Self.at(50), budgets: [budgets[1]]),
    ])
    guard case .opened(let opened) = all.applied(to: event).event,
      case .opened(let was) = event.event
    else { preconditionFailure("the sample is an opening") }
    #expect(
      opened.terms.promises[.resolution]?.budgetMs == 8
        && opened.terms.promises[.response] == was.terms.promises[.response])
  }
}
