/// Who made a change.
package enum Actor: Hashable, Sendable {
  case person(PersonNumber)
  /// The desk itself, which tells what is due.
  case desk
  /// Another system, whose export was read.
  case otherSystem

  /// As the journal has it: `person/3`, `desk`, `import`.
  package var text: String {
    switch self {
    case .person(let number): StreamName.person(number).text
    case .desk: StreamName.desk.text
    case .otherSystem: Self.otherSystemText
    }
  }

  /// Reads an actor as the journal has it.
  ///
  /// - Returns: nil for anything that `text` does not write.
  package init?(_ text: String) {
    if text == Self.otherSystemText {
      self = .otherSystem
      return
    }
    let stream = StreamName(text)
    if stream == .desk {
      self = .desk
    } else if let number = stream?.person {
      self = .person(number)
    } else {
      return nil
    }
  }

  private static let otherSystemText = "import"

  /// The person who acts; nil where nobody does.
  package var person: PersonNumber? {
    guard case .person(let number) = self else { return nil }
    return number
  }
}
