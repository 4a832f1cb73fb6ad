import ServiceLevels
import SupportDesk
import TestSupport

/// A random history by a clock that runs ahead now and then, until somebody finds it out.
///
/// Nothing in it depends on what a clock says, so it can be played again by a right one.
struct FalseStretches {
  /// What happens, at what the clock says.
  enum Step {
    case deed(Deed, ticket: Int64, told: Instant?)
    /// It is found out that the clock was ahead.
    case found
  }

  enum Deed: CaseIterable {
    case opened, received, heardLate, replied, answeredLate, waited, resolved, reopened, set, noted,
      tagged
  }

  /// Whether some of its tickets are promised in office hours.
  let keepsHours: Bool
  private(set) var steps: [(step: Step, clock: Instant, priority: Priority)] = []
  private var chance: Chance
  private var tickets: Int64 = 0

  init(seed: UInt64, from start: Instant, founds: Int) {
    chance = Chance(seed: seed)
    keepsHours = seed % 2 == 0
    var truth = start
    for _ in 0..<founds {
      stretch(of: 4...12, from: &truth)
      // So far ahead that months are of other lengths, or only a little.
      var wrong = truth.advanced(
        byMilliseconds: draw([60_000, 3_600_000, 86_400_000, 40 * 86_400_000, 14_600 * 86_400_000]))
      stretch(of: 1...12, from: &wrong)
      // It may be found out at a time that is before others that were taken for true.
      let back = Bool.random(using: &chance) ? 0 : Int64.random(in: 0...40_000_000, using: &chance)
      truth = max(start, truth.advanced(byMilliseconds: 1_000 - back))
      steps.append((.found, truth, .low))
    }
  }

  private mutating func stretch(of count: ClosedRange<Int>, from clock: inout Instant) {
    for _ in 0..<Int.random(in: count, using: &chance) {
      clock = clock.advanced(byMilliseconds: draw([1, 60_000, 1_800_000, 7_200_000, 40_000_000]))
      // By which row late words are promised depends on the clock; a correction reckons how long that is, and
      // not by which calendar.
      let deeds = Deed.allCases.filter { !keepsHours || $0 != .heardLate }
      let deed = tickets < 2 ? .opened : draw(deeds)
      if deed == .opened { tickets += 1 }
      let ticket = deed == .opened ? tickets : Int64.random(in: 1...tickets, using: &chance)
      let told =
        deed == .answeredLate || deed == .heardLate
        ? clock.advanced(byMilliseconds: -Int64.random(in: 1...90_000_000, using: &chance)) : nil
      steps.append((.deed(deed, ticket: ticket, told: told), clock, draw(Priority.allCases)))
    }
  }

  private mutating func draw<Thing>(_ things: [Thing]) -> Thing {
    things[Int.random(in: 0..<things.count, using: &chance)]
  }

  /// When a step was in truth: before every time at which clocks were found out behind it.
  func truth(of index: Int, _ instant: Instant) -> Instant {
    steps[index...].reduce(instant) { truth, later in
      if case .found = later.step { min(truth, later.clock) } else { truth }
    }
  }
}

extension TestDesk {
  /// What a deed is recorded as, by promises that are reckoned from `at`; nothing where it cannot be.
  func facts(
    _ deed: FalseStretches.Deed, on number: TicketNumber, _ priority: Priority, at: Instant
  ) throws -> [Fact] {
    if deed == .opened {
      return [
        .ticket(
          number,
          .opened(
            .init(
              subject: Words("Printer"), customer: ada.number, priority: priority,
              terms: terms(Standing(priority: priority, customer: ada.number), at),
              byCustomer: false)))
      ]
    }
    guard let ticket = try ticket(number) else { return [] }
    func promised(_ event: TicketEvent) -> [TicketEvent.LatePromise] {
      ticket.clocks.latePromises(by: event, at: at) { standing, start, _ in
        terms(standing, start).promises[.nextResponse]
      }
    }
    func legal(_ action: Action, _ event: TicketEvent) -> [TicketEvent] {
      action.next(from: ticket.status).map { _ in [event] } ?? []
    }
    var events: [TicketEvent] = []
    switch deed {
    case .opened: break
    // Whether late words open a ticket again depends on the clock by which it was resolved.
    case .heardLate where !ticket.status.isLive: break
    case .received, .heardLate:
      let response = terms(ticket.clocks.standing(at: at), at).promises[.nextResponse]
      var words = TicketEvent.Received(
        message(by: ada, .customer), response: response,
        status: Action.receive.next(from: ticket.status))
      words.reopens = deed == .received && ticket.clocks.resolvedSince(at: at) != nil
      words.promised = promised(.received(words))
      events = legal(.receive, .received(words))
    case .replied, .answeredLate:
      var reply = TicketEvent.Replied(
        message(by: ana, .agent), answers: true, status: Action.reply.next(from: ticket.status))
      reply.promised = promised(.replied(reply))
      events = legal(.reply, .replied(reply))
    case .waited: events = legal(.wait, .waited(.init()))
    case .resolved: events = legal(.resolve, .resolved(silent: true))
    case .reopened: events = legal(.reopen, .reopened)
    case .set: events = (try? ticket.set(priority, because: Words("so"), then(at))) ?? events
    case .noted: events = [.noted(message(by: ana, .agent))]
    case .tagged: events = (try? ticket.tag("vpn", on: true, then(at))) ?? []
    }
    return events.map { .ticket(number, $0) }
  }

  private func terms(_ standing: Standing, _ start: Instant) -> Terms {
    policy.terms(for: standing, in: .utc, by: calendars) { _ in start }
  }

  private func then(_ at: Instant) -> Circumstances {
    Circumstances(actor: ana, at: at, policy: policy, zone: .utc, calendars: calendars)
  }
}
