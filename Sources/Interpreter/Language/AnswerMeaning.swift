import JSON

/// What an answer to an open question means.
package enum AnswerMeaning: Sendable {
  /// The call that asked, with the value: complete, lacking more, or with what is wrong with the
  /// answer as the input's fault.
  case goesOn(Parse)
  /// No: the whole call is given up.
  case givesUp
}

extension Grammar {
  /// Gives an answer, as words, to the first question of a call that lacks something.
  ///
  /// A text is taken byte for byte; blanks and quotation marks round any other value are no part of
  /// it. Where the question is whether to go on, yes or no is the answer.
  package func answer(_ needs: Needs, with text: String) -> AnswerMeaning {
    let (slot, agreement) = (needs.inputs[0].slot, needs.inputs[0].agreement)
    var arguments = needs.arguments
    do {
      if let agreement {
        guard try Self.agrees(text, to: slot) else { return .givesUp }
        arguments[slot.name] = agreement
      } else {
        arguments[slot.name] = try Self.value(text, for: slot)
      }
    } catch {
      var again = needs
      again.inputs[0].fault = error
      return .goesOn(.needs(again))
    }
    return .goesOn(Self.complete(needs.command, arguments, focus: nil))
  }

  private static func agrees(_ text: String, to slot: Slot) throws(Problem) -> Bool {
    switch trimmed(text).lowercased() {
    case "yes", "y": return true
    case "no", "n": return false
    default:
      let fault = ValueFault(why: "yes or no is wanted", expected: ["yes", "no"])
      throw Problem.badValue(text, for: slot, fault: fault)
    }
  }

  private static func value(_ text: String, for slot: Slot) throws(Problem) -> JSONValue {
    let words = Utterance(Line(text))
    if let problem = words.tooLong { throw problem }
    if slot.extent != .tail, var problem = words.illegible() {
      problem.span = nil
      problem.pointer = "/" + slot.name
      throw problem
    }
    do {
      switch slot.extent {
      case .tail: return try slot.read(text)
      case .words: return try slot.normalise(.array(words.all.map { .string($0.text) }))
      case .word, .phrase, .flag, .source:
        let word = trimmed(text)
        guard slot.extent != .source, words.all.count == 1, let only = words.all.first,
          only.isQuoted, !only.isUnfinished
        else { return try slot.read(word) }
        return try slot.read(only.text)
      }
    } catch {
      throw Problem.badValue(text, for: slot, fault: error)
    }
  }

  /// Blanks round a word are no part of it.
  private static func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
    return String(text.drop(while: isBlank).droppingLast(while: isBlank))
  }
}
