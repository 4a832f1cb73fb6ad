import Commands
import Glibc
import Interpreter
import ServiceLevels
import SupportDesk

/// Picks clock, store and front end for what the program was called with.
enum WaysIn {
  /// - Returns: the exit status.
  static func run(_ options: Options) -> Int32 {
    let isLine = options.line != nil || !options.words.isEmpty
    let channel = isLine ? "shell" : Output.isTerminal(0) ? "console" : "pipe"
    let program = Program(name: "desk \(version)", channel: channel)
    do throws(Failure) {
      let path = System.databasePath(options.database)
      let (store, isNew) = try System.openStore(path, program: program)
      if isNew {
        Output.write(
          "made \(path) (zone \(System.zoneName())); you are administrator, agent and manager\n",
          to: 2)
      }
      let actor = options.actor.map(ActorReference.named) ?? .uid(Int64(getuid()))
      let rim = Rim(
        clock: System.now, zone: System.zone, actor: { actor }, program: program)
      let door = Desk(store: store, rim: rim)
      let runner = LineRunner(door: door, asJSON: options.json)
      if let line = options.line { return runner.run(Line(line)).status }
      if !options.words.isEmpty { return runner.run(Line(arguments: options.words)).status }
      return runner.runStandardInput()
    } catch {
      fail(Desk.problem(error))
    }
  }
}
