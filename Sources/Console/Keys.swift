import Glibc

/// What comes from the keyboard: bytes, taken as characters, and pastes as a whole.
///
/// A paste is announced by one key that no keyboard has, so that it is a paste whatever libedit's
/// keys are bound to.
struct Keys {
  /// What the next key is.
  enum Key: Equatable {
    case character(Unicode.Scalar)
    /// A whole paste waits to be taken.
    case paste
    /// More bytes are needed.
    case none
    /// A moment decides whether what is there is a key of its own or the beginning of a paste.
    case undecided(milliseconds: Int32)
  }

  private var bytes: [UInt8] = []
  /// How much of a paste was looked through for its end.
  private var searched = 0
  /// There will be no more bytes.
  private(set) var hasEnded = false
  /// Whether that is because they cannot be read.
  private(set) var hasFailed = false

  /// Whether bytes came since the line began that are no UTF-8; each stands on it as U+FFFD.
  private(set) var sawIllegible = false

  /// Whether a paste began whose end has not come.
  private(set) var isInPaste = false

  /// Whether nothing came of which the rest is still to come.
  var isResting: Bool { bytes.isEmpty }

  /// Adds what has come from the keyboard's descriptor.
  mutating func fill(from input: Int32) {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(input, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else {
      hasEnded = true
      hasFailed = count == -1
    }
  }

  /// - Parameters:
  ///   - isDecided: whether the moment passed that an undecided key asked for.
  ///   - isSearching: whether the history is searched, where libedit takes an escape for a key of its own
  ///     and what is behind it for letters.
  mutating func next(isDecided: Bool, isSearching: Bool = false) -> Key {
    if !isInPaste, bytes.starts(with: Paste.start) {
      isInPaste = true
      searched = Paste.start.count
    }
    if isInPaste { return endOfPaste == nil ? .none : .paste }
    if !isDecided, !hasEnded, !bytes.isEmpty, Paste.start.starts(with: bytes) {
      return .undecided(milliseconds: bytes.count == 1 ? 50 : 500)
    }
    if isSearching, let (count, key) = EscapedKey.first(in: bytes) {
      bytes.removeFirst(count)
      return .character(key)
    }
    switch first {
    case .emptyInput: return .none
    case .valid(let character):
      bytes.removeFirst(character.count)
      return .character(UTF8.decode(character))
    case .error(let length):
      // What comes behind it may make it a character.
      if length == bytes.count, !hasEnded { return .none }
      bytes.removeFirst(length)
      sawIllegible = true
      return .character("\u{FFFD}")
    }
  }

  /// The first character; or how many bytes there are of what is none, or not yet.
  private var first: Unicode.ParseResult<UTF8.EncodedScalar> {
    var rest = bytes.makeIterator()
    var parser = UTF8.ForwardParser()
    return parser.parseScalar(from: &rest)
  }

  /// A line begins.
  mutating func beginLine() { sawIllegible = false }

  /// Where the end mark of the paste stands.
  private var endOfPaste: Int? {
    mutating get {
      var place = searched
      while place + Paste.end.count <= bytes.count {
        if bytes[place] == Paste.end[0], bytes[place...].starts(with: Paste.end) { return place }
        place += 1
        searched = place
      }
      return nil
    }
  }

  /// The text of the paste that was announced; of one that has no end, what there is of it.
  mutating func takePaste() -> String {
    guard isInPaste else { return "" }
    isInPaste = false
    let end = endOfPaste ?? bytes.count
    defer { bytes.removeFirst(min(bytes.count, end + Paste.end.count)) }
    let pasted = bytes[Paste.start.count..<end]
    if String(validating: pasted, as: UTF8.self) == nil { sawIllegible = true }
    return Paste.text(pasted)
  }

  /// Throws away what was typed and not read, as ^C does with what the terminal still has; of an unfinished
  /// paste also what still comes.
  ///
  /// - Parameter input: the keyboard's descriptor.
  mutating func drop(from input: Int32) {
    guard isInPaste else { return bytes = [] }
    while endOfPaste == nil, !hasEnded, Signals.wait(for: input, milliseconds: 200) {
      fill(from: input)
    }
    _ = takePaste()
  }
}
