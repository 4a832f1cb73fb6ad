import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The policy: shown, tried, compared, and applied from an instant on.
enum PolicyCommands {
  private static let file = Parameter("file", "The file that holds the text.", .path)
  private static let text = Parameter(
    "text", "The policy's lines.",
    .string(
      "text", extent: .tail,
      sample: .string(
        "policy x; zone UTC; "
          + Priority.allCases.enumerated().map {
            "\($0.offset + 1) \($0.element.rawValue) respond 1h resolve 1d"
          }.joined(separator: "; "))), ask: "What are its lines?")
  private static let from = Parameter(
    "from", "From when on it holds, by the desk's wall clocks; now, unless it is said.",
    .effectiveTime, ask: "From when on?")
  private static let retroactive = Parameter(
    "retroactive", "That it shall hold from a time that has passed.", .flag)

  static let entries: [Entry] = [check, diff, apply, show]

  private static let details = """
    A line a thing: `policy statement`, `zone Europe/London`, `calendar office`, `warn 75 %`, `reopen 7 \
    days`; and a row for each priority, which begins with its rank: `10 urgent respond 15m resolve 4h`, \
    `40 low respond 1wd next 4h resolve 1mo always on office`. `30m` and `4h` run while the calendar is \
    open, `1wd` is until the same time of the next working day, `1d`, `1w` and `1mo` are of calendars \
    that never close, as with `always`. `#` begins a comment, and `;` ends a line as its end does.
    """

  /// What the call says of the policy: the text itself, or a file that holds it.
  private static func document(
    _ call: Call, from instant: Instant, _ desk: Reading
  ) throws(Failure) -> PolicyText {
    let text = try desk.document(call, text: Self.text, file: file)
    do throws(DocumentFaults) {
      return try PolicyText(
        text, isZone: { desk.sources.zone($0) != nil }, try calendars(desk), from: instant)
    } catch {
      throw .refused(.badDocument(error.all))
    }
  }

  private static func calendars(_ desk: Reading) throws(DocumentFaults) -> Calendars {
    do { return try desk.calendars.byName() } catch { return .onlyAlways }
  }

  // MARK: Looking

  private struct All: Sendable {
    /// Those that hold, in the order in which they do.
    let items: [PolicyAnswer]
  }

  private static let show = Entry.read(
    "policy.show", "Shows the policy as the text that makes it, with the versions still to come.",
    verbs: ["policy show", "policy"], needs: .report,
    examples: [Example("policy show", "respond 15m resolve 4h")],
    answers: Shape<All>(
      "Policies",
      [
        Field(
          "items", "The version in force, and those still to come.", .list(PolicyAnswer.shape.form),
          \.items)
      ],
      page: { all in
        var page = Page()
        for item in all.items { page.add(item.page) }
        return page
      })
  ) { _, desk throws(Failure) in
    let now = desk.policies.inForce(at: desk.wall.now)
    let later = desk.policies.holding.filter { $0.start > max(now.start, desk.wall.now) }
    return All(items: ([now] + later).map { PolicyAnswer($0, desk.wall) })
  }

  private static let check = Entry.read(
    "policy.check", "Reads a policy's text, and changes nothing.", details: details,
    verbs: ["policy check"], slots: [file.slot(optional: true), text.slot(optional: true)],
    needs: .report, errors: [.badDocument, .badText, .missingInput],
    examples: [
      Example(
        "policy check : policy fast; zone UTC; 1 urgent respond 15m resolve 2h;"
          + " 2 high respond 30m resolve 4h; 3 medium respond 4h resolve 2d;"
          + " 4 low respond 1d resolve 1mo", "it can be read")
    ],
    answers: Shape<PolicyAnswer>(
      "CheckedPolicy", PolicyAnswer.fields.filter { !["since", "because"].contains($0.name) },
      page: { policy in
        var page = Page(.init("it can be read:"))
        page.blocks += PolicyText(policy.fact).text.split(separator: "\n").map {
          .whole(String($0))
        }
        return page
      })
  ) { call, desk throws(Failure) in
    let text = try document(call, from: desk.wall.now, desk)
    let fact = text.fact(version: desk.policies.nextVersion, since: nil, because: nil)
    return PolicyAnswer(fact, desk.wall)
  }

  /// What would be another promise.
  private struct Difference: Sendable {
    /// Lines of the policy in force that would not be there, and those that would be instead.
    let removed: [String]
    let added: [String]
  }

  private static let diff = Entry.read(
    "policy.diff", "Compares a policy's text with the policy in force.", verbs: ["policy diff"],
    slots: [file.slot(optional: true), text.slot(optional: true)], needs: .report,
    errors: [.badDocument, .badText, .missingInput],
    examples: [
      Example(
        "policy diff : policy statement; zone Europe/London; 10 urgent respond 15m resolve 4h;"
          + " 20 high respond 1h resolve 1d; 30 medium respond 8h resolve 1w;"
          + " 40 low respond 1d resolve 1mo", "+ 10        urgent  respond 15m resolve 4h")
    ],
    answers: Shape<Difference>(
      "PolicyDifference",
      [
        Field("removed", "Lines of the policy in force that it has not.", .list(.text), \.removed),
        Field("added", "Lines that the policy in force has not.", .list(.text), \.added),
      ],
      page: { difference in
        if difference.removed.isEmpty, difference.added.isEmpty {
          return Page(.init("it is the policy in force"))
        }
        var page = Page()
        for line in difference.removed { page.add(.init("- " + line, .danger)) }
        for line in difference.added { page.add(.init("+ " + line, .good)) }
        return page
      })
  ) { call, desk throws(Failure) in
    let text = try document(call, from: desk.wall.now, desk)
    let lines = [PolicyText(desk.policy), text].map {
      $0.text.split(separator: "\n").map { String($0) }
    }
    return Difference(
      removed: lines[0].filter { !lines[1].contains($0) },
      added: lines[1].filter { !lines[0].contains($0) })
  }

  // MARK: Applying

  private struct Applied: Sendable {
    let policy: PolicyAnswer
    /// What was to hold from then on, and holds no more.
    let replaced: [PolicyAnswer]
    let receipt: Receipt
  }

  private static let apply = Entry.write(
    "policy.apply", "Makes a text the policy from a time on.",
    details: """
      Tickets that are opened from then on are promised what it says; whatever was to hold from there \
      holds no more. Tickets that were opened before keep what they were promised. `policy check` says \
      what the text may hold.
      """,
    verbs: ["policy apply"],
    slots: [
      file.slot(optional: true), from.option(), retroactive.option(),
      Parameters.because.slot(onlyAfter: "because"), text.slot(optional: true),
    ],
    needs: .changePromises,
    errors: [.badDocument, .badText, .badValue, .unchanged, .retroactive, .missingInput],
    examples: [
      Example(
        "policy apply because we are faster now : policy statement; zone Europe/London;"
          + " 10 urgent respond 15m resolve 4h; 20 high respond 1h resolve 1d;"
          + " 30 medium respond 8h resolve 1w; 40 low respond 1d resolve 1mo",
        "statement 2 holds from")
    ],
    answers: Shape<Applied>(
      "AppliedPolicy",
      [
        Field("policy", "The version that is made.", PolicyAnswer.shape.form, \.policy),
        Field(
          "replaced", "The versions that were to hold from then on, and hold no more.",
          .list(PolicyAnswer.shape.form), \.replaced),
      ] + Receipt.fields(\.receipt),
      page: { applied in
        let from = applied.policy.since.map { "from \($0.long) on" } ?? "since ever"
        var page = Page(
          .init(
            "the policy \(applied.policy.fact.name) \(applied.policy.fact.version) holds \(from):"))
        page.add(applied.policy.page)
        for version in applied.replaced {
          let from = version.since.map { "from \($0.long) on" } ?? "since ever"
          page.add(
            .init("version \(version.fact.version), which held \(from), holds no more", .warning))
        }
        return page
      }),
    again: { entry, desk throws(Failure) in
      let version = try desk.policies.applied(by: entry)
      return Applied(policy: PolicyAnswer(version, desk.wall), replaced: [], receipt: .again(entry))
    }
  ) { call, desk throws(Failure) in
    let start =
      try call[optional: from].map { time throws(Failure) in
        try time.instant(in: desk.wall.zone, within: from)
      } ?? desk.wall.now
    if start < desk.wall.now, call[optional: retroactive] != true {
      throw .refused(
        .within(slot: from.name, span: nil, .retroactive(from: start, lacking: retroactive.name)))
    }
    if call[optional: from] == nil, call[optional: retroactive] == true {
      throw .refused(.within(slot: retroactive.name, span: nil, .startUnsaid))
    }
    let text = try document(call, from: max(start, desk.wall.now), desk)
    let because = try desk.line(call, Parameters.because, TextRules.subject)
    let holds = desk.policies.inForce(at: start)
    if PolicyText(holds) == text, desk.policies.holding.allSatisfy({ $0.start <= start }) {
      throw .refused(.unchangedPolicy)
    }
    let fact = text.fact(version: desk.policies.nextVersion, since: start, because: because)
    let replaced = desk.policies.holding.filter { $0.start >= start }
    let receipt = try desk.record([.policy(PolicyNumber(1), .set(fact))])
    return Applied(
      policy: PolicyAnswer(fact, desk.wall),
      replaced: replaced.map { PolicyAnswer($0, desk.wall) }, receipt: receipt)
  }
}

extension Policies {
  /// The version that a change applied.
  fileprivate func applied(by entry: JournalEntry) throws(Failure) -> PolicyFact {
    let kept = entry.events.first { $0.kind == PolicyEvent.Kind.set.rawValue }
    guard let kept, let payload = try? JSONReader.read(Array(kept.payload.utf8)).value,
      let event = try? PolicyEvent(kind: kept.kind, payload: payload, unseal: { _ in nil })
    else { throw .storage(.damaged("change \(entry.change) applies no policy")) }
    switch event {
    // With its reason, which the journal does not hold.
    case .set(let fact): return all.last { $0.version == fact.version } ?? fact
    }
  }
}
