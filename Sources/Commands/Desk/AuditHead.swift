import Interpreter
import SupportDesk

/// Where the journal ends, in the line that is noted elsewhere.
struct AuditHead: Sendable {
  let anchor: Anchor

  static let shape = Shape<AuditHead>(
    "AuditHead",
    [
      Field("anchor", "The three in one line, as `verify --anchor` takes them.", .text) {
        $0.anchor.text
      },
      Field("store", "Which store it is.", .text, \.anchor.store),
      Field("change", "Its last change.", .count, \.anchor.change),
      Field("hash", "The hash of that change, and so of all before it.", .text, \.anchor.hash),
    ],
    page: { Page([.record($0.anchor.text)]) })

  static let entry = Entry.read(
    "audit.head", "Prints the anchor: the store, its last change, and that one's hash.",
    details: """
      Whoever can write the file can make the whole chain anew, or cut its end off, so that it \
      holds in itself. Against an anchor that was noted elsewhere, by mail or on paper, it does not: \
      verify --anchor tells. Nothing is checked here.
      """,
    verbs: ["audit head"], needs: .verify,
    examples: [Example("audit head", "e86be3410f270650760efe578a1be635")],
    answers: shape
  ) { _, desk throws(Failure) in AuditHead(anchor: try desk.anchor()) }
}
