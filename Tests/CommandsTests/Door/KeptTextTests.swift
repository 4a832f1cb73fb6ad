import Interpreter
import Testing

/// What becomes of a text that is kept while it is typed.
final class KeptTextTests {
  private let test: TestDesk
  private var desk: any Door { test.desk }

  init() throws {
    test = try TestDesk()
    test.say("new for Cleo Crane <cleo@acme.example> high : Printer")
  }

  private func keep(_ text: String) -> String? { desk.keepDraft(text, in: "s") }

  private func giveUp() -> String {
    guard case .done(let reply) = desk.cancel(in: "s").answer else { return "not given up" }
    return reply.page.text(width: 80)
  }

  @Test func `it stays in one draft, without a second copy among what was said before it`() throws {
    test.say("reply 1", in: "s")
    #expect(keep("One line.") == "d1")
    #expect(keep("One line.\nAnother.") == "d1")
    #expect(try test.drafts() == [#"d1 ticket.reply {"ticket":1} One line."# + "\nAnother."])
  }

  @Test func `the draft goes when the text is sent`() throws {
    test.say("reply 1", in: "s")
    #expect(keep("Words.") == "d1")
    #expect(test.say("Words.", in: "s").hasPrefix("#1 replied to"))
    #expect(try test.drafts() == [])
    test.say("reply 1", in: "s")
    #expect(test.say("Words that were never kept.", in: "s").hasPrefix("#1 replied to"))
  }

  @Test func `the draft stays where sending was only tried`() throws {
    test.say("reply 1 --dry-run", in: "s")
    #expect(keep("Words.") == "d1")
    #expect(test.say("Words.", in: "s").hasPrefix("nothing was changed"))
    #expect(try test.drafts().count == 1)
  }

  @Test func `no draft is made where no text is asked for`() throws {
    #expect(keep("Nobody asked.") == nil)
    test.say("new for Cleo Crane : Scanner", in: "s")
    #expect(keep("Nobody asked for a text.") == nil)
    #expect(try test.drafts() == [])
  }

  @Test func `another text is kept where the draft was sent from elsewhere meanwhile`() throws {
    test.say("reply 1", in: "s")
    #expect(keep("Words.") == "d1")
    test.say("reply 1 --draft d1")
    #expect(keep("Words.\nMore.") == "d2")
    #expect(keep("Words.\nMore and more.") == "d2")
    #expect(try test.drafts() == [#"d2 ticket.reply {"ticket":1} Words."# + "\nMore and more."])
  }

  @Test func `it is told where it is when it is given up`() {
    test.say("reply 1", in: "s")
    #expect(giveUp() == "cancelled")
    #expect(giveUp() == "no question is open")
    test.say("reply 1", in: "s")
    #expect(keep("Words.") == "d1")
    #expect(giveUp() == "cancelled; draft d1 is kept")
    test.store.isStuck = true
    test.aside = "/aside"
    test.say("reply 1", in: "s")
    #expect(keep("Other words.") == "/aside/1" && test.keptAside == ["Other words."])
    #expect(keep("Other words.\nMore.") == "/aside/1", "it takes the place of its beginning")
    #expect(giveUp() == "cancelled; /aside/1 is kept")
    test.say("reply 1", in: "s")
    #expect(keep("A third.") == "/aside/3", "and of nothing else")
    #expect(giveUp() == "cancelled; /aside/3 is kept")
  }

  @Test func `who is nobody here by now leaves no words in files`() {
    test.aside = "/aside"
    test.say("reply 1", in: "s")
    test.actor = "Nobody"
    #expect(keep("Words.") == nil && test.keptAside.isEmpty)
  }

  @Test func `that its beginning alone could be kept is told, also once the question is repeated`()
  {
    test.say("reply 1", in: "s")
    #expect(keep("Words.") == "d1")
    test.store.isStuck = true
    #expect(keep("Words.\nMore.") == nil)
    #expect(test.say(" ", in: "s") == "What is the text?")
    #expect(giveUp() == "cancelled; draft d1 holds its beginning alone: the rest could not be kept")
  }

  @Test func `what could be kept in the end is kept whole`() {
    test.say("reply 1", in: "s")
    #expect(keep("Words.") == "d1")
    test.store.isStuck = true
    #expect(keep("Words.\nMore.") == nil)
    test.store.isStuck = false
    #expect(keep("Words.\nMore.") == "d1")
    #expect(giveUp() == "cancelled; draft d1 is kept")
  }

  @Test func `a refusal tells where it is, or that it is nowhere`() {
    func refused(keeping text: String? = nil, _ more: () -> Void = {}) -> String {
      test.store.isStuck = false
      test.say("reply 1", in: "s")
      if let text { _ = keep(text) }
      test.store.isStuck = true
      more()
      return test.say("Words.", in: "s")
    }
    let full = "storage-failed: the disk is full; nothing was changed | "
    #expect(refused() == full + "the text could not be kept")
    #expect(
      refused(keeping: "Wor") == full + "the text could not be kept, but for its beginning in d1")
    #expect(refused { test.aside = "/aside" } == full + "the text is kept in /aside/1")
  }

  @Test func `a refused text is one draft, and is none where it was only tried`() throws {
    for (line, kept) in [("reply 1", 1), ("reply 1 --dry-run", 0)] {
      test.say(line, in: "s")
      test.say("resolve 1 --silent")
      test.say("close 1")
      let answer = test.say("Words.", in: "s")
      let hint = kept == 0 ? "" : "; the text is kept: reply 1 --draft d1"
      #expect(
        answer == "illegal-transition: #1 is closed: reply is not possible | reopen 1 first" + hint)
      #expect(
        try test.drafts() == (kept == 0 ? [] : [#"d1 ticket.reply {"ticket":1} Words."#]))
      test.say("reopen 1")
      test.say("reply 1 --draft d1")
    }
  }

  @Test func `what a call lacked besides its text is not among the text's draft twice`() throws {
    #expect(test.say("new for Cleo Crane low : Scanner").hasPrefix("#2"))
    #expect(test.say("reply : Words.", in: "s") == "Which ticket?")
    #expect(giveUp() == "cancelled; draft d1 is kept")
    #expect(try test.drafts() == ["d1 ticket.reply {} Words."])
  }

  @Test func `a prompt shows what is asked, whether it is a text, and what it means`() {
    #expect(desk.prompt(of: "s").question == nil && !desk.prompt(of: "s").takesText)
    test.say("reply 1", in: "s")
    #expect(desk.prompt(of: "s").question == "What is the text?" && desk.prompt(of: "s").takesText)
    test.say("Words.", in: "s")
    #expect(desk.prompt(of: "s").focus == "#1" && !desk.prompt(of: "s").takesText)
    test.say("assign it", in: "s")
    #expect(desk.prompt(of: "s").question == "Assign to whom?" && !desk.prompt(of: "s").takesText)
  }
}
