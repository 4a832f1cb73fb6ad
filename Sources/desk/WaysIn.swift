import Commands
import Console
import Glibc
import Interpreter
import JSON
import RPC
import Replay
import ServiceLevels
import Storage
import SupportDesk

/// Picks clock, store and front end for what the program was called with.
enum WaysIn {
  /// - Returns: the exit status.
  static func run(_ options: Options) -> Int32 {
    do throws(Problem) {
      switch options.words.first {
      case "replay": return try ReplayRunner(Array(options.words.dropFirst())).run()
      case "schema": return try printSchema(Array(options.words.dropFirst()))
      case "--version", "version":
        Output.write(Version.name + "\n")
        return 0
      default: break
      }
      let (store, desk) = try self.desk(options)
      if options.words.first == "import" {
        return try ImportRunner(store: store, desk: desk).run(Array(options.words.dropFirst()))
      }
      var door: any Door = desk
      if let control = options.control, store.isReplay { door = controlled(store, control) }
      if options.words == ["rpc"] { return serve(door) }
      let runner = LineRunner(door: door, asJSON: options.json)
      if let line = options.line { return runner.run(Line(line)).status }
      if !options.words.isEmpty { return runner.run(Line(arguments: options.words)).status }
      if Output.isTerminal(0), Output.isTerminal(1), System.environment("TERM") != "dumb" {
        return Conversation(
          door: door, colour: Output.isColoured(1), isMarked: options.control != nil
        ).run()
      }
      return runner.runStandardInput()
    } catch {
      Output.write(error.page(for: Line("")), to: 2)
      return error.kind.family.exitStatus
    }
  }

  private static func channel(_ options: Options) -> String {
    if options.words == ["rpc"] { return "rpc" }
    if options.line != nil || !options.words.isEmpty { return "shell" }
    return Output.isTerminal(0) ? "console" : "pipe"
  }

  private static func desk(_ options: Options) throws(Problem) -> (SQLiteStore, Desk) {
    do throws(Failure) {
      let program = Program(name: Version.name, channel: channel(options))
      let path = System.databasePath(options.database)
      let (store, isNew) = try System.openStore(path, program: program)
      if isNew {
        Output.write(
          "made \(path) (zone \(System.zoneName())); you are administrator, agent and manager\n",
          to: 2)
      }
      let uid = Int64(getuid())
      let actor = options.actor.map { ActorReference.named($0, by: uid) } ?? .uid(uid)
      let rim = Rim(
        clock: System.now, zone: System.zone, actor: { actor }, program: program)
      return (store, Desk(store: store, rim: rim))
    } catch {
      throw Desk.problem(error)
    }
  }

  private static func controlled(_ store: SQLiteStore, _ descriptor: Int32) -> any Door {
    let control = ControlDescriptor(descriptor)
    let rim = Rim(
      clock: { Instant(clamping: control.now.now) }, zone: System.zone,
      actor: { .named(control.now.actor, by: nil) }, program: Version.replay, isVirtual: true)
    return ControlledDoor(Desk(store: store, rim: rim), control)
  }

  private static func serve(_ door: any Door) -> Int32 {
    guard let connection = PipeConnection() else { return 3 }
    let dispatcher = Dispatcher(door: door) { schema.document }
    return connection.serve(dispatcher.answer)
  }

  private static var schema: OpenRPC {
    OpenRPC(commands: Desk.commands, kinds: ErrorKind.language + ErrorKind.desk)
  }

  private static func printSchema(_ words: [String]) throws(Problem) -> Int32 {
    switch words {
    case ["openrpc"]: Output.write(schema.document.pretty())
    case ["reference"]: Output.write(schema.reference)
    default:
      var problem = Problem(.badValue, "schema prints one of two things")
      problem.expected = ["openrpc", "reference"]
      throw problem
    }
    return 0
  }
}
