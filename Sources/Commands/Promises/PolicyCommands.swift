import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// The policy: shown, tried and compared.
enum PolicyCommands {
  private typealias P = PolicyParameters

  static let entries: [Entry] = [
    check, diff, TryPolicy.entry, ProposePolicy.entry, ApplyPolicy.entry, show,
  ]

  // MARK: Looking

  private static let version = Parameter(
    "version", "One of its versions by its number, whether it holds or not.",
    .integer(1...(1 << 53)))

  private struct All: Sendable {
    /// Those that hold, in the order in which they do.
    let items: [PolicyAnswer]
    let proposal: ProposedPolicy?
  }

  private static let show = Entry.read(
    "policy.show", "Shows the policy as the text that makes it, with the versions still to come.",
    verbs: ["policy show", "policy"], slots: [version.option()], needs: .report,
    errors: [.notFound],
    examples: [Example("policy show", "respond 15m resolve 4h")],
    answers: Shape<All>(
      "Policies",
      [
        Field(
          "items", "The version in force, and those still to come.", .list(PolicyAnswer.shape.form),
          \.items),
        Field(
          maybe: "proposal", "What it should be, where somebody said so since the last version.",
          ProposedPolicy.shape.form, \.proposal),
      ],
      page: { all in
        var page = Page()
        for item in all.items { page.add(item.page) }
        if let proposal = all.proposal { page.add(proposal.page) }
        return page
      })
  ) { call, desk throws(Failure) in
    if let number = call[optional: version] {
      guard let fact = desk.policies.all.last(where: { $0.version == number }) else {
        throw .refused(.within(slot: version.name, span: nil, .noSuchVersion(number)))
      }
      return All(items: [PolicyAnswer(fact, desk)], proposal: nil)
    }
    let now = desk.policies.inForce(at: desk.wall.now)
    let later = desk.policies.holding.filter { $0.start > max(now.start, desk.wall.now) }
    return All(
      items: try ([now] + later).map { version throws(Failure) in
        PolicyAnswer(version, desk)
      },
      proposal: try desk.policies.proposal.map { proposal throws(Failure) in
        try ProposedPolicy(proposal, desk)
      })
  }

  private static let check = Entry.read(
    "policy.check", "Reads a policy's text, and changes nothing.", details: P.details,
    verbs: ["policy check"],
    slots: [P.file.slot(optional: true), P.proposed.option(), P.text.slot(optional: true)],
    needs: .report, errors: [.badDocument, .badText, .badValue, .missingInput, .notFound],
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
    let text = try P.document(call, from: desk.wall.now, desk)
    let fact = text.fact(version: desk.policies.nextVersion, since: nil, because: nil)
    return PolicyAnswer(fact, desk)
  }

  private static let diff = Entry.read(
    "policy.diff", "Compares a policy's text with the policy in force.", verbs: ["policy diff"],
    slots: [P.file.slot(optional: true), P.proposed.option(), P.text.slot(optional: true)],
    needs: .report, errors: [.badDocument, .badText, .badValue, .missingInput, .notFound],
    examples: [
      Example(
        "policy diff : policy statement; zone Europe/London; 10 urgent respond 15m resolve 4h;"
          + " 20 high respond 1h resolve 1d; 30 medium respond 8h resolve 1w;"
          + " 40 low respond 1d resolve 1mo", "+ 10        urgent  respond 15m resolve 4h")
    ],
    answers: Shape<TextDifference>(
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
    let text = try P.document(call, from: desk.wall.now, desk)
    return TextDifference(from: PolicyText(desk.policy).text, to: text.text)
  }
}
