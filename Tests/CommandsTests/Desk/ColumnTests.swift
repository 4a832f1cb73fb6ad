import Interpreter
import Testing

@testable import Commands

/// In which order the columns of each table shrink and go as a screen gets narrower.
struct ColumnTests {
  private let test: TestDesk

  init() throws {
    test = try TestDesk()
    test.say("add agent Annabella Alderworth <annabella.alderworth@desk.example>")
    test.say("add manager Maximilian Montgomery <maximilian@desk.example>")
    test.say("new for Cleo Crane <cleo@acme.example> high : The printer in the hall prints nothing")
    test.say("new for Cleo Crane low : The scanner")
    test.say("assign 1 to Annabella")
    test.say("received 1 at 09:00 : It burns.")
    test.say("reply 2", in: "s")
    _ = test.desk.keepDraft("A text that nobody sent.", in: "s")
  }

  /// The table's titles at the narrowest of the screens that show the same columns, each with its
  /// cells.
  private func stages(_ line: String, beginning title: String) -> [String] {
    var stages: [(columns: Int, told: String)] = []
    for width in stride(from: 120, through: 20, by: -1) {
      let lines = test.say(line, width: width).split(separator: "\n")
      guard let titles = lines.first(where: { $0.hasPrefix(title) }) else { continue }
      let columns = titles.split(separator: "  ").count
      if stages.last?.columns == columns { stages.removeLast() }
      stages.append((columns, "\(width): \(titles)"))
    }
    return stages.map(\.told)
  }

  @Test(
    "the least pressing columns go first, and none before the others have shrunk",
    arguments: [
      (
        "list all", "    subject",
        [
          "50:     subject       priority  status  due     agent",
          "42:     subject       priority  status  due", "32:     subject       status  due",
          "20:     subject       d…",
        ]
      ), ("people", "name", ["21: name      address   …", "20: name      address"]),
      (
        "drafts", "    for",
        [
          "41:     for      written           text", "20:     for      text",
        ]
      ),
      (
        "report sla", "clock  ",
        [
          "71: clock             month    priority  met  missed  open  met %  p50  p90",
          "66: clock             month    priority  met  missed  open  met %  p90",
          "57: clock             month    priority  met  missed  open  …",
          "51: clock             month    priority  met  missed  …",
          "43: clock             month    priority  met  …",
          "38: clock             month    priority  …", "28: clock             month    …",
          "20: clock             m…",
        ]
      ),
    ] as [(String, String, [String])])
  func titles(line: String, title: String, stages: [String]) {
    #expect(self.stages(line, beginning: title) == stages)
  }

  @Test(
    "what a term means wraps in a column of its own, which keeps room for a few words",
    arguments: [
      (
        60,
        [
          "mine · unassigned · live · all      Yours; nobody's;",
          "                                    unresolved; resolved and",
          "                                    closed too.",
        ]
      ),
      (
        55,
        [
          "mine · unassigned · live · all     Yours; nobody's;",
          "                                   unresolved; resolved",
          "                                   and closed too.",
        ]
      ),
    ] as [(Int, [String])])
  func terms(width: Int, first: [String]) {
    let lines = test.say("help filters", width: width).split(separator: "\n").map(String.init)
    #expect(Array(lines.prefix(3)) == first)
  }

  @Test("the topics of help, and what doctor says, go on further in")
  func further() {
    let help = test.say("help", width: 24).split(separator: "\n").suffix(3)
    #expect(
      Array(help) == ["  environment · filters", "  · keys · files ·", "  errors"])
    let checks = ["which is well", "which is not"].map {
      HealthCheck(subject: .space, state: .warning, says: "something that is told at length, " + $0)
    }
    let doctor = Doctor.shape.page(Doctor(checks: checks)).text(width: 24)
    #expect(
      doctor.split(separator: "\n") == [
        "warning space: something", "  that is told at", "  length, which is well",
        "warning space: something", "  that is told at", "  length, which is not",
      ])
  }
}
