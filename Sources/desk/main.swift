import Glibc
import Interpreter

signal(SIGPIPE, SIG_IGN)
Output.guardDescriptors()
do throws(Problem) {
  exit(Output.status(WaysIn.run(try Options(Array(CommandLine.arguments.dropFirst())))))
} catch {
  Output.write(error.page(for: Line("")), to: 2)
  exit(error.kind.family.exitStatus)
}
