package import JSON

/// What every call ends in (design.md section 3).
package enum Answer: Sendable {
  case done(Reply)
  case needs(Needs)
  case refused(Problem)
}

/// A call that lacks values: the prompt asks for one at a time, a program is told all at once.
package struct Needs: Sendable {
  /// One missing or unusable value.
  package struct Input: Sendable {
    package let slot: Slot
    /// The question; where it is whether to go on, behind lines of what there is to know.
    package var message: String
    package var candidates: [Candidate]
    /// What was wrong with the value that was given.
    package var fault: Problem?
    /// What a word of agreement stands for, where the question is whether to go on: the value that
    /// the slot takes for `yes`.
    package var agreement: JSONValue?
    /// Whether the candidates are all there is to choose from.
    package var isChoice: Bool

    package init(
      slot: Slot, message: String, candidates: [Candidate] = [], fault: Problem? = nil,
      agreement: JSONValue? = nil, isChoice: Bool = false
    ) {
      self.slot = slot
      self.message = message
      self.candidates = candidates
      self.fault = fault
      self.agreement = agreement
      self.isChoice = isChoice
    }
  }

  package var command: Command
  /// The values there are, canonical.
  package var arguments: JSONObject
  /// At least one.
  package var inputs: [Input]
  /// The call that goes on once this one is carried out; nil where it is asked for its own sake.
  package var then: Call?

  package init(command: Command, arguments: JSONObject, inputs: [Input]) {
    precondition(!inputs.isEmpty, "a call that lacks nothing is no question")
    self.command = command
    self.arguments = arguments
    self.inputs = inputs
  }

  /// What is missing, for who cannot be asked.
  package var problem: Problem {
    let first = inputs[0]
    if let fault = first.fault { return fault }
    let words = inputs.map { "<\($0.slot.word)>" }.joined(separator: " and ")
    var problem = Problem(
      .missingInput, "\(command.verbs.first ?? command.name): \(words) is missing")
    problem.pointer = "/" + first.slot.name
    problem.expected = first.slot.choices.isEmpty ? [first.slot.typeName] : first.slot.choices
    problem.hint =
      first.agreement.map { value in
        "\(Self.inOneLine(first.message)) --\(first.slot.word) \(value.string ?? value.compact()) does it"
      } ?? "usage: " + command.usage
    return problem
  }

  private static func inOneLine(_ question: String) -> String {
    question.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "; ")
      .replacing(":; ", with: ": ")
  }
}
