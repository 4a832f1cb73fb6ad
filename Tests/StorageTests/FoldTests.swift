import ServiceLevels
import SupportDesk
import TestSupport
import Testing

@testable import Storage

/// What is remembered of tickets is what their whole history says, whoever wrote in between.
@Suite struct FoldTests {
  @Test(arguments: 1...3)
  func `a ticket that is remembered is the fold of all its events`(seed: UInt64) throws {
    let desk = try TestDesk(.disk)
    let follower = try JournalStore(path: desk.path)
    var random = RandomTickets(chance: Chance(seed: seed), desk: desk)
    for round in 0..<40 {
      if round % 8 == 7 { try correct(desk) }
      try random.make(1)
      for number in (0...round).map({ TicketNumber(Int64($0) + 1) }) where number.value % 3 != 1 {
        let remembered = try follower.reading { state throws(Failure) in try state.ticket(number) }
        let folded = try JournalStore(path: desk.path).reading { state throws(Failure) in
          try state.ticket(number)
        }
        let isSame = remembered == folded
        #expect(isSame, "\(number) after \(round)")
      }
    }
  }

  @Test(arguments: 4...6)
  func `each event is told with the ticket as it left it`(seed: UInt64) throws {
    let desk = try TestDesk(.disk)
    let follower = try JournalStore(path: desk.path)
    var random = RandomTickets(chance: Chance(seed: seed), desk: desk)
    var (told, last) = (0, Int64(0))
    for round in 0..<40 {
      if round % 8 == 7 { try correct(desk) }
      try random.make(1)
      // Now and then again what was told before.
      let since = round % 5 == 4 ? last / 2 : last
      let limit = random.pick([1, 3, 100])
      try follower.reading { state throws(Failure) in
        let places = try state.ticketEvents(behind: since, limit: limit)
        for (number, places) in Dictionary(grouping: places, by: \.ticket) {
          let history = try state.history(of: number, upTo: nil)
          let steps = try state.steps(of: number, at: places.map(\.sequence))
          #expect(steps.map(\.event.sequence) == places.map(\.sequence))
          for step in steps {
            let before = history.filter { $0.sequence <= step.event.sequence }
            let folded = Ticket(number, before)
            let isSame =
              step.ticket.clocks == folded?.clocks && step.ticket.tags == folded?.tags
              && step.ticket.status == folded?.status && step.ticket.revision == folded?.revision
              && step.ticket.version == folded?.version && step.event.event == before.last?.event
            #expect(isSame, "\(number) at \(step.event.sequence) after \(round)")
          }
          told += steps.count
        }
        last = max(last, places.last?.sequence ?? last)
      }
    }
    #expect(told > 60)
  }

  @Test(arguments: [true, false])
  func `nothing is remembered of a journal that is there no more`(isLonger: Bool) throws {
    let desk = try TestDesk(.disk)
    let follower = try JournalStore(path: desk.path)
    let number = try desk.open(for: desk.ada, .low)
    func priority() throws -> Priority? {
      try follower.reading { state throws(Failure) in try state.ticket(number)?.priority }
    }
    #expect(try priority() == .low)
    // What a program does that puts another journal in its place, page by page.
    try SQLiteDatabase(path: desk.path).runScript(
      """
      DROP TRIGGER event_fixed;
      DROP TRIGGER change_fixed;
      UPDATE event SET payload = replace(payload, '"low"', '"high"');
      UPDATE change SET hash = zeroblob(32) WHERE sequence = (SELECT max(sequence) FROM change);
      """)
    if isLonger {
      try JournalStore(path: desk.path).writing { state throws(Failure) in
        _ = try desk.append([.ticket(number, .tagged(.init("more")))], state)
      }
    }
    #expect(try priority() == .high)
  }

  private func correct(_ desk: TestDesk) throws {
    let change = try desk.ask { state throws(Failure) in try state.head().change }
    let earlier = desk.now.advanced(byMilliseconds: -500)
    try desk.record(
      [.desk(.clockCorrected(.init(changes: change...change, because: nil)))], by: earlier)
  }
}
