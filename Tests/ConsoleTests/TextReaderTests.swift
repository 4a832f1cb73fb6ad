import Interpreter
import Testing

@testable import Console

/// How a text of several lines is read, and where it ends.
struct TextReaderTests {
  /// Gives lines that were written beforehand.
  private final class Lines: LineSource {
    var inputs: [Input]
    var prompts: [String] = []
    var presets: [String] = []
    let hasFailed = false

    init(_ inputs: [Input]) { self.inputs = inputs }

    func read(_ prompt: PromptText, for purpose: Purpose) -> Input {
      prompts.append(prompt.plain)
      return inputs.isEmpty ? .end("") : inputs.removeFirst()
    }

    func remember(_ line: String) {}
    func preset(_ text: String) { presets.append(text) }
  }

  private struct Read {
    let outcome: TextReader.Outcome
    let kept: [String]
    let draft: String?
    let isUnkept: Bool
    let prompts: [String]
  }

  private func read(_ inputs: [Input], canKeep: Bool = true) -> Read {
    let source = Lines(inputs)
    var kept: [String] = []
    var reader = TextReader(
      source, colour: false,
      keep: { text in
        kept.append(text)
        return canKeep ? "d\(kept.count)" : nil
      }, show: { _ in })
    let outcome = reader.read(question: "Which text?")
    return Read(
      outcome: outcome, kept: kept, draft: reader.draft, isUnkept: reader.isUnkept,
      prompts: source.prompts)
  }

  private func typed(_ lines: String...) -> [Input] { lines.map { .line($0, isPasted: false) } }

  @Test("a lone dot ends a text; every finished line is kept before")
  func whole() {
    let read = read(typed("one", "", " .", "..", "."))
    #expect(read.outcome == .text("one\n\n .\n.."))
    #expect(read.kept == ["one", "one\n", "one\n\n .", "one\n\n .\n.."])
    #expect(read.draft == "d4")
    #expect(!read.isUnkept)
    #expect(read.prompts.first == "(a lone dot ends it, ^C gives up) ▸ ")
    #expect(read.prompts.dropFirst().allSatisfy { $0 == "… " })
    #expect(self.read(typed(".")).outcome == .text(""))
  }

  @Test("a dot that was pasted is a line, and what is pasted may be several")
  func pasted() {
    let inputs: [Input] = [
      .line(".", isPasted: true), .line("a\n\nb\n", isPasted: true), .line(".", isPasted: false),
    ]
    #expect(read(inputs).outcome == .text(".\na\n\nb\n"))
  }

  @Test("what ends without a dot is no text, and keeps the line that nobody finished")
  func ended() {
    for (input, outcome) in [
      (.end("half"), .ended), (.interrupted("half"), .givenUp),
    ] as [(Input, TextReader.Outcome)] {
      let whole = read(typed("one") + [input])
      #expect(whole.outcome == outcome)
      #expect(whole.kept.last == "one\nhalf")
    }
    let bare = read(typed("one") + [.end("")])
    #expect(bare.kept == ["one"])
    #expect(bare.outcome == .ended)
  }

  @Test("blanks alone are no draft, and words without one are told")
  func unkept() {
    let blank = read(typed(" ", "\t") + [.end("")])
    #expect(blank.kept.isEmpty && blank.draft == nil && !blank.isUnkept)
    let lost = read(typed("one") + [.end("")], canKeep: false)
    #expect(lost.draft == nil && lost.isUnkept)
  }
}
