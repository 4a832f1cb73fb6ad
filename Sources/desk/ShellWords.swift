import Commands
import Glibc
import Interpreter
import JSON
import SupportDesk

/// The words that a shell called the program with.
///
/// Systems pass bytes. A path may be any of them; every other word must be UTF-8, for a word that is
/// mended would be recorded as what nobody wrote.
struct ShellWords {
  let words: [String]
  /// The words that are no UTF-8, with their place among the others, 1 and up.
  private var illegible: [(place: Int, word: String)] = []

  /// The words of this process; nil where the system does not tell them, as without /proc.
  ///
  /// Taken for none they would be a console on another store.
  init?() {
    if CommandLine.argc < 1 { return nil }
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let start = CommandLine.unsafeArgv[index] else { break }
      let bytes = UnsafeBufferPointer(start: start, count: strlen(start)).map(
        UInt8.init(bitPattern:))
      let (word, isIllegible) = PathText.text(of: bytes)
      words.append(word)
      if isIllegible { illegible.append((index, word)) }
    }
    self.words = words
  }

  /// Refuses what is no UTF-8 and not wholly a path of the options or of the call behind them.
  func check(_ options: Options) throws(Problem) {
    if illegible.isEmpty { return }
    let paths = options.paths + Self.paths(of: options.words)
    for (place, word) in illegible
    where !paths.contains(where: { word == $0 || word.hasSuffix("=" + $0) }) {
      throw Problem(.notText, "argument \(place) is not valid UTF-8")
    }
  }

  private static func paths(of words: [String]) -> [String] {
    switch Desk.grammar.parse(Line(arguments: words), focus: nil).meaning {
    case .call(let call): call.command.paths(in: call.arguments)
    case .needs(let needs): needs.command.paths(in: needs.arguments)
    case .refused, .empty: []
    }
  }

  /// A word as a shell reads it back.
  static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "/._-+:@%=,".unicodeScalars.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension Command {
  /// The values that are paths.
  func paths(in arguments: JSONObject) -> [String] {
    slots.filter(\.isPath).flatMap { slot -> [String] in
      guard let value = arguments[slot.name] else { return [] }
      return value.array?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
    }
  }
}
