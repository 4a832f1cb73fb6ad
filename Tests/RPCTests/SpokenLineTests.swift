import Interpreter
import JSON
import Testing

/// What the methods for lines make of what the door says.
struct SpokenLineTests {
  private let connection = Connection()
  private var door: ScriptedDoor { connection.door }

  @Test("a line is carried out in its session, with the terms that stand beside it")
  func lines() {
    let plain = connection.told("desk.execute", ["line": "take 1"])
    #expect(
      plain == #"{"status":"done","text":"done 1","data":{"number":1},"warnings":[],"notices":[]}"#)
    _ = connection.call(
      "desk.execute", ["line": "x", "session": "s", "idempotencyKey": "k", "dryRun": true])
    #expect(
      door.asked == ["say take 1 in - {}", #"say x in s {"dryRun":true,"idempotencyKey":"k"}"#])
  }

  @Test("a session and a key have at most 128 characters, and a text 20 to 1000 columns")
  func limits() {
    func isTaken(_ name: String, _ value: JSONValue) -> Bool {
      connection.call("desk.execute", JSONValue.object(["line": "x"]).with(name, value))?["status"]
        != nil
    }
    for name in ["session", "idempotencyKey"] {
      #expect(isTaken(name, .string(String(repeating: "é", count: 128))))
      #expect(!isTaken(name, .string(String(repeating: "é", count: 129))))
    }
    #expect([19, 20, 1_000, 1_001].map { isTaken("width", $0) } == [false, true, true, false])
    #expect([0, 1].map { isTaken("ifRevision", $0) } == [false, true])
    #expect(connection.call("desk.complete", ["line": "x", "cursor": 0])?["start"] == 0)
    #expect(connection.call("desk.complete", ["line": "x", "cursor": -1])?["code"] == -32602)
  }

  @Test(
    "text and notices have the width that is asked for, else 80 columns, of a cancelled call too")
  func width() {
    let word = String(repeating: "x", count: 39)
    let page = Page(.init("\(word) \(word)x \(word)"))
    let wide = Page(.init("\(word) \(word)xx"))
    door.outcome.aside = wide
    door.notices = [page]
    for (method, params) in [
      ("desk.execute", ["line": "x"]), ("desk.cancel", ["session": "s"]),
    ] as [(String, JSONValue)] {
      let answer = connection.call(method, params)
      #expect(answer?["text"] == .string("\(word)\n\(word)xx\ndone 1"))
      #expect(answer?["notices"] == [.string("\(word) \(word)x\n\(word)")])
    }
    let answer = connection.call("desk.execute", ["line": "x", "width": 39])
    #expect(answer?["notices"] == [.string("\(word)\n\(word)\nx\n\(word)")])
  }

  @Test("a question that cannot be given up is told without a line")
  func cancelling() {
    var problem = Problem(.badValue, "no")
    problem.span = 0..<1
    door.outcome = Outcome(.refused(problem))
    let fault = connection.call("desk.cancel", ["session": "s"])
    #expect(fault?["data"]?["text"] == "error[bad-value]: no")
    // A question that is left open stays so.
    door.outcome = Outcome(.needs(ScriptedDoor.needs))
    _ = connection.call("desk.cancel", ["session": "s", "_meta": ["dialogue": false]])
    #expect(door.asked == ["cancel in s", "cancel in s"])
  }

  @Test("what was taken for granted and the typed call are told beside the data")
  func beside() {
    door.outcome.call = Call(ScriptedDoor.tag, ["ticket": 1, "tag": "a"])
    door.outcome.inferred = "the printer"
    #expect(
      connection.told("desk.execute", ["line": "x"])
        == #"{"status":"done","text":"(the printer)\ndone 1","data":{"number":1},"#
        + #""command":{"method":"ticket.tag","params":{"ticket":1,"tag":"a"}},"#
        + #""inferred":"the printer","warnings":[],"notices":[]}"#)
  }

  @Test("a line that lacks something is a question; who takes none gets an error and opens none")
  func questions() {
    door.outcome = Outcome(.needs(ScriptedDoor.needs))
    door.notices = [Page(.init("due"))]
    let asked = connection.call("desk.execute", ["line": "tag 1"])
    #expect(asked?["status"] == "input_required")
    #expect(asked?["text"] == "Which tag?")
    #expect(asked?["notices"] == ["due"])
    let silent: JSONValue = ["line": "tag 1", "_meta": ["dialogue": false]]
    let fault = connection.call("desk.execute", silent)
    #expect(fault?["code"] == 4000)
    #expect(fault?["data"]?["inputs"]?["tag"]?["message"] == "Which tag?")
    #expect(fault?["data"]?["text"] == "Which tag?")
    #expect(fault?["data"]?["notices"] == ["due"])
    #expect(door.asked.count == 2)
    _ = connection.call("desk.execute", silent.with("session", "s"))
    #expect(door.asked.suffix(2) == ["say tag 1 in s {}", "cancel in s"])
    // A question that was open before stays open.
    door.question = "Which tag?"
    #expect(connection.call("desk.execute", silent.with("session", "s"))?["code"] == 4000)
    #expect(door.asked.last == "say tag 1 in s {}")
    // What was done by the way is no error for the question that it left open.
    door.outcome.aside = Page(.init("shown"))
    #expect(
      connection.call("desk.execute", silent.with("session", "s"))?["text"] == "shown\nWhich tag?")
  }

  @Test("a line is parsed into its call, nothing, a question or an error")
  func parsing() {
    #expect(connection.told("desk.parse", ["line": ""]) == #"{"status":"empty"}"#)
    door.meaning = .call(Call(ScriptedDoor.tag, ["ticket": 1, "tag": "a"]))
    #expect(
      connection.told("desk.parse", ["line": "tag 1 a", "session": "s"])
        == #"{"status":"complete","command":{"method":"ticket.tag","params":{"ticket":1,"tag":"a"}}}"#
    )
    #expect(door.asked == ["parse  in -", "parse tag 1 a in s"])
    door.meaning = .needs(ScriptedDoor.needs)
    #expect(
      connection.told("desk.parse", ["line": "tag 1"])
        == #"{"status":"input_required","command":{"method":"ticket.tag","params":{"ticket":1}},"#
        + #""inputs":{"tag":{"message":"Which tag?","schema":{"type":"string","minLength":1},"#
        + #""why":"The tag."}}}"#)
    let fault = connection.call("desk.parse", ["line": "tag 1", "_meta": ["dialogue": false]])
    #expect(fault?["code"] == 4000)
    #expect(fault?["data"]?["inputs"]?["tag"] != nil)
    #expect(fault?["data"]?["text"] == nil)
    door.meaning = .refused(Problem(.badValue, "no"))
    #expect(
      connection.told("desk.parse", ["line": "x"])
        == #"{"code":4000,"message":"no","data":{"kind":"bad-value","retryable":false,"effect":"none"}}"#
    )
  }

  @Test("a hundred candidates are given", arguments: [100, 101])
  func candidates(count: Int) {
    door.completion.candidates = (0..<count).map { Candidate("c\($0)") }
    #expect(connection.call("desk.complete", ["line": "x"])?["candidates"]?.array?.count == 100)
  }

  // MARK: Places

  @Test(
    "places in lines and values are counted as the connection was greeted",
    arguments: [("utf-8", 6, 8), ("utf-16", 3, 5), ("utf-32", 2, 4)])
  func places(encoding: String, start: Int64, end: Int64) {
    let text = "𝄞éxy"
    _ = connection.call("initialize", ["capabilities": ["positionEncodings": [.string(encoding)]]])
    door.completion.start = 6
    #expect(
      connection.call("desk.complete", ["line": .string(text), "cursor": .integer(end)])?["start"]
        == .integer(start))
    #expect(door.asked.last == "complete \(text) at 8 in -")
    _ = connection.call("desk.complete", ["line": .string(text)])
    #expect(door.asked.last == "complete \(text) at 8 in -")
    var problem = Problem(.badValue, "no")
    problem.span = 6..<8
    door.outcome = Outcome(.refused(problem))
    let span: JSONValue = ["start": .integer(start), "end": .integer(end)]
    #expect(connection.call("desk.execute", ["line": .string(text)])?["data"]?["span"] == span)
    door.meaning = .refused(problem)
    #expect(connection.call("desk.parse", ["line": .string(text)])?["data"]?["span"] == span)
    // Inside one character it is an empty place before it.
    problem.span = 1..<2
    door.meaning = .refused(problem)
    #expect(
      connection.call("desk.parse", ["line": .string(text)])?["data"]?["span"]
        == (encoding == "utf-8" ? ["start": 0, "end": 0] : ["start": 0, "end": 0]))
    problem.span = nil
    (problem.within, problem.pointer) = (6..<8, "/tag")
    door.outcome = Outcome(.refused(problem))
    let fault = connection.call("ticket.tag", ["ticket": 1, "tag": .string(text)])
    #expect(fault?["data"]?["within"] == span)
    // Where the value cannot be read again the place stays as it is.
    let other = connection.call("ticket.tag", ["ticket": 1, "tag": 5])
    #expect(other?["data"]?["within"] == ["start": 6, "end": 8])
  }
}
