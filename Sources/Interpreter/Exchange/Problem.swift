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
  /// Further facts for programs, such as the actual revision of a conflict.
  package var evidence: JSONObject = [:]

  package init(_ kind: ErrorKind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The object under `error.data` (rpc.md 2.10).
  package var data: JSONValue {
    var object: JSONObject = ["kind": .string(kind.word)]
    if let span {
      object["span"] = [
        "start": .integer(Int64(span.lowerBound)), "end": .integer(Int64(span.upperBound)),
      ]
    }
    if let pointer { object["pointer"] = .string(pointer) }
    if !expected.isEmpty { object["expected"] = .array(expected.map(JSONValue.string)) }
    if let got { object["got"] = .string(got) }
    if !suggestions.isEmpty { object["didYouMean"] = .array(suggestions.map(JSONValue.string)) }
    if let hint { object["hint"] = .string(hint) }
    for member in evidence.members { object[member.name] = member.value }
    object["retryable"] = .bool(kind.family == .load || kind.family == .world)
    object["effect"] = "none"
    return .object(object)
  }
}

extension Problem {
  /// A value that its slot's type refused, given as words.
  ///
  /// - Parameter place: where in the line the value begins; nil where there is no line.
  package static func badValue(
    _ text: String, for slot: Slot, fault: ValueFault, place: Int? = nil
  ) -> Problem {
    let shown = text.count > 40 ? String(text.prefix(40)) + "…" : text
    var problem = Problem(
      fault.kind, fault.why ?? "\"\(shown)\" is no \(slot.typeName)")
    if let place {
      let span = fault.span ?? 0..<text.utf8.count
      problem.span = span.lowerBound + place..<span.upperBound + place
    }
    problem.got = shown
    problem.expected = fault.expected
    problem.suggestions = fault.suggestions
    problem.pointer = "/" + slot.name
    return problem
  }

  /// A value that its slot's type refused, given as JSON.
  static func badValue(_ value: JSONValue, for slot: Slot, fault: ValueFault) -> Problem {
    var problem = badValue(value.string ?? value.compact(), for: slot, fault: fault, place: nil)
    if let span = fault.span {
      problem.evidence["within"] = [
        "start": .integer(Int64(span.lowerBound)), "end": .integer(Int64(span.upperBound)),
      ]
    }
    if fault.isWrongType { problem.got = value.typeName }
    return problem
  }
}
