import JSON

/// A command's slots as a line fills them: values, and where each one's text begins.
struct Frame {
  /// The words that stand for what the session is about.
  static let pronouns = ["it", "this", "that"]

  let command: Command
  let bytes: [UInt8]
  let focus: Focus?
  /// Whether values that are read as a whole, such as filters, are only placed, not read: for
  /// completion, which stands inside them.
  let placesSources: Bool
  private(set) var values: JSONObject = [:]
  private(set) var places: [String: Int] = [:]
  /// Where the text begins; nil where the line has none.
  private(set) var textStart: Int?

  init(command: Command, bytes: [UInt8], focus: Focus?, placesSources: Bool = false) {
    self.command = command
    self.bytes = bytes
    self.focus = focus
    self.placesSources = placesSources
  }

  /// The slots that have no value yet, in their order.
  var open: [Slot] { command.slots.filter(isOpen) }

  func isOpen(_ slot: Slot) -> Bool { values[slot.name] == nil }

  /// The slot of the text; nil where the command takes none.
  var textSlot: Slot? {
    command.slots.first { $0.isText } ?? command.slots.first { $0.extent == .tail }
  }

  /// Whether it is a line, such as a reason, of a command whose text is another slot's.
  func isBesideText(_ slot: Slot) -> Bool {
    slot.extent == .tail && slot.isOneLine && textSlot?.name != slot.name
  }

  /// Whether a colon is a reason's own, as in `because they said: no`: the text beside it begins behind a lone one.
  func isOwn(_ colon: Token, of slot: Slot) -> Bool {
    isBesideText(slot) && textSlot?.isText == true && !isLone(colon)
  }

  /// Whether a blank parts a colon from what stands before it.
  ///
  /// One that does not break is none: French sets it before every colon.
  func isLone(_ colon: Token) -> Bool {
    let place = colon.range.lowerBound
    return place == 0 || Punctuation.blank(in: bytes, at: place - 1) != nil
  }

  /// The open slot that a word introduces: one of its prepositions, or its name where it has no
  /// other way or takes few words only.
  func introduced(by token: Token) -> Slot? {
    let word = token.folded
    return open.first { slot in
      slot.isSpoken && (slot.extent != .tail || isBesideText(slot))
        && (slot.prepositions.contains(word) || (slot.isNamedAlone && slot.word == word))
    }
  }

  /// The slot that a word names, `name` of `name:value`, whether it is open or not.
  func named(_ word: String) -> Slot? {
    command.slots.first { $0.isSpoken && $0.extent != .tail && $0.word == word }
  }
}

// MARK: Values

extension Frame {
  /// Gives a slot the text that stands at a place of the line, inside its quotation marks.
  ///
  /// A pronoun is an unquoted word: no quotation mark stands behind it.
  mutating func fill(
    _ slot: Slot, with text: String, at range: Range<Int>
  ) throws(Problem) {
    if placesSources, slot.extent == .source {
      set(slot, .null, at: range.lowerBound)
    } else if slot.takesFocus, Self.pronouns.contains(text.lowercased()), !isQuoted(range) {
      guard let focus else { throw FrameProblem.noFocus(text, at: range) }
      set(slot, focus.value, at: range.lowerBound)
    } else {
      do { set(slot, try slot.read(text), at: range.lowerBound) } catch {
        throw FrameProblem.badValue(text, for: slot, error, at: range, in: bytes)
      }
    }
  }

  private func isQuoted(_ range: Range<Int>) -> Bool {
    range.upperBound < bytes.count
      && Punctuation.quotation(in: bytes, at: range.upperBound) != nil
  }

  /// Gives a slot of many words one more, or several.
  mutating func append(_ words: [Token], to slot: Slot) throws(Problem) {
    guard let first = words.first, let last = words.last else { return }
    let all = (values[slot.name]?.array ?? []) + words.map { .string($0.text) }
    do {
      set(
        slot, try slot.normalise(.array(all)),
        at: places[slot.name] ?? first.inner.lowerBound)
    } catch {
      let range = first.range.lowerBound..<last.range.upperBound
      throw FrameProblem.badValue(first.text, for: slot, error, at: range, in: bytes)
    }
  }

  mutating func set(_ slot: Slot, _ value: JSONValue, at place: Int) {
    values[slot.name] = value
    places[slot.name] = place
  }

  /// Takes everything from an offset on as the text; one that holds nothing but blanks is none.
  mutating func fillText(from start: Int) throws(Problem) {
    guard let slot = textSlot else { return }
    textStart = start
    if bytes[start...].allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { return }
    let text = String(decoding: bytes[start...], as: UTF8.self)
    try fill(slot, with: text, at: start..<bytes.count)
  }
}

extension Slot {
  /// Whether words alone can fill it: an option is taken by its flag only.
  var isSpoken: Bool { extent != .flag && !(needsPreposition && prepositions.isEmpty) }

  /// Whether its name alone, without a colon, introduces it.
  var isNamedAlone: Bool { needsPreposition || !choices.isEmpty }

  /// Whether a word can fill it that nothing introduces.
  var isPositional: Bool { extent != .flag && !needsPreposition }
}
