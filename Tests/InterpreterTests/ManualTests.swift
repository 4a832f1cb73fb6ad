import Interpreter
import JSON
import Testing

/// The manual page is the list, told in the man macros.
struct ManualTests {
  private static let program = Command(
    "desk.run", .read, "Starts the console.", details: "Or runs a command.",
    ground: .program(.desk),
    verbs: ["desk"],
    slots: [
      Parameter("line", "One line.", ValueType.text).option(),
      Parameter("dryRun", "Only tell.", ValueType.flag).option(),
    ]
  ) { Schema([:]) }

  private static let commands = [
    program,
    Command("ticket.take", .write, "Takes a ticket.", verbs: ["take", "mine it", "have"]) {
      Schema([:])
    },
    Command(
      "desk.quit", .read, ".ends. \\ 'so'", details: "'tis all.", ground: .talk,
      verbs: ["quit", "leave"]
    ) { Schema([:]) },
    Command(
      "desk.import", .read, "Reads logs.", ground: .program(.import), verbs: ["import"]
    ) { Schema([:]) },
    Command("rpc.ping", .read, "Answers.", ground: .wire(.ping), verbs: ["ping"]) { Schema([:]) },
  ]

  @Test("every command of a person's stands in it, with all its words, and nothing is a request")
  func page() {
    let manual = Manual(commands: Self.commands, kinds: [.tooDeep], version: "1.2-x").text
    let head = """
      .TH DESK 1 "" "1.2\\-x" "Dialog Desk"
      .SH NAME
      desk \\- the console of a support desk
      .SH SYNOPSIS
      .B desk
      [\\fIoptions\\fR] [\\fIcommand\\fR ...]
      .SH DESCRIPTION
      Starts the console.
      Or runs a command.
      .SH OPTIONS
      .TP
      \\fB\\-c, \\-\\-line\\fR \\fItext\\fR
      One line.
      .TP
      \\fB\\-\\-dry\\-run\\fR
      Only tell.
      .SH COMMANDS
      .TP
      .B take
      Takes a ticket.
      Also: mine it, have.
      .TP
      .B quit
      \\&.ends. \\e 'so'
      \\&'tis all.
      Also: leave.
      .SH THE PROGRAM'S OWN WORDS
      .TP
      .B import
      Reads logs.
      .SH EXIT STATUS

      """
    #expect(manual.hasPrefix(head))
    let headings = manual.split(separator: "\n").filter { $0.hasPrefix(".SH") }
    #expect(
      headings.dropFirst(6) == [".SH EXIT STATUS", ".SH ENVIRONMENT", ".SH FILES", ".SH ERRORS"])
    #expect(manual.hasSuffix("\n.SH ERRORS\n.TP\n.B too\\-deep\n\(ErrorKind.tooDeep.summary)\n"))
  }

  @Test("every exit status, variable and file stands in it")
  func lists() {
    let manual = Manual(commands: [], kinds: [], version: "").text
    let statuses = ExitStatus.allCases.map { ("B \($0.rawValue)", $0.summary) }
    let variables = EnvironmentVariable.allCases.map { ("B \($0.rawValue)", $0.summary) }
    let files = DeskFile.allCases.map { ("I \($0.place)", $0.summary) }
    for (name, summary) in statuses + variables + files {
      let told = "\n.TP\n.\(name)\n\(summary)\n".replacing("-", with: "\\-")
      #expect(manual.contains(told))
    }
  }
}
