import ServiceLevels
import SupportDesk
import Testing

struct StatusTests {
  /// The paragraph on status of design.md section 4, the status at the head as a column.
  ///
  /// A cell is the status that the action leads to, `-` where it is refused. The customer's message
  /// comes within the window.
  private static let table = """
             new       open      waiting   resolved  closed
    take     open      open      waiting   -         -
    assign   open      open      waiting   -         -
    steal    -         open      waiting   -         -
    release  -         open      waiting   -         -
    reply    open      open      waiting   resolved  -
    note     new       open      waiting   resolved  closed
    receive  new       open      open      open      open
    wait     waiting   waiting   -         -         -
    resolve  resolved  resolved  resolved  -         -
    reopen   -         -         -         open      open
    close    -         -         -         closed    -
    set      new       open      waiting   -         -
    tag      new       open      waiting   resolved  closed
    rename   new       open      waiting   resolved  closed
    transfer new       open      waiting   resolved  closed
    merge    closed    closed    closed    closed    closed
    split    new       open      waiting   resolved  closed
    link     new       open      waiting   resolved  closed
    snooze   new       open      waiting   -         -
    no-reply-needed new open   waiting   -         -
    """

  private static let rows: [(action: String, cells: [String])] =
    table.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return words.count == 5 ? ("", words) : (words[0], Array(words[1...]))
    }

  @Test func `the table speaks of every action and every status`() {
    #expect(Self.rows[0].cells == Status.allCases.map(\.rawValue))
    #expect(Self.rows.dropFirst().map(\.action) == Action.allCases.map(\.rawValue))
  }

  @Test(arguments: Status.allCases)
  func `what is done to a ticket leads where the table says`(from: Status) throws {
    let place = try #require(Status.allCases.firstIndex(of: from))
    for (row, action) in zip(Self.rows.dropFirst(), Action.allCases) {
      let expected = Status(rawValue: row.cells[place])
      #expect(action.next(from: from) == expected, "\(action) a ticket that is \(from)")
      var world = try World(from, owner: action == .take ? nil : Cast.bob)
      #expect(world.ticket.status == from)
      let deed = Deed.plain(action)
      if let expected {
        try world.act(deed.actor, deed.decide)
        #expect(world.ticket.status == expected, "\(action) a ticket that is \(from)")
      } else {
        let isNobodys = from == .new && (action == .steal || action == .release)
        #expect(
          world.refusal(deed.actor, deed.decide)
            == (isNobodys
              ? .notOwned(TicketNumber(1))
              : .illegal(action, ticket: TicketNumber(1), status: from)))
      }
    }
  }

  @Test(arguments: Status.allCases)
  func `the ways out of a refusal are what the status allows`(status: Status) {
    #expect(
      Action.allowed(in: status) == Action.allCases.filter { $0.next(from: status) != nil })
    #expect(
      Action.allowed(in: .closed) == [
        .note, .receive, .reopen, .tag, .rename, .transfer, .merge, .split, .link,
      ])
  }

  @Test(arguments: [Status.resolved, .closed])
  func `a ticket comes back within seven days of its resolving and not after`(
    status: Status
  ) throws {
    let ways: [Deed] = [
      .plain(.reopen), .plain(.receive),
      Deed("reply", Cast.customer) { try $0.reply(Words("Again."), $1) },
    ]
    for way in ways {
      var world = try World(status)
      let resolved = try #require(world.ticket.resolvedAt)
      world.now = resolved.advanced(byMilliseconds: 7 * 86_400_000)
      #expect(world.refusal(way.actor, way.decide) == nil)
      world.now = world.now.advanced(byMilliseconds: 1)
      #expect(
        world.refusal(way.actor, way.decide)
          == .reopenWindowOver(TicketNumber(1), resolved: resolved))
      world.now = resolved
      try world.act(way.actor, way.decide)
      #expect(world.ticket.status == .open)
      #expect(world.ticket.resolvedAt == nil)
      // What was resolved once is bound by that no more.
      world.pass(days: 30)
      #expect(world.refusal(Cast.ann, Deed.plain(.receive).decide) == nil)
    }
  }

  @Test func `a message that opens a ticket again starts a clock and goes on with the other`()
    throws
  {
    var world = try World(.closed)
    try world.act(Cast.customer) { try $0.reply(Words("Again."), $1) }
    let now = world.now
    #expect(world.ticket.clocks.nextResponses.last?.isStopped == false)
    #expect(world.ticket.clocks.resolution.reading(at: now, by: .onlyAlways).state == .running)
    #expect(world.ticket.clocks.resolution.reading(at: now, by: .onlyAlways).cycle == 2)
  }

  @Test func `staff's reply on a closed ticket is refused`() throws {
    let world = try World(.closed)
    #expect(
      world.refusal(Cast.ann) { try $0.reply(Words("By the way"), $1) }
        == .illegal(.reply, ticket: TicketNumber(1), status: .closed))
  }

  @Test func `what another system tells leads where it says, from whatever status`() throws {
    let told: [(TicketEvent, Status)] = [
      (.waited(.init()), .waiting), (.resumed, .open), (.resolved(silent: false), .resolved),
      (.resolved(silent: true), .resolved), (.reopened, .open), (.closed, .closed),
    ]
    for status in Status.allCases {
      for (event, led) in told {
        var world = try World(status)
        world.record([event], by: Cast.ann)
        #expect(world.ticket.status == led)
        if event == .reopened {
          #expect(world.ticket.resolvedAt == nil)
        }
        world.record([.followed(TicketNumber(13))], by: Cast.ann)
        #expect(world.ticket.followedBy == TicketNumber(13))
        if led == .resolved { #expect(world.ticket.resolvedAt == world.now) }
      }
    }
  }
}
