import Console
import Glibc
import Interpreter

Output.ignoreSignals()
Output.guardDescriptors()
do throws(Problem) {
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  exit(Terminal.status(try WaysIn(options: options).run()))
} catch {
  Output.write(error.page(for: Line("")), to: 2)
  exit(Terminal.status(error.kind.family.exitStatus))
}
