import Interpreter
import Testing

@testable import Console

struct ProgressLineTests {
  @Test(
    "a line of progress never fills the line it stands on",
    arguments: [
      (79, "[##################                      ]  45 %  1234 of 2700 clocks"),
      (46, "[#######          ]  45 %  1234 of 2700 clocks"),
      (38, "45 %  1234 of 2700 clocks"), (25, "45 %  1234 of 2700 clocks"), (24, "45 %"),
      (3, "45 "), (0, ""),
    ])
  func fits(cells: Int, text: String) {
    let told = ProgressLine.text(
      CallProgress(done: 1_234, total: 2_700, unit: "clocks"), cells: cells)
    #expect(told == text)
    #expect(told.count <= cells)
  }

  @Test("what is counted twice, or not at all, is no more than all of it")
  func shares() {
    #expect(CallProgress(done: 9, total: 5, unit: "x").percent == 100)
    #expect(CallProgress(done: -1, total: 0, unit: "x").words == "0 of 1 x")
    #expect(
      ProgressLine.text(CallProgress(done: 5, total: 5, unit: "x"), cells: 30)
        == "[###########]  100 %  5 of 5 x")
  }
}
