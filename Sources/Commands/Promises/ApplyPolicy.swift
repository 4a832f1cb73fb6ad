import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Making a text the policy from a time on, for the tickets that are opened then and, where that is said,
/// for those that are open.
struct ApplyPolicy: Sendable {
  let policy: PolicyAnswer
  /// What was to hold from then on, and holds no more.
  let replaced: [PolicyAnswer]
  /// How many open tickets are promised by it.
  let moved: Int64
  /// Their clocks that are others by it.
  let changes: [ChangedClock]
  let receipt: Receipt

  private typealias P = PolicyParameters

  /// Which tickets it is for besides those that are opened from then on.
  private enum Reach: String, CaseIterable, Sendable { case open }

  private static let to = Parameter(
    "to", "`open`: tickets that are open are promised by it too, from now on.",
    ValueType<Reach>.choice("tickets"))

  static let entry = Entry.write(
    "policy.apply", "Makes a text the policy from a time on.",
    details: """
      Tickets that are opened from then on are promised what it says; whatever was to hold from there \
      holds no more. Tickets that were opened before keep what they were promised, unless `--to open` \
      moves those that are open: their clocks keep what has elapsed, and what would become of them is \
      shown first. `policy check` says what the text may hold.
      """,
    verbs: ["policy apply"],
    slots: [
      P.file.slot(optional: true), P.proposed.option(), P.from.option(), P.retroactive.option(),
      to.option(), Parameters.draft.option(),
      Parameters.confirm.option(),
      Parameters.because.slot(onlyAfter: "because", unless: Parameters.draft.name),
      P.text.slot(optional: true),
    ],
    needs: .changePromises,
    errors: [
      .badDocument, .badText, .badValue, .unchanged, .retroactive, .missingInput, .conflict,
      .notFound,
    ],
    examples: [
      Example(
        "policy apply because we are faster now : policy statement; zone Europe/London;"
          + " 10 urgent respond 15m resolve 4h; 20 high respond 1h resolve 1d;"
          + " 30 medium respond 8h resolve 1w; 40 low respond 1d resolve 1mo",
        "statement 2 holds from")
    ],
    answers: shape,
    again: { entry, desk throws(Failure) in
      let fact = try desk.policies.applied(by: entry)
      return ApplyPolicy(
        policy: PolicyAnswer(fact, desk),
        replaced: try desk.before(entry).policies.holding.filter { $0.start >= fact.start }.map {
          version throws(Failure) in PolicyAnswer(version, desk)
        },
        moved: Int64(entry.events.count - 1), changes: try desk.changes(by: entry),
        receipt: .again(entry))
    }
  ) { call, desk throws(Failure) in
    let start = try start(call, desk)
    let reachesOpen = call[optional: to] == .open
    if reachesOpen, start > desk.wall.now {
      throw .refused(.within(slot: to.name, span: nil, .notYet(start)))
    }
    let text = try P.document(call, from: max(start, desk.wall.now), desk)
    guard let because = try desk.line(call, maybe: Parameters.because, TextRules.subject) else {
      throw .refused(.missing(slot: Parameters.because.name))
    }
    let holds = desk.policies.inForce(at: start)
    if PolicyText(holds) == text, desk.policies.holding.allSatisfy({ $0.start <= start }),
      !reachesOpen
    {
      throw .refused(.unchangedPolicy)
    }
    let fact = text.fact(version: desk.policies.nextVersion, since: start, because: because)
    let replaced = desk.policies.holding.filter { $0.start >= start }
    let moves = reachesOpen ? try desk.moves(to: fact) : []
    let changes = moves.flatMap(\.changes)
    for line in TextDifference(from: PolicyText(holds).text, to: text.text).lines {
      desk.caution(line)
    }
    for version in replaced {
      let answer = PolicyAnswer(version, desk)
      desk.caution("version \(version.version), \(answer.from), would hold no more")
      // What one has not that began then, too, is shown above.
      if version.start > start {
        let difference = TextDifference(from: PolicyText(version).text, to: text.text)
        for line in difference.lost { desk.caution(line) }
      }
    }
    if reachesOpen {
      let count = moves.count
      desk.caution(
        count == 1
          ? "one open ticket would be promised by it"
          : "\(count) open tickets would be promised by it")
    } else if start < desk.wall.now {
      desk.caution("tickets that are open keep what they were promised; --to open moves them")
    } else if replaced.isEmpty {
      desk.askNothing()
    }
    if reachesOpen { desk.caution(of: changes, isFixed: false) }
    let receipt = try desk.record(
      [.policy(PolicyNumber(1), .set(fact))] + moves.map { .ticket($0.ticket, $0.event) })
    return ApplyPolicy(
      policy: PolicyAnswer(fact, desk),
      replaced: replaced.map { PolicyAnswer($0, desk) }, moved: Int64(moves.count),
      changes: changes, receipt: receipt)
  }

  /// From when on it shall hold.
  private static func start(_ call: Call, _ desk: Reading) throws(Failure) -> Instant {
    let isPast = call[optional: P.retroactive] == true
    guard let from = call[optional: P.from] else {
      if isPast { throw .refused(.within(slot: P.retroactive.name, span: nil, .startUnsaid)) }
      return desk.wall.now
    }
    let start = try from.instant(in: try P.zone(call, desk), within: P.from)
    if start < desk.wall.now, !isPast {
      throw .refused(
        .within(
          slot: P.from.name, span: nil, .retroactive(from: start, lacking: P.retroactive.name)))
    }
    return start
  }

  static let shape = Shape<ApplyPolicy>(
    "AppliedPolicy",
    [
      Field("policy", "The version that is made.", PolicyAnswer.shape.form, \.policy),
      Field(
        "replaced", "The versions that were to hold from then on, and hold no more.",
        .list(PolicyAnswer.shape.form), \.replaced),
      Field("moved", "How many open tickets are promised by it from now on.", .count, \.moved),
      Field(
        "changes", "Their verdicts and due times that are others by it.",
        .list(ChangedClock.shape.form), \.changes),
    ] + Receipt.fields(\.receipt),
    page: { applied in
      let policy = applied.policy
      var page = Page(
        .init("the policy \(policy.fact.name) \(policy.fact.version) holds \(policy.from):"))
      page.add(policy.page)
      for version in applied.replaced {
        page.add(
          .init(
            "version \(version.fact.version), \(version.from), holds no more", .warning))
      }
      if applied.moved > 0 {
        page.add(
          .init(
            applied.moved == 1
              ? "one open ticket is promised by it"
              : "\(applied.moved) open tickets are promised by it"))
      }
      if !applied.changes.isEmpty {
        for line in ChangedClock.told(applied.changes) { page.add(.init(line), indent: 4) }
      }
      return page
    })
}

/// An open ticket that is to be promised by another version.
private struct Move {
  let ticket: TicketNumber
  let event: TicketEvent
  let changes: [ChangedClock]
}

extension Reading {
  /// What a version would make of every open ticket, in the order of lists.
  fileprivate func moves(to fact: PolicyFact) throws(Failure) -> [Move] {
    try require(.changePromises)
    let zone = try zone(of: fact)
    let calendars = try calendars.byName()
    let live = TicketCondition.status(Set(Status.allCases.filter(\.isLive)))
    var moves: [Move] = []
    var place: TicketQuery.Position?
    while true {
      let lines = try tickets(live, after: place, limit: 500)
      for line in lines {
        let ticket = try ticket(.number(line.row.number))
        let event = TicketEvent.repromised(
          .init(
            policy: fact.name, policyVersion: fact.version,
            terms: ticket.terms(by: fact, in: zone, calendars)))
        moves.append(
          Move(
            ticket: ticket.number, event: event,
            changes: ChangedClock.all(
              from: ticket, to: ticket.trying(event, at: wall.now), calendars, wall)))
      }
      guard let last = lines.last?.row, lines.count == 500 else { return moves }
      place = .init(due: last.dueAt, number: last.number)
    }
  }

  /// What a change made of the tickets that it moved, as of its own time.
  fileprivate func changes(by entry: JournalEntry) throws(Failure) -> [ChangedClock] {
    let before = try before(entry)
    let calendars = try before.calendars.byName()
    var changes: [ChangedClock] = []
    for event in entry.events where event.kind == TicketEvent.Kind.repromised.rawValue {
      guard let number = StreamName(event.stream)?.ticket else { continue }
      changes += ChangedClock.all(
        from: try before.ticket(.number(number)), to: try ticket(.number(number)), calendars, wall)
    }
    return changes
  }
}

extension Policies {
  /// The version that a change applied, with its reason, which the journal does not hold.
  fileprivate func applied(by entry: JournalEntry) throws(Failure) -> PolicyFact {
    let fact = try fact(of: entry, .set)
    return all.last { $0.version == fact.version } ?? fact
  }

  /// The policy that a change is about, as the journal has it.
  func fact(of entry: JournalEntry, _ kind: PolicyEvent.Kind) throws(Failure) -> PolicyFact {
    let kept = entry.events.first { $0.kind == kind.rawValue }
    guard let kept, let payload = try? JSONReader.read(Array(kept.payload.utf8)).value,
      let event = try? PolicyEvent(kind: kept.kind, payload: payload, unseal: { _ in nil })
    else { throw .storage(.damaged("change \(entry.change) is about no policy")) }
    switch event {
    case .set(let fact), .proposed(let fact): return fact
    }
  }
}
