import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Gives the notices that are due, each once, in one total order.
struct Ticker {
  private let transaction: any Transaction
  private let now: Instant
  private let wall: Wall
  private let program: Program
  /// The most clocks looked at for one change.
  private static let batchMax = 500

  init(
    _ transaction: any Transaction, _ now: Instant, _ wall: Wall, _ program: Program
  ) {
    self.transaction = transaction
    self.now = now
    self.wall = wall
    self.program = program
  }

  /// - Returns: what was told, in the order of (instant, ticket, clock).
  func tick() throws(Failure) -> [TicketNotice] {
    var told: [TicketNotice] = []
    while true {
      let pending = try transaction.pendingNotices(until: now, limit: Self.batchMax)
      if pending.isEmpty { return told }
      let notices = try due(of: Set(pending.map(\.ticket)))
      precondition(!notices.isEmpty, "a clock is due, but none of its notices")
      _ = try transaction.append(
        Change(
          origin: Origin(
            actor: .desk, channel: program.channel, method: "desk.tick", program: program.name),
          recordedAt: now,
          occurrences: notices.map {
            Occurrence(.ticket($0.number, .notified($0.notice)), at: now)
          }))
      told += notices
    }
  }

  private func due(of tickets: Set<TicketNumber>) throws(Failure) -> [TicketNotice] {
    var notices: [TicketNotice] = []
    for number in tickets.sorted() {
      guard let ticket = try transaction.ticket(number) else { continue }
      notices += ticket.dueNotices(at: now)
        .map { TicketNotice(number: number, notice: $0, due: wall.moment($0.due)) }
    }
    return notices.sorted {
      ($0.notice.due, $0.number, $0.notice.key.clock.rank, $0.notice.key.threshold)
        < ($1.notice.due, $1.number, $1.notice.key.clock.rank, $1.notice.key.threshold)
    }
  }
}

/// A notice of one ticket, as it is told.
struct TicketNotice: Sendable {
  let number: TicketNumber
  let notice: Notice
  let due: Moment

  var page: Page {
    let clock = notice.key.clock.title
    let isBreach = notice.key.threshold == 100
    let what =
      isBreach
      ? "the \(clock) time is up" : "\(notice.key.threshold) % of the \(clock) time is used"
    return Page(
      .init(due.clock + " ", .dim), .init("\(number) ", .strong),
      .init(what, isBreach ? .danger : .warning))
  }
}
