import JSON

extension Grammar {
  /// What may stand at the cursor: verbs, prepositions, flags and the values of the next slot;
  /// inside a text nothing.
  ///
  /// - Parameters:
  ///   - cursor: a UTF-8 byte offset; inside a character it counts as before it.
  ///   - candidates: values out of a source that may fit what is typed so far.
  package func complete(
    _ line: Line, cursor: Int, candidates: (any CandidateSource, String) -> [Candidate]
  ) -> Completion {
    Completer(line, cursor: cursor, vocabulary).completion(candidates)
  }
}

/// One look at the words before a cursor.
private struct Completer {
  private let vocabulary: Vocabulary
  private let bytes: [UInt8]
  /// The words from the verb on.
  private let all: [Token]
  /// Those before the one at the cursor.
  private let done: [Token]
  /// The word at the cursor; empty behind a blank.
  private let typed: Token

  init(_ line: Line, cursor: Int, _ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    let whole = Array(line.text.utf8)
    var end = min(max(cursor, 0), whole.count)
    while end < whole.count, whole[end] & 0xC0 == 0x80 { end -= 1 }
    bytes = Array(whole[..<end])
    let words = Lexer.tokens(of: Line(String(decoding: bytes, as: UTF8.self)))
    let isBehindBlank = words.last?.range.upperBound != end || words.last?.isColon == true
    typed = words.last.flatMap { isBehindBlank ? nil : $0 } ?? Token("", end..<end)
    let before = isBehindBlank ? words : words.dropLast()
    let noise = Vocabulary.noiseLength(before + [typed])
    all = Array(words.dropFirst(noise))
    done = Array(before.dropFirst(noise))
  }

  func completion(_ candidates: (any CandidateSource, String) -> [Candidate]) -> Completion {
    let offers = self.offers()
    var completion = Completion(start: typed.inner.lowerBound, candidates: [])
    var seen: Set<String> = []
    for offer in offers {
      let prefix = String(decoding: bytes[offer.start...], as: UTF8.self).lowercased()
      let values = offer.candidates + (offer.source.map { candidates($0, prefix) } ?? [])
      let fitting = values.filter { $0.value.lowercased().hasPrefix(prefix) }
      if fitting.isEmpty { continue }
      // Offers that begin at different places cannot stand in one list: the first wins.
      if completion.candidates.isEmpty { completion.start = offer.start }
      guard completion.start == offer.start else { continue }
      completion.candidates += fitting.filter { seen.insert($0.value).inserted }
    }
    return completion
  }

  /// Everything that may stand here, each with the place where it begins.
  private func offers() -> [PartialValue] {
    if all.count > 1 << 10 { return [] }
    let start = typed.inner.lowerBound
    let verbs = vocabulary.continuations(of: done.map(\.folded))
    let slash = done.isEmpty && typed.text.hasPrefix("/") ? 1 : 0
    let verbOffer = PartialValue(start: start + slash, candidates: verbs.map { Candidate($0) })
    guard let (command, next) = vocabulary.command(of: done) else { return [verbOffer] }
    return (done.count == next ? [verbOffer] : []) + offers(of: command, from: next)
  }

  // MARK: Slots

  private func offers(of command: Command, from next: Int) -> [PartialValue] {
    if isInText(of: command, from: next) || done.contains(where: \.isHash) { return [] }
    let (introducer, words) = introducer(of: command, from: next)
    var reader = FrameReader(empty(command), words, from: next)
    do { try reader.read() } catch {
      // What cannot be read so far has no continuation.
      return []
    }
    if let introducer {
      return reader.frame.isOpen(introducer) ? [offer(introducer, from: valueStart)] : []
    }
    return offers(behind: reader)
  }

  private func offers(behind reader: FrameReader) -> [PartialValue] {
    let frame = reader.frame
    if !typed.text.hasPrefix("--"),
      let source = frame.command.slots.first(where: { $0.complete != nil })
    {
      return [offer(source, from: frame.places[source.name] ?? typed.range.lowerBound)]
    }
    if typed.isDashed { return flags(frame) }
    var offers: [PartialValue] = []
    if let phrase = reader.endsInPhrase, let place = frame.places[phrase.name], !typed.text.isEmpty
    {
      offers.append(offer(phrase, from: place))
    }
    if !typed.isQuoted, let colon = typed.text.firstIndex(of: ":"),
      let slot = frame.named(typed.text[..<colon].lowercased()), frame.isOpen(slot)
    {
      let skipped = typed.text[...colon].utf8.count
      return [offer(slot, from: typed.range.lowerBound + skipped)]
    }
    if let slot = frame.open.first(where: \.isPositional), slot.extent != .tail {
      offers.append(offer(slot, from: typed.inner.lowerBound))
    }
    let words = frame.open.filter { $0.isSpoken }.flatMap(\.prepositions).filter { $0 != ":" }
    return offers
      + [PartialValue(start: typed.range.lowerBound, candidates: words.map { Candidate($0) })]
  }

  private func offer(_ slot: Slot, from start: Int) -> PartialValue {
    guard let complete = slot.complete else {
      return PartialValue(
        start: start, candidates: slot.choices.map { Candidate($0) }, source: slot.source)
    }
    var part = complete(String(decoding: bytes[start...], as: UTF8.self))
    part.start = min(start + max(part.start, 0), bytes.count)
    return part
  }

  private func flags(_ frame: Frame) -> [PartialValue] {
    let flags = frame.open.filter { $0.extent != .tail }.map {
      Candidate("--" + $0.word, label: $0.summary)
    }
    return [PartialValue(start: typed.range.lowerBound, candidates: flags)]
  }

  private func empty(_ command: Command) -> Frame {
    // Any focus will do: what `it` means does not change what may follow it.
    Frame(
      command: command, bytes: bytes, focus: Focus(value: .null, label: ""), placesSources: true)
  }

  /// Whether the cursor stands in the command's text.
  private func isInText(of command: Command, from next: Int) -> Bool {
    let frame = empty(command)
    var words = all
    // The first letter of a text is any letter; a dash may still become a flag.
    if typed.text.isEmpty { words.append(Token("x", typed.range)) }
    if typed.isDashed { return false }
    do {
      return try TextReader(frame, words, from: next, hasComments: true).read().textStart != nil
    } catch {
      return false
    }
  }

  /// Where a value that is introduced begins: behind `--name=` inside the word at the cursor.
  private var valueStart: Int {
    guard typed.isFlag, let equals = bytes[typed.range].firstIndex(of: 0x3D) else {
      return typed.inner.lowerBound
    }
    return equals + 1
  }

  /// The slot that the last words introduce, its value being typed, and the words before them.
  private func introducer(of command: Command, from next: Int) -> (slot: Slot?, words: [Token]) {
    if typed.isFlag, typed.text.contains("=") {
      return (flagged(typed, of: command), done)
    }
    var words = done
    let hasColon = words.last?.isColon == true
    if hasColon { words.removeLast() }
    guard words.count > next, let last = words.last else { return (nil, done) }
    words.removeLast()
    if last.isFlag, !hasColon, !last.text.contains("=") {
      guard let slot = flagged(last, of: command), slot.extent != .flag else { return (nil, done) }
      return (slot, words)
    }
    var before = FrameReader(empty(command), words, from: next)
    do { try before.read() } catch { return (nil, done) }
    let named = hasColon ? before.frame.named(last.folded) : nil
    let slot = before.frame.introduced(by: last) ?? named
    return slot.map { ($0, words) } ?? (nil, done)
  }

  private func flagged(_ token: Token, of command: Command) -> Slot? {
    let name = token.text.dropFirst(2).prefix { $0 != "=" }
    return command.slots.first { $0.word == name }
  }
}
