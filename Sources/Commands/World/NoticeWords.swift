import ServiceLevels
import SupportDesk

/// What a notice says: what was promised, to whom, and what is left to do.
struct NoticeWords {
  private let key: NoticeKey
  private let customer: String
  /// How long it was promised to take, as people say it; nil where that is not known any more.
  private let promised: String?
  /// When it was due as the clock stood, as of the day it happened; nil where that was not kept.
  private let due: Moment?

  /// - Parameter notice: what became of the clock since it was told changes nothing of it.
  init(_ notice: Notice, of ticket: Ticket, _ desk: Reading) throws(Failure) {
    try self.init(notice.key, of: ticket, due: notice.deadline, at: notice.due, desk)
  }

  /// What is taken back.
  init(untrue key: NoticeKey, of ticket: Ticket, _ desk: Reading) throws(Failure) {
    try self.init(key, of: ticket, due: nil, at: desk.wall.now, desk)
  }

  private init(
    _ key: NoticeKey, of ticket: Ticket, due: Instant?, at: Instant, _ desk: Reading
  ) throws(Failure) {
    self.key = key
    customer = try desk.answer(ticket.customer).name
    promised = ticket.clocks.clock(of: key)?.promise(numbered: key.promised)?.words
    self.due = due.map(Wall(zone: desk.wall.zone, now: at).moment)
  }

  /// `answer Cleo Crane by 10:00: 75 % of 1 h is used`.
  var warning: String {
    let by = due.map { " by \($0.short)" } ?? ""
    return "\(deed)\(by): \(key.threshold) % of \(promised ?? "the time") is used"
  }

  /// `Cleo Crane was not answered within 1 h`.
  var breach: String {
    let time = promised ?? "the time promised"
    return switch key.clock {
    case .response, .nextResponse: "\(customer) was not answered within \(time)"
    case .resolution: "it was not resolved for \(customer) within \(time)"
    case .update: "\(customer) heard nothing within \(time)"
    }
  }

  /// `to answer Cleo Crane the time of 1 h was not up after all`.
  var untrue: String {
    let time = promised.map { "the time of \($0)" } ?? "the time"
    return key.isBreach
      ? "to \(deed) \(time) was not up after all"
      : "to \(deed) less than \(key.threshold) % of \(promised ?? "the time") was used after all"
  }

  private var deed: String {
    switch key.clock {
    case .response, .nextResponse: "answer \(customer)"
    case .resolution: "resolve it for \(customer)"
    case .update: "write to \(customer)"
    }
  }
}
