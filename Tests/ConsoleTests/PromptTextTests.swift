import Testing

@testable import Console

/// What stands before the cursor.
struct PromptTextTests {
  @Test("a prompt is its words and its sign, whose cells are counted without colours")
  func plain() {
    let prompt = PromptText("desk #1", colour: false)
    #expect(prompt.plain == "desk #1 ▸ " && prompt.marked == prompt.plain && prompt.cells == 10)
    let bare = PromptText(sign: "…", colour: true)
    #expect(bare.plain == "… " && bare.marked == bare.plain && bare.cells == 2)
    #expect(PromptText().plain == "▸ ")
    #expect(PromptText("打印").cells == 7)
  }

  @Test("colours stand between marks, which have something printable behind them")
  func coloured() {
    let prompt = PromptText("desk", colour: true)
    #expect(prompt.marked == "\u{1}\u{1B}[1m\u{1}desk\u{1}\u{1B}[0m\u{1} ▸ ")
    #expect(prompt.plain == "desk ▸ " && prompt.cells == 7)
  }

  @Test("what a customer wrote is clean, and leaves room to type on")
  func clean() {
    #expect(PromptText("a\u{1B}[2Jb").plain == "a␛[2Jb ▸ ")
    let long = PromptText(String(repeating: "x", count: 200))
    #expect(long.plain == String(repeating: "x", count: 59) + "… ▸ ")
  }
}
