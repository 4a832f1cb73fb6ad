/// The words of one line, and what of them a command's verb and slots are read from.
struct Utterance {
  private static let bytesMax = 1 << 20
  private static let politeness: Set<String> = ["please", "?"]

  let bytes: [UInt8]
  /// Every word, comments included: a text may hold what looks like one.
  let all: [Token]
  /// The words before a comment.
  let spoken: [Token]
  /// Whether a lone `#` begins a comment: in what a person types, not in a shell's arguments.
  private let hasComments: Bool
  private let isTooLong: Bool

  init(_ line: Line) {
    bytes = Array(line.text.utf8)
    isTooLong = bytes.count > Self.bytesMax
    all = isTooLong ? [] : Lexer.tokens(of: line)
    hasComments = line.arguments == nil
    spoken = hasComments ? Array(all.prefix { !$0.isHash }) : all
  }

  /// Whether nothing was said.
  var isEmpty: Bool {
    spoken.isEmpty || bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  var tooLong: Problem? {
    isTooLong ? Problem(.tooLong, "a line has at most 1 MiB") : nil
  }

  /// The command's slots as the line fills them.
  func frame(
    of command: Command, from next: Int, focus: Focus?
  ) throws(Problem) -> Frame {
    let empty = Frame(command: command, bytes: bytes, focus: focus)
    if empty.textSlot != nil {
      return try TextReader(empty, all, from: next, hasComments: hasComments).read()
    }
    var reader = FrameReader(empty, withoutPoliteness, from: next)
    try reader.read()
    return reader.frame
  }

  /// The words without a last `please` or `?`, which are no text here.
  private var withoutPoliteness: [Token] {
    guard let last = spoken.last, Self.politeness.contains(last.folded) else { return spoken }
    return spoken.dropLast()
  }

  /// The first control character before an offset, a tab excepted: it is no part of a command.
  func illegible(before end: Int? = nil) -> Problem? {
    let head = bytes[..<min(end ?? bytes.count, bytes.count)]
    for (offset, byte) in head.enumerated() {
      let isLong = byte == 0xC2 && (0x80...0x9F).contains(bytes[offset + 1])
      guard isLong || byte == 0x7F || (byte < 0x20 && byte != 0x09) else { continue }
      let what = byte == 0x0A || byte == 0x0D ? "a line's end" : "a control character"
      var problem = Problem(.notText, "\(what) stands in the command, outside a text")
      problem.span = offset..<offset + (isLong ? 2 : 1)
      return problem
    }
    return nil
  }
}
