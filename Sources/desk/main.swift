import Glibc
import Interpreter

signal(SIGPIPE, SIG_IGN)
Output.guardDescriptors()
do throws(Problem) {
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  exit(Output.status(try WaysIn(options: options).run()))
} catch {
  Output.write(error.page(for: Line("")), to: 2)
  exit(error.kind.family.exitStatus)
}
