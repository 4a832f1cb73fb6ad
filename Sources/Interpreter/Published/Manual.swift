/// The manual page, in the man macros, read off the list.
package struct Manual {
  private let commands: [Command]
  private let kinds: [ErrorKind]
  private let version: String

  package init(commands: [Command], kinds: [ErrorKind], version: String) {
    self.commands = commands
    self.kinds = kinds
    self.version = version
  }

  /// The page's source for `man -l`.
  package var text: String {
    var lines = [
      #".TH DESK 1 "" "\#(Self.escaped(version))" "Dialog Desk""#,
      ".SH NAME", #"desk \- the console of a support desk"#,
      ".SH SYNOPSIS", ".B desk", #"[\fIoptions\fR] [\fIcommand\fR ...]"#,
      ".SH DESCRIPTION",
    ]
    if let program = commands.first(where: { $0.ground == .program(.desk) }) {
      lines += [Self.escaped(program.summary), Self.escaped(program.details)]
      lines += [".SH OPTIONS"] + program.slots.flatMap(Self.option)
    }
    lines +=
      [".SH COMMANDS"]
      + commands.filter { $0.ground == .desk || $0.ground == .talk }
      .flatMap(Self.entry)
    let words = commands.filter {
      if case .program(let word) = $0.ground { word != .desk } else { false }
    }
    lines += [".SH THE PROGRAM'S OWN WORDS"] + words.flatMap(Self.entry)
    lines += [".SH EXIT STATUS"]
    for status in ExitStatus.allCases {
      lines += [".TP", ".B \(status.rawValue)", Self.escaped(status.summary)]
    }
    lines += [".SH ENVIRONMENT"]
    for variable in EnvironmentVariable.allCases {
      lines += [".TP", ".B \(variable.rawValue)", Self.escaped(variable.summary)]
    }
    lines += [".SH FILES"]
    for file in DeskFile.allCases {
      lines += [".TP", ".I \(Self.escaped(file.place))", Self.escaped(file.summary)]
    }
    lines += [".SH ERRORS"]
    for kind in kinds {
      lines += [".TP", ".B \(Self.escaped(kind.word))", Self.escaped(kind.summary)]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func entry(_ command: Command) -> [String] {
    var lines = [".TP", ".B \(escaped(command.usage))", escaped(command.summary)]
    if !command.details.isEmpty { lines.append(escaped(command.details)) }
    if command.verbs.count > 1 {
      lines.append(escaped("Also: " + command.verbs.dropFirst().joined(separator: ", ") + "."))
    }
    return lines
  }

  private static func option(_ slot: Slot) -> [String] {
    let value = slot.extent == .flag ? "" : " \\fI\(escaped(slot.typeName))\\fR"
    let short = ProgramWord.shortOptions.first { $0.name == slot.name }.map {
      escaped($0.short) + ", "
    }
    return [
      ".TP", "\\fB\(short ?? "")\(escaped("--" + slot.word))\\fR\(value)", escaped(slot.summary),
    ]
  }

  /// Text in which nothing is a request, and a hyphen is what people type.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
