import Glibc
import Interpreter

signal(SIGPIPE, SIG_IGN)
do throws(Problem) {
  exit(try WaysIn(options: Options(Array(CommandLine.arguments.dropFirst()))).run())
} catch {
  Output.write(error.page(for: Line("")), to: 2)
  exit(error.kind.family.exitStatus)
}
