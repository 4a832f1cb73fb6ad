import Interpreter
import JSON
import SupportDesk

/// What `verify` found, in the store and of what was noted elsewhere.
struct Verify: Sendable {
  let found: Verification

  private static let anchor = Parameter(
    "anchor", "What audit head printed, noted elsewhere since.", .anchor)

  private static let faultShape = Shape<Verification.Fault>(
    "Fault",
    [
      Field(maybe: "change", "The change at which it shows.", .count, \.change),
      Field("what", "What does not hold.", .text, \.what),
    ])

  static let shape = Shape<Verify>(
    "Verification",
    [
      Field("holds", "Whether everything holds.", .flag, \.found.holds),
      Field("changes", "How many changes there are.", .count, \.found.changes),
      Field("events", "How many events there are.", .count, \.found.events),
      Field("tickets", "How many tickets there are.", .count, \.found.tickets),
      Field("values", "How many values were kept in the vault.", .count, \.found.values),
      Field("erased", "How many of them were erased.", .count, \.found.erased),
      Field("proven", "The last change up to which all is proven.", .count, \.found.proven),
      Field("anchor", "The last change, to be noted elsewhere.", .text, \.found.anchor.text),
      Field(
        "faults", "What does not hold, the first of it.", .list(faultShape.form), \.found.faults),
      Field("untold", "How many faults there are beside those.", .count, \.found.untold),
    ],
    holds: \.found.holds, page: \.page)

  static let entry = Entry.store(
    "desk.verify", "Proves the file, the journal, the vault and the projections.",
    details: """
      The journal is proven relative to the anchors that are kept elsewhere; it is not tamper-proof. \
      It cannot tell what was done outside the desk, what was a lie when it was said, and what came \
      behind the last anchor. Not proven, for nothing is made of them, are drafts, the keys of \
      repeated calls, and how far an import has come.
      """,
    verbs: ["verify"], slots: [anchor.slot(optional: true)], needs: .verify, errors: [.badValue],
    examples: [Example("verify", "holds")], answers: shape
  ) { call, custody throws(Failure) in
    var found = try custody.verify()
    guard let noted = call[optional: anchor] else { return Verify(found: found) }
    if noted.store != found.anchor.store {
      found.add(.init(change: nil, what: "what was noted is of another store, \(noted.store)"))
    } else if try !custody.holds(change: noted.change, hash: noted.hash) {
      found.add(
        .init(
          change: noted.change, what: "the journal does not hold what was noted of this change"))
    }
    return Verify(found: found)
  }

  private var page: Page {
    var page = Page()
    page.add(
      .init(found.holds ? "holds" : "does not hold", found.holds ? .good : .danger),
      .init(
        ": \(found.changes) changes, \(found.events) events, \(found.tickets) tickets,"
          + " \(found.values) values in the vault, \(found.erased) erased"), indent: 2)
    for fault in found.faults {
      let place = fault.change.map { "change \($0): " } ?? ""
      page.add(.init("  \(place)\(fault.what)", .danger), indent: 4)
    }
    if found.untold > 0 { page.add(.init("  and \(found.untold) more", .danger)) }
    if !found.holds {
      page.add(
        .init("  the journal and the vault are proven up to change \(found.proven)"), indent: 4)
    }
    page.blocks.append(.record("  anchor: \(found.anchor.text)"))
    return page
  }
}
