import Console
import Glibc
import Interpreter

Output.ignoreSignals()
LostMemory.tellOf()
Output.guardDescriptors()
do throws(Problem) {
  guard let arguments = ShellWords() else {
    Output.note("desk: the system does not tell with which words it was called: is /proc there?")
    exit(ExitStatus.world.rawValue)
  }
  let options = try Options(arguments.words)
  try arguments.check(options)
  exit(Terminal.status(try WaysIn(options: options).run()))
} catch {
  Output.write(error.page(for: Line("")), to: 2)
  exit(Terminal.status(error.kind.family.exitStatus))
}
