package import JSON

/// Why a call was not carried out, for people and for programs.
///
/// Bad input changes nothing, so `effect` in the JSON form is always `none`.
package struct Problem: Error, Sendable {
  package var kind: ErrorKind
  /// One plain sentence, lower-case start, no full stop: what is wrong.
  package var message: String
  /// Where in the line, as UTF-8 byte offsets, half-open.
  package var span: Range<Int>?
  /// Which parameter, as a JSON Pointer into the typed request's params.
  package var pointer: String?
  /// What would have been right: words, or the name of a type.
  package var expected: [String] = []
  /// What was given, as it was given.
  package var got: String?
  /// Words that may have been meant, likeliest first.
  package var suggestions: [String] = []
  /// What to do instead, one line.
  package var hint: String?
  /// Whether programs are told of no suggestion too.
  package var alwaysSuggests = false
  /// Where in the value of a parameter, as UTF-8 byte offsets, half-open.
  package var within: Range<Int>?
  /// What the actor lacks.
  package var permission: String?
  /// The revision that a call expects, and the one that the ticket is at.
  package var expectedRevision: Int64?
  package var actualRevision: Int64?
  /// The ticket's, where it forbids the call.
  package var status: String?
  /// Whether the same call fails until a person has put something right.
  package var needsHands = false
  /// Whether the same call may succeed later, without anybody's doing.
  package var isRetryable: Bool {
    (kind.family == .load || kind.family == .world) && !needsHands
  }
  /// Whether the call was recorded before it failed, so that it is to be finished and not repeated.
  package var isRecorded = false
  /// The draft in which the text of the call is kept, `d3`, or a file's path.
  package var draft: String?
  /// Each thing that is wrong with a text of lines; empty where it is no such text.
  package var faults: [LineFault] = []
  /// How many more there are.
  package var untoldFaults = 0
  /// Why a call was given up, where nobody said so.
  package var reason: String?

  package init(_ kind: ErrorKind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The object under `error.data` (rpc.md 2.10).
  package var data: JSONValue { .object(JSONObject(of: self, Self.members)) }
}

/// One thing that is wrong with a text of lines.
package struct LineFault: Sendable, Equatable {
  package let file: String?
  /// 1 for the first; nil of the text as a whole.
  package let line: Int?
  package let message: String
  /// What stands there.
  package let got: String?
  /// What would be right, as far as it can be listed.
  package let expected: [String]

  package init(
    file: String?, line: Int?, _ message: String, got: String? = nil, expected: [String] = []
  ) {
    self.file = file
    self.line = line
    self.message = message
    self.got = got.map(Problem.clipped)
    self.expected = expected
  }

  /// With its place.
  package var words: String {
    let place = [file, line.map { "line \($0)" }].compactMap { $0 }.joined(separator: ", ")
    return place.isEmpty ? message : "\(place): \(message)"
  }
}

// MARK: As data

extension Problem {
  /// What every error tells programs, whatever its kind; what is said of lines is added by the
  /// protocol.
  package static let members: [Field<Problem>] =
    [
      Field("kind", "The stable word for what is wrong.", .text, \.kind.word),
      Field(maybe: "span", "Where in the line.", place.form, \.span),
      Field(maybe: "pointer", "Which parameter, as a JSON Pointer.", .text, \.pointer),
      Field(maybe: "expected", "What would have been right.", .list(.text)) {
        $0.expected.isEmpty ? nil : $0.expected
      },
      Field(maybe: "got", "What was given.", .text, \.got),
      Field(maybe: "didYouMean", "What may have been meant, likeliest first.", .list(.text)) {
        $0.suggestions.isEmpty && !$0.alwaysSuggests ? nil : $0.suggestions
      },
      Field(maybe: "hint", "What to do instead.", .text, \.hint),
    ] + evidence + [
      Field(
        "retryable", "Whether the same call may succeed later, without anybody's doing.", .flag,
        \.isRetryable),
      Field(
        "effect", "What was changed: nothing, or what the call was to record.",
        .word(["none", "committed"])
      ) { $0.isRecorded ? "committed" : "none" },
    ]

  private static let place = Shape<Range<Int>>(
    "Place",
    [
      Field("start", "Its first unit.", .count) { Int64($0.lowerBound) },
      Field("end", "The unit behind its last.", .count) { Int64($0.upperBound) },
    ])

  private static let fault = Shape<LineFault>(
    "LineFault",
    [
      Field(maybe: "file", "The file, where it is another than the text itself.", .text, \.file),
      Field(maybe: "line", "Which line, 1 for the first; absent of the text as a whole.", .count) {
        $0.line.map(Int64.init)
      },
      Field("message", "What is wrong, and what would be right.", .text, \.message),
      Field(maybe: "got", "What stands there.", .text, \.got),
      Field(maybe: "expected", "What would be right, where that can be listed.", .list(.text)) {
        $0.expected.isEmpty ? nil : $0.expected
      },
    ])

  /// The facts of single kinds.
  private static let evidence: [Field<Problem>] = [
    Field(
      maybe: "faults", "What is wrong with a text of lines, the first of it.", .list(fault.form)
    ) {
      $0.faults.isEmpty ? nil : $0.faults
    },
    Field(maybe: "untold", "How much more is wrong with it.", .count) {
      $0.untoldFaults == 0 ? nil : Int64($0.untoldFaults)
    },
    Field(maybe: "within", "Where in the parameter.", place.form, \.within),
    Field(maybe: "permission", "Of `forbidden`: what is lacking.", .text, \.permission),
    Field(
      maybe: "expectedRevision", "Of `conflict`: what the call expects.", .count,
      \.expectedRevision),
    Field(maybe: "actual", "Of `conflict`: the ticket's revision.", .count, \.actualRevision),
    Field(maybe: "status", "Of `illegal-transition`: the ticket's.", .text, \.status),
    Field(maybe: "draft", "The draft in which the text of the call is kept.", .text, \.draft),
    Field(maybe: "reason", "Of `cancelled`: `deadline` where that was over.", .text, \.reason),
  ]
}

extension Problem {
  /// A value that its slot's type refused, given as words.
  package static func badValue(_ text: String, for slot: Slot, fault: ValueFault) -> Problem {
    let shown = clipped(text)
    var problem = Problem(
      fault.kind, fault.why ?? "\"\(shown)\" is no \(slot.typeName)")
    problem.got = shown
    problem.expected = fault.expected
    problem.suggestions = fault.suggestions
    problem.pointer = "/" + slot.name
    return problem
  }

  /// A value that its slot's type refused, given as JSON.
  static func badValue(_ value: JSONValue, for slot: Slot, fault: ValueFault) -> Problem {
    var problem = badValue(value.string ?? value.compact(), for: slot, fault: fault)
    problem.within = fault.span
    if fault.isWrongType { problem.got = value.typeName }
    return problem
  }

  /// As much of what was given as is told.
  package static func clipped(_ text: String) -> String {
    text.count > 40 ? String(text.prefix(40)) + "…" : text
  }
}
