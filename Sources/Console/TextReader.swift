import Interpreter

/// Reads a text of several lines, which ends only where its writer ends it.
///
/// After every finished line the door keeps what there is as a draft, so that no end of input, no
/// signal and no fault of an editor loses a word, and none of them sends one.
struct TextReader {
  /// What came of it.
  enum Outcome: Equatable {
    /// The writer ended the text: by a lone dot, or by saving it in an editor.
    case text(String)
    /// The writer gave it up.
    case givenUp
    /// There is no more input.
    case ended
  }

  private let source: any LineSource
  private let keep: (String) -> String?
  private let show: (Page) -> Void
  private let colour: Bool
  private var lines: [String] = []
  /// Whether a line was not taken, so that what there is says something else than was written.
  private var isIncomplete = false
  /// What the draft is called that holds what there is; nil before there is one.
  private(set) var draft: String?

  /// Whether there are words that no draft holds.
  var isUnkept: Bool { draft == nil && lines.contains { !$0.allSatisfy(\.isWhitespace) } }

  /// - Parameters:
  ///   - keep: keeps a draft and says what it is called.
  ///   - show: puts a page on the screen.
  init(
    _ source: any LineSource, colour: Bool, keep: @escaping (String) -> String?,
    show: @escaping (Page) -> Void
  ) {
    self.source = source
    self.keep = keep
    self.show = show
    self.colour = colour
  }

  /// - Parameter question: what the text answers, for the hint in an editor.
  mutating func read(question: String) -> Outcome {
    let hint =
      Terminal.width < 56 ? "(. ends it, ^C gives up)" : "(a lone dot ends it, ^C gives up)"
    let first = PromptText(hint, colour: colour)
    let further = PromptText(sign: "…")
    while true {
      switch source.read(lines.isEmpty ? first : further, for: .text) {
      case .line(".", isPasted: false) where isIncomplete:
        show(Page(.init("a line of it was not taken, so nothing is sent", .danger)))
        return .givenUp
      case .line(".", isPasted: false): return .text(lines.joined(separator: "\n"))
      case .line(let line, _):
        lines += line.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        keepDraft()
      case .refused(let problem):
        isIncomplete = true
        show(problem.page(for: .none))
      case .interrupted(let rest):
        take(rest)
        return .givenUp
      case .end(let rest):
        take(rest)
        return .ended
      case .editor(let rest):
        if let outcome = edit(rest, question) { return outcome }
      }
    }
  }

  /// What stands on an unfinished line is typed too.
  private mutating func take(_ rest: String) {
    if rest.isEmpty { return }
    lines.append(rest)
    keepDraft()
  }

  private mutating func keepDraft() {
    let text = lines.joined(separator: "\n")
    if text.allSatisfy(\.isWhitespace) { return }
    draft = keep(text) ?? draft
  }

  /// - Returns: nil where the text goes on.
  private mutating func edit(_ rest: String, _ question: String) -> Outcome? {
    let before = lines
    take(rest)
    let hint =
      "What stands above that line answers \"\(Sanitiser.clean(question))\" when you save"
      + " and leave. Leave nothing to give up; leave without saving to go on at the prompt."
    switch ExternalEditor.edit(lines.joined(separator: "\n"), hint: hint) {
    case .saved(let text) where text.isEmpty: return .givenUp
    case .saved(let text):
      // Who saved it saw what there is.
      isIncomplete = false
      lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      keepDraft()
      show(Page([.quotation(text, margin: 2)]))
      return .text(text)
    case .unsaved:
      lines = before
      source.preset(rest)
      show(Page(.init("not saved: the text goes on here", .dim)))
    case .failed(let why, let text):
      if let text, !text.isEmpty {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        keepDraft()
      } else {
        lines = before
        source.preset(rest)
      }
      var page = Page(.init(why, .warning))
      page.add(
        [draft.map { "draft \($0) is kept, and" }, "the text goes on:"]
          .compactMap(\.self).joined(separator: " "))
      page.blocks.append(.quotation(lines.joined(separator: "\n"), margin: 2))
      show(page)
    }
    return nil
  }
}
