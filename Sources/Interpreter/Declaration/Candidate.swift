/// One value a slot could take.
package struct Candidate: Sendable, Equatable {
  /// As it is typed.
  package var value: String
  /// What tells it from the others, such as a subject or an address.
  package var label: String

  package init(_ value: String, label: String = "") {
    self.value = value
    self.label = label
  }
}

/// What may stand at the end of a value of several parts, such as a filter, that is typed so far.
package struct PartialValue: Sendable {
  /// Where the part that is being typed begins, as a UTF-8 byte offset into the value.
  package var start: Int
  package var candidates: [Candidate]
  /// Where further values of the part come from.
  package var source: (any CandidateSource)?

  package init(start: Int, candidates: [Candidate], source: (any CandidateSource)? = nil) {
    self.start = start
    self.candidates = candidates
    self.source = source
  }
}

/// Where the values come from that a slot offers; the commands' module has one list of them.
package protocol CandidateSource: Sendable {}
