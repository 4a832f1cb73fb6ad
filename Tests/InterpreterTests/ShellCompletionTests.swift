import Interpreter
import JSON
import Testing

/// The scripts by which shells complete, whole: what one says wrongly a shell passes over in silence.
struct ShellCompletionTests {
  private enum Level: String, CaseIterable, Sendable { case low, high }

  private static let commands = [
    Command(
      "desk.run", .read, "Starts the console.", ground: .program(.desk), verbs: ["desk"],
      slots: [
        Parameter("db", "The store: a file [or memory].", ValueType.text).option(),
        Parameter("dryRun", "It's only told.", ValueType.flag).option(),
      ]
    ) { Schema([:]) },
    Command(
      "ticket.set", .write, "Sets a ticket's priority: one of two.",
      verbs: ["set", "make it", "put", "?"],
      slots: [
        Parameter("priority", "Which.", ValueType<Level>.choice("priority")).slot(),
        Parameter("dryRun", "Only tell.", ValueType.flag).option(),
      ]
    ) { Schema([:]) },
    Command("ticket.unset", .write, "Unsets.", verbs: ["set back it"]) { Schema([:]) },
    Command("desk.quit", .read, "Ends.", ground: .talk, verbs: ["quit"]) { Schema([:]) },
    Command("rpc.ping", .read, "Answers.", ground: .wire(.ping), verbs: ["ping"]) { Schema([:]) },
    Command("desk.import", .read, "Reads logs.", ground: .program(.import), verbs: ["import"]) {
      Schema([:])
    },
  ]

  private static func script(_ shell: ProgramParameters.Shell) -> String {
    ShellCompletion(commands: commands).script(for: shell)
  }

  @Test func bash() {
    #expect(
      Self.script(.bash) == """
        # bash completion of desk, made by `desk schema completion bash`
        _desk() {
          local word=${COMP_WORDS[COMP_CWORD]} verb= i=1
          while ((i < COMP_CWORD)); do
            case ${COMP_WORDS[i]} in
              --db|--as|--control|--line|-c) ((i += 2)) ;;
              -*) ((i += 1)) ;;
              *) verb=${COMP_WORDS[i]}; break ;;
            esac
          done
          local words=
          case $verb in
            '') words='set put import --db --dry-run' ;;
            set) words='low high back --priority --dry-run' ;;
            put) words='low high --priority --dry-run' ;;
            import) words='' ;;
          esac
          COMPREPLY=($(compgen -W "$words" -- "$word"))
        }
        complete -o default -F _desk desk

        """)
  }

  @Test func zsh() {
    #expect(
      Self.script(.zsh) == """
        #compdef desk
        # made by `desk schema completion zsh`
        _desk() {
          local -a verbs
          verbs=(
            'set:Sets a ticket'\\''s priority\\: one of two.'
            'put:Sets a ticket'\\''s priority\\: one of two.'
            'import:Reads logs.'
          )
          _arguments -C \\
            '--db[The store\\: a file (or memory).]' \\
            '--dry-run[It'\\''s only told.]' \\
            '1:command:->verb' '*::words:->rest'
          case $state in
            verb) _describe command verbs ;;
            rest)
              case $words[1] in
                set) compadd -- low high back --priority --dry-run ;;
                put) compadd -- low high --priority --dry-run ;;
                *) _files ;;
              esac ;;
          esac
        }
        _desk "$@"

        """)
  }

  @Test func fish() {
    let begins = "complete -c desk -n __fish_use_subcommand"
    func seen(_ verb: String) -> String {
      "complete -c desk -n '__fish_seen_subcommand_from \(verb)'"
    }
    #expect(
      Self.script(.fish) == """
        # fish completion of desk, made by `desk schema completion fish`
        \(begins) -l db -d 'The store: a file [or memory].'
        \(begins) -l dry-run -d 'It'\\''s only told.'
        \(begins) -f -a set -d 'Sets a ticket'\\''s priority: one of two.'
        \(seen("set")) -l priority
        \(seen("set")) -l dry-run
        \(seen("set")) -f -a 'low high back'
        \(begins) -f -a put -d 'Sets a ticket'\\''s priority: one of two.'
        \(seen("put")) -l priority
        \(seen("put")) -l dry-run
        \(seen("put")) -f -a 'low high'
        \(begins) -f -a import -d 'Reads logs.'

        """)
  }
}
