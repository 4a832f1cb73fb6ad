import Console
import Glibc
import Interpreter

Output.ignoreSignals()
Output.guardDescriptors()
do throws(Problem) {
  let arguments = ShellWords()
  let options = try Options(arguments.words)
  try arguments.check(options)
  exit(Terminal.status(try WaysIn(options: options).run()))
} catch {
  Output.write(error.page(for: Line("")), to: 2)
  exit(Terminal.status(error.kind.family.exitStatus))
}
