import ServiceLevels
import SupportDesk

/// What a notice says: what was promised, to whom, and what is left to do.
struct NoticeWords {
  private let key: NoticeKey
  private let customer: String
  /// How long it was promised to take, as people say it; nil where that is not known any more.
  private let promised: String?
  /// When it was due as the clock stood, as of the day it happened; nil where it did not run under that promise.
  private let due: Moment?

  /// - Parameter at: when it happened: what became of the clock later changes no notice.
  init(
    _ key: NoticeKey, of ticket: Ticket, at: Instant, _ desk: Reading
  ) throws(Failure) {
    self.key = key
    customer = try desk.answer(ticket.customer).name
    let clock = ticket.clocks.clock(of: key)
    promised = clock?.promise(numbered: key.promised)?.words
    let reading = try clock.map { clock throws(Failure) in
      clock.reading(at: at, by: try desk.calendars.byName())
    }
    due = reading.flatMap {
      Int64($0.target.version) == key.promised
        ? $0.due.map(Wall(zone: desk.wall.zone, now: at).moment) : nil
    }
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
