import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Gives the notices that are due, each once, in one total order.
struct Ticker {
  private let transaction: any Transaction
  private let now: Instant
  private let program: Program
  /// The most clocks looked at for one change.
  private static let batchMax = 500

  init(
    _ transaction: any Transaction, _ now: Instant, _ program: Program
  ) {
    self.transaction = transaction
    self.now = now
    self.program = program
  }

  /// What one batch told.
  struct Told {
    /// The tickets of which something was.
    var tickets: Set<TicketNumber> = []
    /// Whether nothing more is due.
    var isAll = true
  }

  /// Gives as many as one change has: whoever has more to give lets others write in between.
  func tick() throws(Failure) -> Told {
    let pending = try transaction.pendingNotices(until: now, limit: Self.batchMax)
    if pending.isEmpty { return Told() }
    // What stands behind the last of them waits for its turn, so that there is one order over all batches.
    let isAll = pending.count < Self.batchMax
    let last = pending[pending.count - 1]
    let notices = try due(of: Set(pending.map(\.ticket))).filter {
      isAll || ($0.at, $0.number) <= (last.at, last.ticket)
    }
    if notices.isEmpty {
      // The rows are not what the events make: trying again would be for ever.
      let ticket = pending.map(\.ticket).min() ?? TicketNumber(0)
      throw .storage(.damaged("a notice of \(ticket) is due by its clocks' rows alone"))
    }
    _ = try transaction.append(change(notices.map(\.fact)))
    return Told(tickets: Set(notices.map(\.number)), isAll: isAll)
  }

  /// Takes back what was told of tickets and is not true by what came late.
  func judgeAnew(_ tickets: Set<TicketNumber>) throws(Failure) {
    var facts: [Fact] = []
    let calendars = try transaction.calendars(upTo: nil)
    for number in tickets.sorted() {
      guard let ticket = try transaction.ticket(number) else { continue }
      facts += ticket.untrueNotices(at: now, by: calendars).map { .ticket(number, .withdrawn($0)) }
    }
    if facts.isEmpty { return }
    _ = try transaction.append(change(facts))
  }

  private func change(_ facts: [Fact]) -> Change {
    Change(
      origin: Origin(
        actor: .desk, channel: program.channel, method: "desk.tick", program: program.name),
      recordedAt: now, occurrences: facts.map { Occurrence($0, at: now) })
  }

  private func due(of tickets: Set<TicketNumber>) throws(Failure) -> [DueNotice] {
    var notices: [DueNotice] = []
    let calendars = try transaction.calendars(upTo: nil)
    for number in tickets.sorted() {
      guard let ticket = try transaction.ticket(number) else { continue }
      notices += ticket.timedNotices(at: now, by: calendars).map { at, notice in
        DueNotice(number: number, at: at, notice: notice)
      }
    }
    return notices.sorted {
      ($0.at, $0.number, $0.notice.key.clock.rank, $0.notice.key.threshold)
        < ($1.at, $1.number, $1.notice.key.clock.rank, $1.notice.key.threshold)
    }
  }

  private struct DueNotice {
    let number: TicketNumber
    /// The first instant at which it is true.
    let at: Instant
    let notice: Notice
    var fact: Fact { .ticket(number, .notified(notice)) }
  }
}
