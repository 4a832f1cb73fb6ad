import Interpreter
import SupportDesk

/// What is wrong with a filter, at its exact place.
enum FilterFault {
  static func unknownField(_ name: String, at span: Range<Int>) -> ValueFault {
    let fields = Filter.Property.allCases.map(\.rawValue)
    return ValueFault(
      why: "no field \"\(Problem.clipped(name))\" in a ticket filter", expected: fields,
      suggestions: Suggestion.near(name.lowercased(), among: fields + ["owner"]).map { $0 + ":" },
      span: span, kind: .unknownField)
  }

  static func unknownWord(_ word: String, at span: Range<Int>) -> ValueFault {
    let words = FilterWords.bare + Filter.Property.allCases.map { $0.rawValue + ":" }
    return ValueFault(
      why: "a ticket filter does not know \"\(Problem.clipped(word))\"", expected: words,
      suggestions: Suggestion.near(word.lowercased(), among: words), span: span, kind: .unknownField
    )
  }

  static func unknownValue(
    _ word: String, of field: Filter.Property, among words: [String], at span: Range<Int>
  ) -> ValueFault {
    ValueFault(
      why: "\"\(Problem.clipped(word))\" is no \(field == .is ? "state" : field.rawValue)",
      expected: words,
      suggestions: Suggestion.near(word.lowercased(), among: words), span: span)
  }

  static func missingValue(of field: Filter.Property, at span: Range<Int>) -> ValueFault {
    ValueFault(
      why: "a value of \(field.rawValue) is missing", expected: [field.rawValue], span: span)
  }

  /// A sign that the field does not take.
  static func wrongSign(
    _ sign: String, after field: Filter.Property, at span: Range<Int>
  ) -> ValueFault {
    let signs = field == .due ? Comparison.allCases.map(\.rawValue) : [":"]
    return ValueFault(
      why: "\(field.rawValue) does not take \(sign)", expected: signs.map { field.rawValue + $0 },
      span: span)
  }

  static func badLimit(_ text: String, at span: Range<Int>) -> ValueFault {
    ValueFault(
      why: "\"\(Problem.clipped(text))\" is no span of time and no time",
      expected: ["30m", "1h", "2d", "2026-03-02T09:00:00Z"], span: span)
  }

  static func missingTerm(_ place: String, at span: Range<Int>) -> ValueFault {
    ValueFault(why: "a term is missing \(place)", expected: ["term"], span: span)
  }

  static func unfinished(at span: Range<Int>) -> ValueFault {
    ValueFault(why: "the quotation has no end", expected: [], span: span, kind: .unfinished)
  }

  static func tooManyTerms(at span: Range<Int>) -> ValueFault {
    misplaced("the filter has too many terms", at: span)
  }

  static func tooDeep(at span: Range<Int>) -> ValueFault {
    misplaced("terms nest too deep", at: span)
  }

  static func misplaced(_ what: String, at span: Range<Int>) -> ValueFault {
    ValueFault(why: what, expected: [], span: span)
  }
}
