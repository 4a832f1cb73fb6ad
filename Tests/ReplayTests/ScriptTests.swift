import Replay
import Testing

/// What a session's file may hold (console.md 3.2).
struct ScriptTests {
  private static let session = """
    # a session
    @clock 2026-03-02T09:00:00 zone UTC

    > note 1 : x \u{20}
    | #1 noted
    |
    . first
    .
    . .end
    .end
    ? more

    """

  private func steps(_ text: String) throws -> [Script.Step] { try Script(text).steps }

  @Test("line ends of either kind read alike, and are no part of a line")
  func lineEnds() throws {
    let plain = try steps(Self.session)
    let marked = try steps(Self.session.replacing("\n", with: "\r\n"))
    let bare = try steps("\u{FEFF}" + String(Self.session.dropLast()))
    #expect(plain.map(\.kind) == marked.map(\.kind))
    #expect(plain.map(\.number) == marked.map(\.number))
    #expect(plain.map(\.source) == marked.map(\.source))
    #expect(plain.map(\.kind) == bare.map(\.kind))
  }

  @Test("each line is what its first character says")
  func kinds() throws {
    #expect(
      try steps(Self.session).map(\.kind) == [
        .remark, .directive(.clock("2026-03-02T09:00:00", zone: "UTC")), .remark,
        .say("note 1 : x  "), .expectation(.init(.output, "#1 noted")),
        .expectation(.init(.output, "")), .say("first\n\n.end"),
        .expectation(.init(.question, "more")),
      ])
  }

  @Test("one blank parts the gutter from the line; an accent behind it joins nothing")
  func blanks() throws {
    #expect(try steps(">  x").map(\.kind) == [.say(" x")])
    #expect(try steps(">\u{301}x").map(\.kind) == [.say("\u{301}x")])
    #expect(try steps("> \u{301}x").map(\.kind) == [.say("\u{301}x")])
    #expect(try steps(">\tx").map(\.kind) == [.say("\tx")])
  }

  @Test(
    "directives are read whole",
    arguments: [
      ("@clock T", .clock("T", zone: nil)), ("@seed 7", .seed("7")),
      ("@as Ada Byron ", .speaker("Ada Byron")), ("@session two", .session("two")),
      ("@width 20", .width(20)),
      ("@width 1000", .width(1_000)), ("@advance 25m", .advance("25m")), ("@at T", .at("T")),
      ("@restart", .restart), ("@crash", .crash), ("@include a b.desk", .include("a b.desk")),
      ("@check verify", .verify),
    ] as [(String, Directive)])
  func directives(line: String, directive: Directive) throws {
    #expect(try steps(line).map(\.kind) == [.directive(directive)])
  }

  @Test(
    "a line that is none of the format's is refused with its number",
    arguments: [
      ("> a\n@width nonsense", 2), ("@width 19", 1), ("@width 1001", 1),
      ("@clock", 1), ("@clock T in UTC", 1), ("@clock T zone UTC DST", 1),
      ("> a\r\n@widht 80\r\n", 2), ("@", 1),
      ("> a\n@check all", 2), ("@restart now", 1), ("@clock T zone", 1), ("@seed", 1),
      ("> a\n\nnonsense", 3), ("> a\n. text\n> take 1\n.end", 3), ("> a\n. text", 2), (".end", 1),
      ("> a\n> b\rc", 2), ("> a\r> b\r", 1), ("\u{FEFF}\u{FEFF}> a", 1),
    ])
  func faults(text: String, number: Int) {
    let fault = #expect(throws: ScriptFault.self) { try Script(text) }
    #expect(fault?.number == number)
  }

  @Test(
    "a line that is refused says why",
    arguments: [
      ("@seed", "@seed takes a word"), ("@as", "@as takes a person"),
      ("@session", "@session takes a name"), ("@advance", "@advance takes a span such as 25m"),
      ("@at", "@at takes a time"), ("@include", "@include takes a file"),
      ("@width", "@width takes a number from 20 to 1000"),
      ("@clock", "@clock takes a time, and zone and a zone's name"),
      ("@restart now", "@restart takes nothing"), ("@crash now", "@crash takes nothing"),
      ("@check", "@check verify is the one check there is"),
      ("@", "there is no directive @"), ("@widht", "there is no directive @widht"),
      ("nonsense", "a line begins with one of # > . @ | ! ? * ="),
      (". a\n> b", "a line of a text begins with . until .end"),
      (". a", "a text ends with .end"), (".end", ".end ends no text"),
      ("> a\rb", "a carriage return stands inside the line, not at its end"),
      ("# a remark", "this is no session: no line begins with > or @"),
    ])
  func reasons(text: String, why: String) {
    let fault = #expect(throws: ScriptFault.self) { try Script(text) }
    #expect(fault?.why == why)
  }

  @Test("a file that holds no step is no session", arguments: ["", "\n", "# all\r\n# remarks\r\n"])
  func empty(text: String) {
    let fault = #expect(throws: ScriptFault.self) { try Script(text) }
    #expect(fault?.number == 1)
  }
}
