import Interpreter
import JSON
import Replay
import Testing

/// How a session is played and compared.
struct PlayerTests {
  /// A stage without a desk: times and spans are numbers.
  private final class BareStage: Stage {
    let program = ""
    let path = ""
    var foundings: [String] = []
    /// In which zone each time was read.
    var zones: [String] = []

    func instant(_ text: String, zone: String) -> Int64? {
      zones.append(zone)
      return Int64(text)
    }
    func span(_ text: String) -> Int64? { Int64(text) }
    func found(seed: String, at instant: Int64, zone: String) throws(StageFault) {
      foundings.append("\(seed) \(instant) \(zone)")
    }
    func open(_ circumstances: @escaping () -> Cue) throws(StageFault) -> any FollowedDoor {
      throw StageFault("there is no desk")
    }
  }

  /// Answers each line with itself, and with its value where it is JSON.
  private final class Echo: Driver {
    /// Who said what, where, when, and how wide the screen was.
    var said: [String] = []
    var endings: [String] = []

    func say(
      _ line: String, session: String, width: Int, _ now: Cue
    ) throws(StageFault) -> Said {
      said.append("\(now.actor) \(session) \(now.now) \(width) \(line)")
      return Said(
        kind: .done, lines: [line], notices: [],
        data: (try? JSONReader.read(Array(line.utf8)).value) ?? [:])
    }

    func stop(crash: Bool) { endings.append(crash ? "crash" : "end") }
  }

  private func play(_ text: String, files: [String: String] = [:]) throws -> Player {
    let player = Player(BareStage(), through: Echo()) { files[$0] }
    try player.play(try Script(text))
    return player
  }

  @Test("a session with other line ends gives the same mismatches", arguments: ["\n", "\r\n"])
  func lineEnds(end: String) throws {
    let session = ["# a session", "@clock 5 zone UTC", "> a", "| a", "> b", "| nonsense", ""]
    let player = try play(session.joined(separator: end))
    #expect(player.mismatches.map(\.number) == [5])
    #expect(player.mismatches.map(\.given) == [["| b"]])
    #expect(player.blessed == ["# a session", "@clock 5 zone UTC", "> a", "| a", "> b", "| b"])
  }

  @Test(
    "data must hold what is written, arrays whole",
    arguments: [
      (#"{"a":[1,2],"b":3}"#, true), (#"{"a":[1,2]}"#, true), ("{}", true),
      (#"{"a":[1]}"#, false), (#"{"a":[1,2,3]}"#, false), (#"{"a":[2,1]}"#, false),
      (#"{"c":3}"#, false), (#"{"a":{}}"#, false), ("[]", false), ("no JSON", false),
    ])
  func data(wanted: String, holds: Bool) throws {
    let said = #"{"a":[1,2],"b":3}"#
    let player = try play("> \(said)\n| \(said)\n= \(wanted)\n")
    #expect(player.mismatches.isEmpty == holds)
    for mismatch in player.mismatches {
      #expect(mismatch.expected == ["= \(wanted)"] && mismatch.given == ["= \(said)"])
      #expect(mismatch.number == 1 && mismatch.said == said)
    }
    #expect(player.blessed == ["> \(said)", "| \(said)", "= \(wanted)"])
  }

  @Test("what a session does not say of itself is so")
  func beginnings() throws {
    let (stage, driver) = (BareStage(), Echo())
    let player = Player(stage, through: driver) { _ in nil }
    try player.play(try Script("> a\n| a\n@check verify\n@advance 5\n> b"))
    #expect(stage.foundings == ["1 0 UTC"])
    #expect(
      driver.said == [
        "admin main 0 80 a", "admin directives 0 80 verify", "admin directives 0 80 tick",
        "admin main 5 80 b",
      ])
  }

  @Test("what a session says of itself holds from there on, and directives are no speaker's")
  func circumstances() throws {
    let (stage, driver) = (BareStage(), Echo())
    let player = Player(stage, through: driver) { ["a": "@as bob\n> a"][$0] }
    let said = "@clock 7 zone Z\n@seed s\n@as ann\n@session two\n@width 20\n> a\n"
    try player.play(try Script(said + "@check verify\n@at 9\n@clock 3\n@include a\n> b"))
    #expect(stage.foundings == ["s 7 Z"])
    #expect(
      driver.said == [
        "ann two 7 20 a", "admin directives 7 20 verify", "admin directives 7 20 tick",
        "bob two 3 20 a", "bob two 3 20 b",
      ])
  }

  @Test("time stops at each instant at which something falls due, the last one included")
  func instants() throws {
    let driver = Clockwork(due: [3, 5, 5, 8])
    let stage = BareStage()
    let player = Player(stage, through: driver) { _ in nil }
    try player.play(try Script("@clock 0 zone Z\n@advance 5\n@at 6"))
    #expect(driver.ticks == [0, 3, 5, 5, 5])
    #expect(stage.zones == ["Z", "UTC", "UTC", "UTC", "UTC", "Z", "UTC"])
  }

  /// Answers a tick with what falls due next.
  private final class Clockwork: Driver {
    var due: [Int64]
    var ticks: [Int64] = []

    init(due: [Int64]) { self.due = due }

    func say(
      _ line: String, session: String, width: Int, _ now: Cue
    ) throws(StageFault) -> Said {
      ticks.append(now.now)
      if due.first.map({ $0 <= now.now }) == true { due.removeFirst() }
      let next = due.first.map { JSONValue.string("\($0)") } ?? .null
      return Said(kind: .done, lines: [], notices: [], data: ["next": next])
    }

    func stop(crash: Bool) {}
  }

  @Test("eight files may include one another, a ninth may not")
  func nesting() throws {
    var files: [String: String] = [:]
    for number in 1...9 { files["\(number)"] = "@include \(number + 1)" }
    files["8"] = "> a\n| a"
    #expect(try play("@include 1", files: files).mismatches.isEmpty)
    files["8"] = "@include 9"
    let fault = #expect(throws: StageFault.self) { try play("@include 1", files: files) }
    #expect(fault?.why == "line 1: 9 includes itself")
  }

  @Test("a time that has come already is no mistake, nor is no time at all")
  func stays() throws {
    #expect(throws: Never.self) { try play("@clock 9\n@at 9\n@advance 0") }
  }

  @Test("a session ends its driver as it says")
  func endings() throws {
    let driver = Echo()
    let player = Player(BareStage(), through: driver) { _ in nil }
    try player.play(try Script("@restart\n@crash\n> a\n| a\n@crash"))
    player.finish()
    #expect(driver.endings == ["end", "crash", "crash", "end"])
  }

  @Test("what a check finds wrong is a mismatch, and so is what a session does not say of it")
  func checks() throws {
    #expect(try play("@check verify").mismatches.map(\.given) == [["| verify"]])
    #expect(try play("@check verify\n| verify").mismatches.isEmpty)
  }

  @Test("an included file may have other line ends")
  func included() throws {
    let player = try play("@include a\n> b\n| b\n", files: ["a": "> a\r\n| a\r\n"])
    #expect(player.mismatches.isEmpty)
    #expect(player.blessed == ["@include a", "> b", "| b"])
  }

  @Test(
    "a file that cannot be played is told",
    arguments: [
      ("@include none", "line 1: none cannot be read"),
      ("@include a", "line 1: a includes itself"),
      ("@include b", "b:2: there is no directive @nonsense"),
      ("@include c", "c:1: this is no session: no line begins with > or @"),
      ("@clock 9\n@at 5", "line 2: 5 has passed already"),
      ("@at x", "line 1: x is no time of UTC"), ("@advance x", "line 1: x is no span such as 25m"),
      ("| a", "line 1: nothing was said that could give this"),
    ])
  func faults(text: String, why: String) throws {
    let files = ["a": "@include a", "b": "> x\n@nonsense", "c": "# nothing"]
    let fault = #expect(throws: StageFault.self) { try play(text, files: files) }
    #expect(fault?.why == why)
  }

  @Test("each call is noted with the file and the line it stands in")
  func noted() throws {
    let player = Player(BareStage(), through: Echo()) { ["a": "> a\n| a\n"][$0] }
    var places: [String] = []
    player.note = { file, line, said in places.append("\(file ?? "-"):\(line) \(said.lines[0])") }
    try player.play(try Script("# first\n> x\n| x\n@include a\n> y\n| y\n"))
    _ = try player.journal()
    #expect(places == ["-:2 x", "a:1 a", "-:5 y"])
  }

  @Test(
    "a record is a line of JSON that names the answer",
    arguments: [
      (
        Said.Kind.done,
        #"{"file":"f","line":3,"method":"m","params":{"a":1},"answer":"done","result":true}"#
      ),
      (
        .question,
        #"{"file":"f","line":3,"method":"m","params":{"a":1},"answer":"needs","inputs":true}"#
      ),
      (
        .error,
        #"{"file":"f","line":3,"method":"m","params":{"a":1},"answer":"refused","error":true}"#
      ),
    ])
  func records(kind: Said.Kind, text: String) {
    let said = Said(
      kind: kind, lines: [], notices: [], data: true, call: ["method": "m", "params": ["a": 1]])
    #expect(CallRecord(file: "f", line: 3, said).text == text)
  }
}
