import Interpreter
import ServiceLevels
import SupportDesk

extension Filter {
  /// Reads a filter; what it cannot honour it refuses, at its exact place.
  init(_ source: String) throws(ValueFault) {
    var reader = FilterReader(source)
    self.init(source: source, terms: try reader.read())
  }
}

/// A walk over a filter's bytes: one method a rule of its grammar.
///
///     filter = all { "or" all }        all  = term { term }
///     term   = ( "not" | "-" ) term | "(" filter ")" | word | field sign value { "," value }
private struct FilterReader {
  private static let depthMax = 32
  private static let termsMax = 200

  private var pieces: FilterPieces
  private var termCount = 0

  init(_ source: String) { pieces = FilterPieces(source) }

  mutating func read() throws(ValueFault) -> [Filter.Term] {
    if pieces.isAtEnd { return [] }
    let term = try any(depth: 0)
    if let close = pieces.take(0x29) {
      throw FilterFault.misplaced("this parenthesis closes none", at: close)
    }
    if case .all(let terms) = term { return terms }
    return [term]
  }

  private mutating func any(depth: Int) throws(ValueFault) -> Filter.Term {
    var terms: [Filter.Term] = []
    var or: Range<Int>?
    repeat {
      let part = try all(depth: depth, behind: or)
      if case .any(let parts) = part { terms += parts } else { terms.append(part) }
      or = pieces.take(word: "or")
    } while or != nil
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  /// - Parameter or: the `or` before these terms.
  private mutating func all(depth: Int, behind or: Range<Int>?) throws(ValueFault) -> Filter.Term {
    var terms: [Filter.Term] = []
    while !pieces.isAtEnd, !pieces.isAt(0x29), !pieces.isAt(word: "or") {
      let term = try self.term(depth: depth)
      if case .all(let parts) = term { terms += parts } else { terms.append(term) }
    }
    if terms.isEmpty {
      if let next = pieces.take(word: "or") { throw FilterFault.missingTerm("before or", at: next) }
      if let or { throw FilterFault.missingTerm("behind or", at: or) }
      throw FilterFault.missingTerm("here", at: pieces.rest)
    }
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  private mutating func term(depth: Int) throws(ValueFault) -> Filter.Term {
    termCount += 1
    guard depth < Self.depthMax else { throw FilterFault.tooDeep(at: pieces.rest) }
    guard termCount <= Self.termsMax else { throw FilterFault.tooManyTerms(at: pieces.rest) }
    if let open = pieces.take(0x28) { return try group(open, depth: depth) }
    if let sign = pieces.take(word: "not") ?? pieces.take(0x2D) {
      if pieces.isAtEnd || pieces.isAt(0x29) || pieces.isAt(word: "or") {
        throw FilterFault.missingTerm("behind \(pieces.text(sign))", at: sign)
      }
      return .not(try term(depth: depth + 1))
    }
    let piece = try pieces.next()
    return try piece.sign == nil ? word(piece) : fielded(piece)
  }

  private mutating func group(_ open: Range<Int>, depth: Int) throws(ValueFault) -> Filter.Term {
    if pieces.isAt(0x29) { throw FilterFault.missingTerm("between the parentheses", at: open) }
    let term = try any(depth: depth + 1)
    guard pieces.take(0x29) != nil else {
      throw FilterFault.misplaced("this parenthesis is not closed", at: open)
    }
    return term
  }

  // MARK: Terms

  private func word(_ piece: FilterPieces.Piece) throws(ValueFault) -> Filter.Term {
    guard let term = FilterWords.term(pieces.text(piece.head).lowercased()) else {
      throw FilterFault.unknownWord(pieces.text(piece.head), at: piece.head)
    }
    return term
  }

  private mutating func fielded(_ piece: FilterPieces.Piece) throws(ValueFault) -> Filter.Term {
    let name = pieces.text(piece.head)
    guard let field = Filter.Property(named: name.lowercased()) else {
      throw FilterFault.unknownField(name, at: piece.head)
    }
    let sign = piece.sign.map(pieces.text) ?? ""
    guard field == .due ? Comparison(rawValue: sign) != nil : sign == ":" else {
      throw FilterFault.wrongSign(sign, after: field, at: piece.sign ?? piece.head)
    }
    if let gap = piece.gap { throw FilterFault.missingValue(of: field, at: gap) }
    termCount += piece.values.count - 1
    guard termCount <= Self.termsMax else {
      throw FilterFault.tooManyTerms(at: piece.head)
    }
    switch field {
    case .due: return try due(piece, Comparison(rawValue: sign) ?? .by)
    case .agent: return .agent(piece.values)
    case .customer: return .customer(piece.values)
    case .tag: return .tag(piece.values)
    case .id: return .number(try each(piece, of: field, among: ["12"], Self.number))
    case .status:
      return .status(
        try each(piece, of: field, among: FilterWords.statuses) { Status(rawValue: $0) })
    case .priority:
      return .priority(
        try each(piece, of: field, among: FilterWords.priorities) { Priority(rawValue: $0) })
    case .is: return try states(piece)
    }
  }

  private func each<Part>(
    _ piece: FilterPieces.Piece, of field: Filter.Property, among words: [String],
    _ read: (String) -> Part?
  ) throws(ValueFault) -> [Part] {
    var parts: [Part] = []
    for value in piece.values {
      guard let part = read(value.text.lowercased()) else {
        throw FilterFault.unknownValue(value.text, of: field, among: words, at: value.span)
      }
      parts.append(part)
    }
    return parts
  }

  private func states(_ piece: FilterPieces.Piece) throws(ValueFault) -> Filter.Term {
    let terms = try each(piece, of: .is, among: FilterWords.states) {
      FilterWords.states.contains($0) ? FilterWords.term($0) : nil
    }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private static func number(_ text: String) -> TicketNumber? {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    return Int64(digits: digits).flatMap { $0 > 0 ? TicketNumber($0) : nil }
  }

  private func due(
    _ piece: FilterPieces.Piece, _ comparison: Comparison
  ) throws(ValueFault) -> Filter.Term {
    guard piece.values.count == 1, let value = piece.values.first else {
      let rest = piece.values[1].span
      throw FilterFault.misplaced("due is compared with one time", at: rest)
    }
    do { return .due(comparison, .span(try DurationText.parse(value.text, withDays: true))) } catch
    {
      do { _ = try InstantText.parse(value.text, in: .utc) } catch {
        throw FilterFault.badLimit(value.text, at: value.span)
      }
      return .due(comparison, .time(value.text))
    }
  }
}
