package import JSON

/// What every call ends in (design.md section 3).
package enum Answer: Sendable {
  case done(Reply)
  case needs(Needs)
  case refused(Problem)
}

/// What was done or found, as data for programs and as a page for people.
package struct Reply: Sendable {
  package var data: JSONValue
  package var page: Page
  /// What `it` means from now on; nil leaves it.
  package var focus: Focus?

  package init(data: JSONValue, page: Page, focus: Focus? = nil) {
    self.data = data
    self.page = page
    self.focus = focus
  }
}

/// The one thing a session talks about.
package struct Focus: Sendable, Equatable {
  /// The value that a slot takes for it.
  package var value: JSONValue
  /// How the prompt and an echo show it, such as `#12`.
  package var label: String
  /// What it is called, such as a ticket's subject; empty where it has no name.
  package var title: String

  package init(value: JSONValue, label: String, title: String = "") {
    self.value = value
    self.label = label
    self.title = title
  }
}

/// A call that lacks values: the prompt asks for one at a time, a program is told all at once.
package struct Needs: Sendable {
  /// One missing or unusable value.
  package struct Input: Sendable {
    package let slot: Slot
    /// The question.
    package var message: String
    package var candidates: [Candidate]
    /// What was wrong with the value that was given.
    package var fault: String?

    package init(
      slot: Slot, message: String, candidates: [Candidate] = [], fault: String? = nil
    ) {
      self.slot = slot
      self.message = message
      self.candidates = candidates
      self.fault = fault
    }
  }

  package var command: Command
  /// The values there are, canonical.
  package var arguments: JSONObject
  package var inputs: [Input]

  package init(command: Command, arguments: JSONObject, inputs: [Input]) {
    self.command = command
    self.arguments = arguments
    self.inputs = inputs
  }
}

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
