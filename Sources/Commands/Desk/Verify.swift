import Interpreter
import JSON
import SupportDesk

/// What `verify` found.
struct Verify: Sendable {
  let found: Verification
  /// What does not hold: in the store, and of what was noted elsewhere.
  let faults: [Verification.Fault]

  var holds: Bool { faults.isEmpty }

  private var head: String { found.head.split(separator: " ").joined(separator: ":") }

  private static let anchor = Parameter(
    "anchor", "A change's number and hash that was noted elsewhere: `12:ab34…`.",
    .anchor)

  private static let faultShape = Shape<Verification.Fault>(
    "Fault",
    [
      Field(maybe: "change", "The change at which it shows.", .count, \.change),
      Field("what", "What does not hold.", .text, \.what),
    ])

  static let shape = Shape<Verify>(
    "Verification",
    [
      Field("holds", "Whether everything holds.", .flag, \.holds),
      Field("changes", "How many changes there are.", .count, \.found.changes),
      Field("events", "How many events there are.", .count, \.found.events),
      Field("tickets", "How many tickets there are.", .count, \.found.tickets),
      Field("values", "How many values were kept in the vault.", .count, \.found.values),
      Field("erased", "How many of them were erased.", .count, \.found.erased),
      Field("anchor", "The last change and its hash, to be noted elsewhere.", .text, \.head),
      Field("faults", "What does not hold.", .list(faultShape.form), \.faults),
    ],
    holds: \.holds, page: \.page)

  static let entry = Entry.store(
    "desk.verify", "Proves the journal, the vault and the projections.", verbs: ["verify"],
    slots: [anchor.slot(optional: true)], needs: .verify, errors: [.badValue],
    examples: [Example("verify", "holds")], answers: shape
  ) { call, custody throws(Failure) in
    let found = try custody.verify()
    var faults = found.faults
    if let noted = call[optional: anchor],
      try !custody.holds(change: noted.change, hash: noted.hash)
    {
      faults.append(
        .init(
          change: noted.change, what: "the journal does not hold what was noted of this change"))
    }
    return Verify(found: found, faults: faults)
  }

  private var page: Page {
    var page = Page()
    page.add(
      .init(holds ? "holds" : "does not hold", holds ? .good : .danger),
      .init(
        ": \(found.changes) changes, \(found.events) events, \(found.tickets) tickets,"
          + " \(found.values) values in the vault, \(found.erased) erased"), indent: 2)
    for fault in faults {
      let place = fault.change.map { "change \($0): " } ?? ""
      page.add(.init("  \(place)\(fault.what)", .danger), indent: 4)
    }
    page.add(.init("  anchor: \(head)", .dim))
    return page
  }
}
