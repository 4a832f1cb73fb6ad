import Commands
import Glibc
import Interpreter
import SupportDesk

/// The version, as the journal and `--version` have it.
let version = "0.1.0"

func fail(_ problem: Problem) -> Never {
  Output.write(problem.page(for: Line("")), to: 2)
  exit(problem.kind.family.exitStatus)
}

func parsedOptions() -> Options {
  do { return try Options(Array(CommandLine.arguments.dropFirst())) } catch { fail(error) }
}

signal(SIGPIPE, SIG_IGN)
let options = parsedOptions()
exit(WaysIn.run(options))
