import Interpreter
import JSON
import Replay
import Testing

/// What is said of a program that does not answer as it should.
@Suite(.serialized)
struct DriverTests {
  private func say(_ driver: any Driver) throws(StageFault) -> Said {
    defer { driver.stop(crash: false) }
    return try driver.say(
      "take 1", session: "main", width: 80, Cue(now: 5, actor: "ann"))
  }

  @Test(
    "a desk rpc that does not answer as it should is told",
    arguments: [
      ("read x", "desk rpc ended without an answer"),
      ("read x; printf 1", "desk rpc ended without an answer"),
      ("read x; echo '{}'", "desk rpc answered another call"),
      ("read x; echo '{\"id\":2}'", "desk rpc answered another call"),
    ])
  func rpcFaults(script: String, why: String) throws {
    let stage = try StageOfScripts(script)
    let fault = #expect(throws: StageFault.self) { try say(RPCDriver(stage)) }
    #expect(fault?.why == why)
  }

  @Test("a desk rpc is told the time and who speaks beside each call, and its answer is read")
  func rpcAnswers() throws {
    let stage = try StageOfScripts(
      """
      read call
      read cue <&"$4"
      words=$(printf '%s %s' "$call" "$cue" | tr -d '"')
      echo "{\\"id\\":1,\\"result\\":{\\"text\\":\\"$* $words\\",\\"data\\":7}}"
      """)
    let said = try say(RPCDriver(stage))
    #expect(said.kind == .done)
    #expect(said.data == 7)
    let words = said.lines.joined().split(separator: " ").map(String.init)
    #expect(words.first == "--db" && words[1] == "store" && words[2] == "--control")
    #expect(
      words.dropFirst(4).joined(separator: " ")
        == "rpc {jsonrpc:2.0,id:1,method:desk.execute,params:{line:take 1,session:main,width:80}}"
        + " {now:5,actor:ann}")
  }

  @Test(
    "what a desk rpc answers is an error, a question or what was done",
    arguments: [
      (#"{"id":1,"error":{"data":{"kind":"k","text":"a\nb","notices":["n"]}}}"#, Said.Kind.error),
      (
        #"{"id":1,"result":{"status":"input_required","text":"a\nb","inputs":{"kind":"k"}}}"#,
        .question
      ),
      (
        #"{"id":1,"result":{"text":"a\nb","data":{"kind":"k"},"command":{"method":"m"}}}"#, .done
      ),
    ])
  func rpcKinds(answer: String, kind: Said.Kind) throws {
    let stage = try StageOfScripts("read x; printf '%s\\n' '\(answer)'")
    let said = try say(RPCDriver(stage))
    #expect(said.kind == kind)
    #expect(said.lines == ["a", "b"])
    #expect(said.data == ["kind": "k"])
    #expect(said.notices == (kind == .error ? ["n"] : []))
    #expect(said.call == (kind == .done ? ["method": "m"] : nil))
  }

  @Test("a console that does not answer is told")
  func consoleFaults() throws {
    let ended = try StageOfScripts("exit")
    let fault = #expect(throws: StageFault.self) { try say(TerminalDriver(ended)) }
    #expect(fault?.why == "the console ended, or did not answer")
    let cut = try StageOfScripts(
      "stty -echo; printf '\(PasteMark.on)'; read x; printf '\(ScreenMark.notices.text)'")
    let other = #expect(throws: StageFault.self) { try say(TerminalDriver(cut)) }
    #expect(other?.why == "the console ended at: take 1")
  }

  @Test("a program that cannot be started is told by its name")
  func absent() {
    let stage = StageOfScripts(program: "/nonexistent/desk")
    for driver in [RPCDriver(stage) as any Driver, TerminalDriver(stage)] {
      let fault = #expect(throws: StageFault.self) { try say(driver) }
      #expect(fault?.why == "/nonexistent/desk: No such file or directory")
    }
  }

  @Test("an answer without a text has no lines, and comes in however many pieces")
  func rpcPieces() throws {
    let stage = try StageOfScripts(
      """
      read x
      for piece in '{' '"id":1,"result":{"te' 'xt":"","data":1}' '}' $'\\n'
      do printf %s "$piece"; sleep 0.02; done
      """)
    let said = try say(RPCDriver(stage))
    #expect(said.lines == [] && said.data == 1)
  }
}
