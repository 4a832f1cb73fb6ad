import Interpreter
import JSON
import RPC
import Testing

/// How calls are refused, and how a connection begins and ends.
struct RefusalTests {
  private let connection = Connection()
  private var door: ScriptedDoor { connection.door }

  @Test("a line that is refused is told with what the prompt shows, its terms as parameters")
  func refusals() {
    var problem = Problem(.badValue, "no")
    problem.pointer = "/dryRun"
    door.outcome = Outcome(.refused(problem))
    door.notices = [Page(.init("due"))]
    let beside = connection.call("desk.execute", ["line": "x"])
    #expect(beside?["code"] == -32602)
    #expect(beside?["data"]?["pointer"] == "/dryRun")
    problem.span = 0..<1
    door.outcome = Outcome(.refused(problem))
    #expect(connection.call("desk.execute", ["line": "x"])?["code"] == 4000)
    problem.span = nil
    problem.pointer = "/tag"
    door.outcome = Outcome(.refused(problem))
    #expect(
      connection.told("desk.execute", ["line": "x"])
        == #"{"code":4000,"message":"no","data":{"kind":"bad-value","pointer":"/tag","#
        + #""retryable":false,"effect":"none","text":"error[bad-value]: no","notices":["due"]}}"#)
  }

  @Test("a typed call is refused for its parameters, or by the rules")
  func typed() {
    door.outcome = Outcome(.refused(Problem(.badValue, "no")))
    let params = connection.call("ticket.tag", ["ticket": 1])
    #expect(params?["code"] == -32602)
    #expect(params?["data"]?["pointer"] == "")
    let rule = ErrorKind("not-found", .rules, "There is none.")
    door.outcome = Outcome(.refused(Problem(rule, "none")))
    #expect(
      connection.told("ticket.tag", ["ticket": 1])
        == #"{"code":4001,"message":"none","data":{"kind":"not-found","retryable":false,"effect":"none"}}"#
    )
    door.outcome = Outcome(.needs(ScriptedDoor.needs))
    #expect(connection.call("ticket.tag")?["status"] == "input_required")
    #expect(connection.call("ticket.tag", ["_meta": [:]])?["status"] == "input_required")
    #expect(
      door.asked == ["request ticket.tag {\"ticket\":1}", "request ticket.tag {\"ticket\":1}"] + [
        "request ticket.tag -", "request ticket.tag {\"_meta\":{}}",
      ])
    let mute = connection.call("ticket.tag", ["_meta": ["dialogue": false]])
    #expect(mute?["code"] == -32602)
    #expect(mute?["data"]?["pointer"] == "/tag")
    #expect(mute?["data"]?["inputs"]?["tag"] != nil)
  }

  @Test(
    "whether questions are taken is a flag in an object",
    arguments: [
      (5, "/_meta", "_meta is of the type object", "object", "integer"),
      ("x", "/_meta", "_meta is of the type object", "object", "string"),
      (
        ["dialogue": "no"], "/_meta/dialogue", "_meta.dialogue is of the type boolean", "boolean",
        "string"
      ),
      (
        ["dialogue": .null], "/_meta/dialogue", "_meta.dialogue is of the type boolean", "boolean",
        "null"
      ),
    ] as [(JSONValue, String, String, String, String)])
  func dialogue(meta: JSONValue, pointer: String, message: String, expected: String, got: String) {
    let params: JSONValue = ["_meta": meta]
    for (method, params) in [
      ("rpc.ping", params), ("ticket.tag", params), ("desk.execute", params.with("line", "x")),
    ] {
      #expect(
        connection.told(method, params)
          == #"{"code":-32602,"message":"\#(message)","data":{"kind":"bad-value","pointer":"\#(pointer)","#
          + #""expected":["\#(expected)"],"got":"\#(got)","retryable":false,"effect":"none"}}"#)
    }
    #expect(door.asked.isEmpty)
  }

  @Test("a method that is none is told with those that are near, always")
  func unknown() {
    #expect(
      connection.told("no.such")
        == #"{"code":-32601,"message":"there is no method no.such","data":{"kind":"unknown-method","#
        + #""didYouMean":[],"retryable":false,"effect":"none"}}"#)
    #expect(connection.call("ticket.tga")?["data"]?["didYouMean"] == ["ticket.tag"])
    for name in ["session.quit", "program.rpc"] {
      #expect(connection.call(name)?["data"]?["kind"] == "unknown-method")
    }
    #expect(
      connection.call("session.quit")?["data"]?["hint"]
        == "quit is a line: desk.execute carries it out in a session")
    #expect(connection.call("program.rpc")?["data"]?["hint"] == nil)
    let long = String(repeating: "x", count: 80)
    for (name, shown) in [(long, long), (long + "x", long + "…")] {
      #expect(connection.call(name)?["message"] == .string("there is no method \(shown)"))
    }
  }

  @Test("what stands twice among the parameters is refused, whatever it is")
  func twice() {
    let message = #"{"jsonrpc":"2.0","id":1,"method":"rpc.ping","params":{"x-a":1,"x-a":1}}"#
    #expect(
      connection.answer(message)?["error"]?.compact()
        == #"{"code":-32602,"message":"the member /x-a stands twice","data":{"kind":"repeated","#
        + #""pointer":"/x-a","retryable":false,"effect":"none"}}"#)
  }

  // MARK: The connection

  @Test("a greeting tells the limits, and is given once")
  func greeting() {
    #expect(connection.call("rpc.discover") == ["openrpc": "x"])
    #expect(
      connection.told("initialize")
        == #"{"capabilities":{"positionEncoding":"utf-16","executeCommandProvider":{"commands":["desk.execute"]}},"#
        + #""serverInfo":{"name":"desk","version":"1"},"interface":{"version":"0.1.0","min":"0.1"},"#
        + #""limits":{"messageBytes":4194304,"stringBytes":1048576,"depth":64,"batchCalls":100,"#
        + #""calls":256,"callBytes":16777216,"subscriptions":32,"unreadBytes":67108864}}"#)
    #expect(
      connection.told("initialize")
        == #"{"code":-32600,"message":"the connection is initialized already","data":{"kind":"wrong-state","#
        + #""retryable":false,"effect":"none"}}"#)
  }

  @Test(
    "places are counted in UTF-8 where the client can, else as it likes best, else in UTF-16",
    arguments: [
      (["utf-32", "utf-8"], "utf-8"), (["utf-32", "utf-16"], "utf-32"),
      (["x", "utf-16"], "utf-16"),
      ([1, "x"], "utf-16"), ([], "utf-16"), (.null, "utf-16"),
    ] as [(JSONValue, String)])
  func encodings(offered: JSONValue, chosen: String) {
    for capabilities in [
      ["general": ["positionEncodings": offered]], ["positionEncodings": offered],
    ] as [JSONValue] {
      let greeting = Connection().call("initialize", ["capabilities": capabilities])
      #expect(greeting?["capabilities"]?["positionEncoding"] == .string(chosen))
    }
  }

  @Test("after a shutdown all is refused but the end, whose status is 0, and without one 1")
  func ends() {
    #expect(connection.dispatcher.exitStatus == nil)
    #expect(connection.told("shutdown") == "null")
    for method in ["rpc.ping", "no.such", "shutdown", "initialize"] {
      #expect(
        connection.told(method)
          == #"{"code":-32600,"message":"the connection is shut down: exit ends it","#
          + #""data":{"kind":"wrong-state","retryable":false,"effect":"none"}}"#)
    }
    #expect(connection.dispatcher.exitStatus == nil)
    #expect(connection.told("exit") == "null")
    #expect(connection.dispatcher.exitStatus == 0)
    let fresh = Connection()
    #expect(fresh.told("exit") == "null")
    #expect(fresh.dispatcher.exitStatus == 1)
  }

  @Test(
    "an editor's line is carried out as desk.execute does, and its parameters' faults are below")
  func editors() {
    func run(_ arguments: JSONValue) -> JSONValue? {
      connection.call(
        "workspace/executeCommand", ["command": "desk.execute", "arguments": arguments])
    }
    #expect(run(["take 1"])?["status"] == "done")
    #expect(run([["line": "take 2", "session": "s"]])?["status"] == "done")
    #expect(door.asked == ["say take 1 in - {}", "say take 2 in s {}"])
    #expect(run([["line": 5]])?["data"]?["pointer"] == "/arguments/0/line")
    #expect(run([["line": "x", "_meta": 5]])?["data"]?["pointer"] == "/arguments/0/_meta")
    for wrong in ["take 1", [], ["a", "b"], [5], [["a"]]] as [JSONValue] {
      let fault = run(wrong)
      #expect(fault?["data"]?["pointer"] == "/arguments")
      #expect(fault?["data"]?["expected"] == ["array of one line", "array of one object"])
    }
    var problem = Problem(.badValue, "no")
    problem.pointer = "/tag"
    door.outcome = Outcome(.refused(problem))
    #expect(run(["x"])?["data"]?["pointer"] == "/tag")
  }

  @Test("an editor's capabilities are an object")
  func capabilities() {
    let fault = connection.call("initialize", ["capabilities": "all"])
    #expect(fault?["data"]?["expected"] == ["object"])
    #expect(fault?["data"]?["got"] == "string")
    #expect(connection.call("initialize")?["limits"] != nil)
  }

  @Test("what is no message is told to nobody in particular, and a notification to nobody")
  func frames() {
    #expect(
      connection.answer(.broken(why: "no colon"))?.compact()
        == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no colon","#
        + #""data":{"kind":"bad-header","retryable":false,"effect":"none"}}}"#)
    #expect(
      connection.answer(.tooLarge)?.compact()
        == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a message has at most 4 MiB","#
        + #""data":{"kind":"message-too-large","retryable":false,"effect":"none"}}}"#)
    #expect(
      connection.answer("1")?.compact()
        == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a message is an object","#
        + #""data":{"kind":"bad-request","retryable":false,"effect":"none"}}}"#)
    for text in [
      #"{"jsonrpc":"2.0","method":"rpc.ping"}"#, #"[{"jsonrpc":"2.0","method":"no.such"}]"#,
    ] {
      #expect(connection.answer(text) == nil)
    }
    let batch =
      #"[{"jsonrpc":"2.0","method":"rpc.ping"},{"jsonrpc":"2.0","id":2,"method":"rpc.ping"}]"#
    #expect(
      connection.answer(batch)?.compact()
        == #"[{"jsonrpc":"2.0","id":2,"result":"pong"}]"#)
  }

  // MARK: Examples

  @Test(
    "a method's examples are its lines and its faults, carried out; a line of another shows none")
  func examples() {
    door.meaning = .call(Call(ScriptedDoor.tag, ["ticket": 1, "tag": "ui"]))
    let names = connection.dispatcher.examples(of: ScriptedDoor.tag).map(\.name)
    #expect(names == ["tag 1 ui", "quit", "a parameter that it does not have"])
    #expect(door.asked.last == #"request ticket.tag {"colour":"blue"}"#)
    door.meaning = .needs(ScriptedDoor.needs)
    #expect(connection.dispatcher.examples(of: ScriptedDoor.tag).first?.params == ["ticket": 1])
    let ping = WireWord.ping.command
    for meaning in [Parse.call(Call(ping)), .empty, .refused(Problem(.badValue, "no"))] {
      door.meaning = meaning
      #expect(connection.dispatcher.examples(of: ScriptedDoor.tag).map(\.name).count == 1)
    }
    #expect(
      connection.dispatcher.examples(of: ping).map(\.name) == ["a ping", "a parameter too many"])
    for command in door.commands.dropFirst().prefix(2) {
      #expect(connection.dispatcher.examples(of: command).isEmpty)
    }
    // A call that ends its connection ends no other.
    #expect(connection.dispatcher.examples(of: WireWord.exit.command).count == 1)
    #expect(connection.dispatcher.exitStatus == nil)
  }
}
