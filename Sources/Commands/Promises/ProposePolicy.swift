import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What the policy should be, as somebody says who may not change it.
struct ProposedPolicy: Sendable {
  let policy: PolicyAnswer
  let by: ActorAnswer
  let at: Moment

  init(_ proposal: Policy.Proposal, _ desk: Reading) throws(Failure) {
    policy = PolicyAnswer(proposal.fact, desk)
    by = try ActorAnswer(proposal.by, desk)
    at = desk.wall.moment(proposal.at)
  }

  static let shape = Shape<ProposedPolicy>(
    "ProposedPolicy",
    [
      Field("policy", "What was proposed.", PolicyAnswer.shape.form, \.policy),
      Field("by", "Who proposed it.", ActorAnswer.shape.form, \.by),
      Field("at", "When.", .instant, \.at),
    ], page: \.page)

  var page: Page {
    var page = Page()
    let why = policy.fact.because?.text.map { ": \($0)" } ?? ""
    page.add(.init("# proposed by \(by.name), \(at.long)\(why)", .dim), indent: 2)
    page.blocks += PolicyText(policy.fact).text.split(separator: "\n").map { .whole(String($0)) }
    return page
  }
}

/// Proposing a text as the policy: whoever may change it applies it with `--proposed`.
struct ProposePolicy: Sendable {
  let proposal: ProposedPolicy
  let receipt: Receipt

  private typealias P = PolicyParameters

  static let entry = Entry.write(
    "policy.propose", "Proposes a text as the policy.",
    details: """
      It holds once an administrator says `policy apply --proposed`; `policy show` has it until then, and \
      `policy diff --proposed` compares it. What is proposed later stands in its place.
      """,
    verbs: ["policy propose"],
    slots: [
      P.file.slot(optional: true), Parameters.draft.option(),
      Parameters.because.slot(onlyAfter: "because", unless: Parameters.draft.name),
      P.text.slot(optional: true),
    ],
    needs: .proposePromises,
    errors: [.badDocument, .badText, .badValue, .unchanged, .missingInput, .notFound],
    examples: [
      Example(
        "policy propose because high waits too long : policy statement; zone Europe/London;"
          + " 10 urgent respond 30m resolve 4h; 20 high respond 30m resolve 1d;"
          + " 30 medium respond 8h resolve 1w; 40 low respond 1d resolve 1mo",
        "is proposed")
    ],
    answers: Shape<ProposePolicy>(
      "ProposedNow",
      [
        Field("proposal", "What is proposed now.", ProposedPolicy.shape.form, \.proposal)
      ] + Receipt.fields(\.receipt),
      page: { proposed in
        var page = Page(
          .init("the policy \(proposed.proposal.policy.fact.name) is proposed:"))
        page.add(proposed.proposal.page)
        return page
      }),
    again: { entry, desk throws(Failure) in
      ProposePolicy(
        proposal: try ProposedPolicy(try desk.proposal(of: entry), desk), receipt: .again(entry))
    }
  ) { call, desk throws(Failure) in
    let text = try P.document(call, from: desk.wall.now, desk)
    guard let because = try desk.line(call, maybe: Parameters.because, TextRules.subject) else {
      throw .refused(.missing(slot: Parameters.because.name))
    }
    if let known = desk.policies.proposal?.fact, PolicyText(known) == text {
      throw .refused(.unchangedProposal)
    }
    if PolicyText(desk.policy) == text { throw .refused(.unchangedPolicy) }
    let fact = text.fact(version: desk.policies.nextVersion, since: nil, because: because)
    let receipt = try desk.record([.policy(PolicyNumber(1), .proposed(fact))])
    let proposal = Policy.Proposal(
      fact: fact, by: .person(desk.actor.number), at: desk.wall.now)
    return ProposePolicy(proposal: try ProposedPolicy(proposal, desk), receipt: receipt)
  }
}

extension Reading {
  /// What a change proposed; without its reason where something was proposed or applied since, for the
  /// journal does not hold it.
  fileprivate func proposal(of entry: JournalEntry) throws(Failure) -> Policy.Proposal {
    let fact = try policies.fact(of: entry, PolicyEvent.Kind.proposed)
    if let last = policies.proposal, PolicyText(last.fact) == PolicyText(fact) { return last }
    return Policy.Proposal(
      fact: fact, by: .person(actor.number), at: Instant(clamping: entry.recordedAt))
  }
}
