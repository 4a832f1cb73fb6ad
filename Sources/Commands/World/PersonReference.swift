import Interpreter
import JSON
import SupportDesk

/// A person as people and programs name them.
enum PersonReference: Hashable, Sendable {
  case me
  case number(PersonNumber)
  /// A name, its first word, an address, or `Name <address>`.
  case words(String)

  init(_ text: String) {
    if ["me", "myself"].contains(text.lowercased()) {
      self = .me
    } else if let number = Int64(digits: text), number > 0 {
      self = .number(PersonNumber(number))
    } else {
      self = .words(text)
    }
  }

  /// Whether it is a number, or whoever speaks.
  var isNoName: Bool { if case .words = self { false } else { true } }

  /// As it is typed.
  var text: String {
    switch self {
    case .me: "me"
    case .number(let number): String(number.value)
    case .words(let words): words
    }
  }
}

extension ValueType where Value == PersonReference {
  /// A person, with those offered that a slot asks for.
  static func person(_ source: Candidates) -> ValueType {
    ValueType(
      "person", extent: .phrase,
      schema: ["title": "Person", "type": ["integer", "string"], "minimum": 1, "minLength": 1],
      source: source,
      read: { text throws(ValueFault) in
        guard !text.isEmpty else { throw ValueFault(expected: ["a name, an address or a number"]) }
        return PersonReference(text)
      },
      decode: { value throws(ValueFault) in
        if let number = value.integer {
          guard number > 0 else { throw ValueFault(expected: ["integer from 1 up"]) }
          return .number(PersonNumber(number))
        }
        guard let text = value.string else {
          throw ValueFault(expected: ["integer", "string"])
        }
        guard !text.isEmpty else { throw ValueFault(expected: ["a name, an address or a number"]) }
        return PersonReference(text)
      },
      encode: { reference in
        if case .number(let number) = reference {
          .integer(number.value)
        } else {
          .string(reference.text)
        }
      })
  }
}
