import ServiceLevels
import SupportDesk
import Testing

/// What a clock's rows say of it, cycle by cycle.
struct ClockRowTests {
  private static let hour: Int64 = 3_600_000

  /// An urgent ticket, due in four hours, that is resolved and opened again twice.
  private func world(_ hours: Int64...) throws -> World {
    var world = World()
    world.record(try world.events(Cast.ann) { try $0.set(.urgent, because: nil, $1) }, by: Cast.ann)
    for (place, hours) in hours.enumerated() {
      world.now = world.now.advanced(byMilliseconds: hours * Self.hour)
      let events = try world.events(Cast.ann) {
        place % 2 == 0 ? try $0.resolve(nil, silent: true, $1) : try $0.reopen($1)
      }
      world.record(events, by: Cast.ann)
    }
    return world
  }

  private func rows(_ world: World, _ clock: ClockName = .resolution) -> [ClockRow] {
    world.ticket.clockRows(by: .onlyAlways).filter { $0.clock == clock }
  }

  @Test(
    "a cycle's row says whether the budget was used up by its end",
    arguments: [
      ([1, 1, 1, 1], [false, false, false]), ([1, 1, 4, 1], [false, true, true]),
      ([5, 1, 1, 1], [true, true, true]),
    ] as [([Int64], [Bool])])
  func breaches(hours: [Int64], breached: [Bool]) throws {
    let rows = rows(try world(hours[0], hours[1], hours[2], hours[3]))
    #expect(rows.map(\.breachedEarlier) == breached)
    #expect(rows.map(\.isFirst) == [true, false, false])
    #expect(rows.map(\.isLast) == [false, false, true])
    #expect(rows.map(\.state) == [.stopped, .stopped, .running])
    // Whatever was missed once stays so; what runs within its budget is open.
    #expect(
      rows.map(\.verdict)
        == breached.enumerated().map { place, isBreached in
          isBreached ? .missed : place < 2 ? .met : nil
        })
    #expect(rows.map { $0.limitAt != nil } == [false, false, true])
  }

  @Test func `a clock that waits has no limit and no notice, and no verdict`() throws {
    var world = World()
    try world.act(Cast.ann) { try $0.wait(Words("Which?"), $1) }
    let row = try #require(rows(world).first)
    #expect(row.state == .paused && row.limitAt == nil && row.noticeAt == nil && row.verdict == nil)
    #expect(row.isFirst && row.isLast && !row.breachedEarlier)
    let response = try #require(rows(world, .response).first)
    #expect(response.state == .stopped && response.verdict == .met)
  }

  @Test func `clocks are counted from one, those of one name among themselves`() throws {
    var world = World()
    for _ in 1...3 {
      try world.act(Cast.ann) { try $0.reply(Words("So."), $1) }
      try world.act(Cast.ann) { try $0.receive(Words("Hm."), from: $0.customer, $1) }
    }
    #expect(
      world.ticket.clocks.all.map { "\($0.clock.name) \($0.ordinal)" } == [
        "response 1", "nextResponse 1", "nextResponse 2", "nextResponse 3", "resolution 1",
      ])
  }
}
