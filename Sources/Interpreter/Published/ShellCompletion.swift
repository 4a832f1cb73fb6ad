/// Scripts by which shells complete desk's words, read off the list.
package struct ShellCompletion {
  /// A first word of commands that can be said in a shell, and what may follow.
  private struct Row {
    let verb: String
    let summary: String
    /// The next words of longer phrases, and words of slots with choices.
    var words: [String]
    /// With their dashes.
    var flags: [String]
  }

  private let rows: [Row]
  private let options: [(flag: String, summary: String)]

  package init(commands: [Command]) {
    var rows: [Row] = []
    for command in commands where command.isSaidInShells {
      // Of phrases of several words the command's own alone: synonyms are for those who know them.
      for verb in command.verbs where verb == command.verbs.first || !verb.contains(" ") {
        let words = verb.split(separator: " ").map(String.init)
        guard let first = words.first, first != "?" else { continue }
        let row = Row(
          verb: first, summary: command.summary,
          words: words.dropFirst().prefix(1) + command.slots.flatMap(\.choices),
          flags: command.slots.filter { $0.extent != .tail }.map { "--" + $0.word })
        if let place = rows.firstIndex(where: { $0.verb == first }) {
          rows[place].words += row.words.filter { !rows[place].words.contains($0) }
          rows[place].flags += row.flags.filter { !rows[place].flags.contains($0) }
        } else {
          rows.append(row)
        }
      }
    }
    self.rows = rows
    options =
      commands.first { $0.ground == .program(.desk) }?.slots
      .map { ("--" + $0.word, $0.summary) } ?? []
  }

  /// The script that a shell reads.
  package func script(for shell: ProgramParameters.Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private var verbs: String { rows.map(\.verb).joined(separator: " ") }

  private var bash: String {
    var lines = [
      "# bash completion of desk, made by `desk schema completion bash`",
      "_desk() {",
      "  local word=${COMP_WORDS[COMP_CWORD]} verb= i=1",
      "  while ((i < COMP_CWORD)); do",
      "    case ${COMP_WORDS[i]} in",
      "      --db|--as|--control|--line|-c) ((i += 2)) ;;",
      "      -*) ((i += 1)) ;;",
      "      *) verb=${COMP_WORDS[i]}; break ;;",
      "    esac",
      "  done",
      "  local words=",
      "  case $verb in",
      "    '') words='\(verbs) \(options.map(\.flag).joined(separator: " "))' ;;",
    ]
    for row in rows {
      lines.append("    \(row.verb)) words='\((row.words + row.flags).joined(separator: " "))' ;;")
    }
    lines += [
      "  esac", "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))", "}",
      "complete -o default -F _desk desk",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private var zsh: String {
    var lines = [
      "#compdef desk", "# made by `desk schema completion zsh`", "_desk() {", "  local -a verbs",
    ]
    lines.append("  verbs=(")
    for row in rows { lines.append("    '\(row.verb):\(Self.described(row.summary))'") }
    lines += ["  )", "  _arguments -C \\"]
    for option in options {
      lines.append("    '\(option.flag)[\(Self.bracketed(option.summary))]' \\")
    }
    lines += [
      "    '1:command:->verb' '*::words:->rest'", "  case $state in",
      "    verb) _describe command verbs ;;", "    rest)", "      case $words[1] in",
    ]
    for row in rows where !(row.words + row.flags).isEmpty {
      let words = (row.words + row.flags).joined(separator: " ")
      lines.append("        \(row.verb)) compadd -- \(words) ;;")
    }
    lines += ["        *) _files ;;", "      esac ;;", "  esac", "}", "_desk \"$@\""]
    return lines.joined(separator: "\n") + "\n"
  }

  private var fish: String {
    var lines = ["# fish completion of desk, made by `desk schema completion fish`"]
    for option in options {
      lines.append(
        "complete -c desk -n __fish_use_subcommand -l \(option.flag.dropFirst(2)) -d '\(Self.quoted(option.summary))'"
      )
    }
    for row in rows {
      lines.append(
        "complete -c desk -n __fish_use_subcommand -f -a \(row.verb) -d '\(Self.quoted(row.summary))'"
      )
      for flag in row.flags {
        lines.append(
          "complete -c desk -n '__fish_seen_subcommand_from \(row.verb)' -l \(flag.dropFirst(2))")
      }
      if !row.words.isEmpty {
        lines.append(
          "complete -c desk -n '__fish_seen_subcommand_from \(row.verb)' -f -a '\(row.words.joined(separator: " "))'"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    text.replacing("'", with: "'\\''")
  }

  /// To zsh a colon parts a word from what it means.
  private static func described(_ text: String) -> String {
    quoted(text).replacing(":", with: "\\:")
  }

  private static func bracketed(_ text: String) -> String {
    described(text).replacing("[", with: "(").replacing("]", with: ")")
  }
}

extension Command {
  /// Whether it starts with a word in a shell.
  fileprivate var isSaidInShells: Bool {
    switch ground {
    case .desk: true
    case .program(let word): word != .desk
    case .talk, .wire: false
    }
  }
}
