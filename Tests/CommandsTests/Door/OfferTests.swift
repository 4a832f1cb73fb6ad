import Commands
import Interpreter
import Testing

/// What completion offers out of the desk, at the prompt and at a question.
final class OfferTests {
  private let test: TestDesk

  init() throws {
    test = try TestDesk()
    test.say("add agent Ann Alder <ann@desk.example>")
    test.say("add agent Bob Birch <bob@desk.example>")
    test.say("add agent Bob Crane")
    test.say("add customer Cleo Crane <cleo@acme.example>")
    test.say("add customer Cleo Dole")
    test.say("new for cleo@acme.example high : Printer")
    test.say("tag 1 printing")
  }

  /// The values that are offered at the line's end, each with its label, and where they begin.
  private func offered(_ line: String, in session: String? = nil) -> String {
    let completion = test.desk.complete(Line(line), cursor: line.utf8.count, in: session)
    let all = completion.candidates.map {
      $0.label.isEmpty ? $0.value : "\($0.value) (\($0.label))"
    }
    return (["\(completion.start)"] + all).joined(separator: ", ")
  }

  @Test(
    "at the prompt what fits the word that is typed",
    arguments: [
      ("show ", "5, me, 1 (Printer), ticket"), ("show 2", "5"),
      ("assign 1 to a", "12, admin (Admin), ann (Ann Alder)"),
      ("assign 1 to b", "12, bob@desk.example (Bob Birch)"),
      ("new for ", "8"), ("new for cl", "8, cleo@acme.example (Cleo Crane)"),
      ("transfer 1 to 6", "14"), ("tag 1 p", "6, printing"), ("tag 1 q", "6"),
      (
        "help fil",
        "5, filters (Which tickets a list shows.), files (Where desk keeps what it keeps.)"
      ),
      ("can ta", "4"), ("reply 1 --draft ", "16"),
    ])
  func prompt(line: String, offers: String) {
    #expect(offered(line) == offers)
  }

  @Test func `a draft is offered by its name, with its beginning`() {
    let text = String(repeating: "0123456789", count: 4)
    test.say("reply 1", in: "s")
    _ = test.desk.keepDraft(text + "!", in: "s")
    #expect(offered("reply 1 --draft ") == "16, d1 (\(text))")
  }

  @Test func `of many tickets fifty are offered, the live ones`() {
    for number in 2...52 { test.say("new for cleo@acme.example low : Thing \(number)") }
    test.say("resolve 2 --silent")
    let all = offered("show ").split(separator: ", ")
    #expect(
      all.count == 53 && !all.contains("2 (Thing 2)") && all.contains("3 (Thing 3)"))
  }

  @Test func `at a question what the question offers, and nothing at one for a text`() {
    test.say("assign 1", in: "s")
    #expect(
      offered("", in: "s") == "0, admin (Admin), ann (Ann Alder), bob@desk.example (Bob Birch), "
        + "4 (Bob Crane, without an address)")
    #expect(offered("A", in: "s") == "0, admin (Admin), ann (Ann Alder)")
    test.say("cancel", in: "s")
    test.say("new : Scanner", in: "s")
    #expect(offered("", in: "s") == "0, urgent, high, medium, low")
    #expect(offered("H", in: "s") == "0, high")
    test.say("high", in: "s")
    #expect(offered("", in: "s") == "0")
    #expect(offered("cle", in: "s") == "0, cleo@acme.example (Cleo Crane)")
    test.say("cancel", in: "s")
    test.say("reply 1", in: "s")
    #expect(offered("p", in: "s") == "0")
    #expect(offered("show ", in: "another") == "5, me, 1 (Printer), ticket")
  }

  @Test func `a question offers what there is when it is asked`() {
    guard case .needs(let needs) = test.desk.say(Line("assign 1"), in: nil).answer else {
      Issue.record("nothing is asked")
      return
    }
    #expect(needs.inputs[0].candidates.contains { $0.value == "ann" && $0.label == "Ann Alder" })
  }

  @Test func `of more than twenty people of one name twenty are offered`() {
    for number in 1...21 { test.say("add customer Max Moss <max\(number)@acme.example>") }
    guard case .needs(let needs) = test.desk.say(Line("new for Max Moss low : X"), in: nil).answer
    else {
      Issue.record("nothing is asked")
      return
    }
    #expect(needs.inputs[0].message == "Which of them?" && needs.inputs[0].candidates.count == 20)
    test.actor = "Max Moss"
    #expect(test.say("whoami") == "ambiguous: 20 people are called \"Max Moss\"")
  }

  @Test func `of the people who may have been meant three are told`() {
    func near(_ line: String) -> [String] {
      guard case .refused(let problem) = test.desk.say(Line(line), in: nil).answer else {
        return []
      }
      return problem.suggestions
    }
    for name in ["Mara", "Mark", "Marc", "Mary"] { test.say("add agent \(name) Moss") }
    #expect(near("assign 1 to Marr").count == 3)
    #expect(near("assign 1 to Ane") == ["ann"])
    #expect(near("assign 1 to Nobody at all") == [])
  }

  @Test func `a ticket can be given to whoever works on tickets, and to nobody else`() {
    test.say("add manager Max Moss")
    test.say("add administrator Eve Ely")
    #expect(test.say("assign 1 to Max").hasPrefix("#1 is Max Moss's"))
    #expect(test.say("assign 1 to Ann").hasPrefix("#1 is Ann Alder's, was Max Moss's"))
    for name in ["Eve", "cleo@acme.example"] {
      #expect(test.say("assign 1 to \(name)").hasPrefix("not-found"), "\(name)")
    }
  }

  @Test func `a customer is offered themselves and who has a ticket of theirs, by name alone`() {
    test.say("new for cleo@acme.example low : Scanner")
    test.say("assign 1 to Ann")
    test.actor = "cleo@acme.example"
    func found(_ words: String) -> String { test.say("list agent:\(words)") }
    #expect(found("ann").hasPrefix("1 ·") && found("\"Ann Alder\"").hasPrefix("1 ·"))
    #expect(found("bob@desk.example").hasPrefix("not-found"))
    #expect(found("ann@desk.example").hasPrefix("not-found"))
    #expect(found("2").hasPrefix("1 ·") && found("3").hasPrefix("not-found"))
    #expect(
      offered("list agent:") == "11, me, none, cleo@acme.example (Cleo Crane), ann (Ann Alder)")
    #expect(offered("list customer:c") == "14, cleo@acme.example (Cleo Crane)")
    #expect(offered("show ") == "5, me, 1 (Printer), 2 (Scanner), ticket")
  }
}
