import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Gives the notices that are due, each once, in one total order.
struct Ticker {
  let transaction: any Transaction
  let now: Instant
  let policy: PolicyFact
  let zone: Zone
  let program: Program
  /// The most clocks looked at for one change.
  private static let batchMax = 500

  init(
    _ transaction: any Transaction, now: Instant, policy: PolicyFact, zone: Zone, program: Program
  ) {
    self.transaction = transaction
    self.now = now
    self.policy = policy
    self.zone = zone
    self.program = program
  }

  /// - Returns: a page for each notice, in the order of (instant, ticket, clock).
  func tick() throws(Failure) -> [Page] {
    var pages: [Page] = []
    while true {
      let pending = try transaction.pendingNotices(until: now, limit: Self.batchMax)
      if pending.isEmpty { return pages }
      var notices: [(ticket: TicketNumber, notice: Notice)] = []
      for number in Set(pending.map(\.ticket)).sorted() {
        guard let ticket = try transaction.ticket(number) else { continue }
        notices += ticket.dueNotices(at: now, warnPercent: policy.warnPercent)
          .map { (number, $0) }
      }
      precondition(!notices.isEmpty, "a clock is due, but none of its notices")
      notices.sort {
        ($0.notice.due, $0.ticket, $0.notice.key.clock.rank, $0.notice.key.threshold)
          < ($1.notice.due, $1.ticket, $1.notice.key.clock.rank, $1.notice.key.threshold)
      }
      _ = try transaction.append(
        Change(
          origin: Origin(
            actor: .desk, channel: program.channel, method: "desk.tick", program: program.name),
          recordedAt: now,
          occurrences: notices.map {
            Occurrence(.ticket($0.ticket, .notified($0.notice)), at: now)
          }))
      pages += notices.map { page($0.ticket, $0.notice) }
    }
  }

  private func page(_ ticket: TicketNumber, _ notice: Notice) -> Page {
    let clock = TicketView.title(notice.key.clock)
    let isBreach = notice.key.threshold == 100
    let what =
      isBreach
      ? "the \(clock) time is up" : "\(notice.key.threshold) % of the \(clock) time is used"
    return Page(
      .init(TimeWords.clock(notice.due, in: zone) + " ", .dim), .init("\(ticket) ", .strong),
      .init(what, isBreach ? .danger : .warning))
  }
}
