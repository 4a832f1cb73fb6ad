import JSON

/// The parameters of the program's own words.
package enum ProgramParameters {
  /// A way in through which a recorded session is played.
  package enum Way: String, CaseIterable, Sendable {
    case inProcess = "in-process"
    case rpc, pty
  }

  /// What other systems' exports can be read.
  package enum System: String, CaseIterable, Sendable { case servicenow }

  /// What `schema` prints.
  package enum Document: String, CaseIterable, Sendable { case openrpc, reference, man, completion }

  /// A shell that completes desk's words.
  package enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }

  package static let database = Parameter(
    "db", "The store; else $DESK_DB, else the XDG data folder.", .path)
  package static let actor = Parameter(
    "as", "Who acts, by a name: for the administrator, and in replays.",
    .string("person", extent: .word))
  package static let line = Parameter("line", "One line, run as it would be typed.", .text)
  package static let json = Parameter("json", "Answers are printed as JSON.", .flag)
  package static let csv = Parameter(
    "csv", "Lists and reports are printed as lines of values between commas.", .flag)
  package static let noInput = Parameter(
    "noInput", "Nothing is asked, at a terminal either: what is missing is an error.", .flag)
  package static let control = Parameter(
    "control", "The descriptor by which a replay tells the time.",
    .integer(0...Int64(Int32.max)))
  package static let help = Parameter("help", "Prints the commands and the options.", .flag)
  package static let version = Parameter("version", "Prints the version.", .flag)

  package static let files = Parameter(
    "files", "The recorded sessions.", .words("file", isPath: true))
  package static let way = Parameter(
    "via", "Through which way in they are played.", ValueType<Way>.choice("way"))
  package static let bless = Parameter(
    "bless", "Rewrites what a session expects to what it got.", .flag)
  package static let log = Parameter(
    "log", "A file that every call and its answer is written to, a JSON line each.", .path)
  package static let system = Parameter(
    "system", "Whose export it is.", ValueType<System>.choice("system"))
  package static let file = Parameter("file", "The export, perhaps compressed by gzip.", .path)
  package static let copy = Parameter("file", "The backup.", .path)
  package static let report = Parameter(
    "report", "A new file that every row which is not taken is written to, a CSV line each.", .path)
  package static let document = Parameter(
    "document", "What is printed.", ValueType<Document>.choice("document"))
  package static let shell = Parameter(
    "shell", "For which shell.", ValueType<Shell>.choice("shell"))
}

extension ProgramWord {
  private typealias P = ProgramParameters

  /// The entry of the list.
  package var command: Command {
    Command(
      "program.\(rawValue)", .read, summary, details: details, ground: .program(self),
      verbs: [rawValue], slots: slots, permission: permission, errors: errors,
      answer: { Schema([:]) })
  }

  private var summary: String {
    switch self {
    case .desk: "Starts the console; on a pipe, runs the lines it reads."
    case .rpc: "Speaks JSON-RPC 2.0 on standard input and output."
    case .replay: "Plays recorded sessions against a fresh store."
    case .import: "Records another system's log as facts at their own times."
    case .restore: "Puts a backup in the place of the store, which is kept."
    case .schema: "Prints what is generated from the list."
    }
  }

  private var details: String {
    switch self {
    case .desk: "What follows the options is one call: `desk take 12`."
    case .rpc: "Lines or Content-Length blocks; the first byte tells."
    case .replay: "It ends with 0 where all hold, with 1 where one differs."
    case .restore:
      "The backup is proven first. Nobody else may have the store open; what was there is kept"
        + " beside it, and its new name is told."
    case .import:
      "The same file is read once; a newer one adds what is new. It ends with 1 where something of a"
        + " row was not taken; the rest is recorded all the same."
    case .schema: "The published schema and reference are made by it."
    }
  }

  /// Short words of options, as shells have them.
  package static let shortOptions = [(short: "-c", name: "line"), (short: "-h", name: "help")]

  private var slots: [Slot] {
    switch self {
    case .desk:
      [
        P.database.option(), P.actor.option(), P.line.option(), P.json.option(),
        P.csv.option(),
        P.noInput.option(), P.control.option(), P.help.option(), P.version.option(),
      ]
    case .rpc: []
    case .replay: [P.way.option(), P.bless.option(), P.log.option(), P.files.slot()]
    case .restore: [P.copy.slot()]
    case .import: [P.report.option(), P.system.slot(), P.file.slot()]
    case .schema: [P.document.slot(), P.shell.slot(optional: true)]
    }
  }

  private var permission: String? {
    switch self {
    case .import: "import"
    case .restore: "back-up"
    case .desk, .rpc, .replay, .schema: nil
    }
  }

  private var errors: [ErrorKind] { [] }
}
