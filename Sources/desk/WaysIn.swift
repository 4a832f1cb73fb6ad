import Commands
import Console
import Glibc
import Interpreter
import RPC
import Replay
import ServiceLevels
import Storage
import SupportDesk
import Worker

/// Picks clock, store and front end for what the program was called with.
struct WaysIn: Sendable {
  let options: Options

  /// - Returns: the exit status.
  func run() throws(Problem) -> Int32 {
    if options.version { return Output.tell(Version.name + "\n") }
    if options.help { return Output.tell(Desk.help) }
    guard options.line == nil, let first = options.words.first,
      let word = ProgramWord(rawValue: first), word != .desk
    else { return try converse() }
    let call = try self.call()
    switch word {
    case .desk: preconditionFailure("the program's own name was read as an option's")
    case .rpc: return try serve()
    case .replay: return try ReplayRunner(call).run()
    case .import:
      let opened = try open(channel: "import")
      do {
        return settled(
          opened.store, try ImportRunner(store: opened.store, desk: opened.desk).run(call))
      } catch {
        _ = settled(opened.store, ExitStatus.world.rawValue)
        throw error
      }
    case .restore:
      let path = System.databasePath(options.database)
      return try RestoreRunner(path: path) { store in
        desk(store, Program(name: Version.name, channel: "shell"))
      }.run(call)
    case .schema: return try Published(call).write()
    }
  }

  /// The call that the words of the program stand for.
  private func call() throws(Problem) -> Call {
    switch Desk.grammar.parse(Line(arguments: options.words), focus: nil).meaning {
    case .call(let call): return call
    case .needs(let needs): throw needs.problem
    case .refused(let problem): throw problem
    case .empty: preconditionFailure("a word of the program is no word")
    }
  }

  // MARK: Talking

  private func converse() throws(Problem) -> Int32 {
    let isTerminal = Output.isTerminal(STDIN_FILENO) && !options.noInput
    let isCall = options.line != nil || !options.words.isEmpty
    if isTerminal, !isCall { return try talk() }
    let records = RecordStream(asJSON: options.json)
    let (door, store) = try door(channel: isCall ? "shell" : "pipe", records: records)
    if options.csv, options.json {
      throw Problem(.badValue, "answers are printed as JSON or as CSV: either --json or --csv")
    }
    let runner = LineRunner(
      door: door, form: options.csv ? .csv : options.json ? .json : .page, records: records)
    if let line = options.line { return settled(store, runner.run(Line(line)).status) }
    if isCall { return settled(store, runner.run(Line(arguments: options.words)).status) }
    return settled(store, runner.runStandardInput())
  }

  /// How often an open console looks whether something was recorded or fell due, in milliseconds.
  private static let attendMs: Int64 = 300

  private func talk() throws(Problem) -> Int32 {
    let worker = try Worker { () throws(Problem) in
      let records = RecordStream(asJSON: false)
      return try door(channel: "console", records: records)
    }
    for draft in DraftsAside.paths() { Output.note("a text that was kept aside: \(draft)") }
    let heard = Heard()
    worker.attend(every: Self.attendMs) { owned in
      // In the middle of a long read too, which may be given up: this is not.
      owned.door.heeding(Caller()) {
        if owned.door.attend() { heard.put(owned.door.overhear()) }
      }
    }
    let conversation = Conversation(
      door: ThreadedDoor(worker) { $0.door }, heard: heard,
      colour: Output.isColoured(STDOUT_FILENO),
      isMarked: options.control != nil)
    let status = conversation.run()
    return worker.end { settled($0.store, status) }
  }

  /// What the thread of `desk rpc` owns that carries out its calls.
  private struct Served {
    let dispatcher: Dispatcher
    let store: JournalStore
  }

  private func serve() throws(Problem) -> Int32 {
    let worker = try Worker { () throws(Problem) in
      let (door, store) = try door(channel: "rpc")
      return Served(
        dispatcher: Dispatcher(door: door, server: Version.server) { Published.openRPC.document },
        store: store)
    }
    let status = PipeConnection()?.serve(worker) { $0.dispatcher } ?? ExitStatus.world.rawValue
    return worker.end { settled($0.store, status) }
  }

  /// Says where a closed store is not one whole file, or not there any more.
  ///
  /// - Returns: the exit status, which is another where acknowledged changes are not in their place.
  private func settled(_ store: JournalStore, _ status: Int32) -> Int32 {
    let path = System.databasePath(options.database)
    switch store.settle() {
    case nil: return status
    case .log(let failure):
      Output.note(
        "every change is kept, but the log beside \(path) could not be taken into it:"
          + " \(Desk.problem(.storage(failure)).message)")
      Output.note("until a later start takes it in, copy it by backup, not by cp")
      return status
    case .gone(let change, .written(let rescued)):
      Output.note(
        "\(path) is not what this program opened: changes up to \(change) may not be in it."
          + " All of them are in \(rescued)")
      let (there, whole) = (ShellWords.quoted(path), ShellWords.quoted(rescued))
      Output.note(
        "desk --db \(there) restore \(whole) puts that in its place, and keeps what is there;"
          + " where that is another desk's, move it away first")
    case .gone(let change, .failed(let failure)):
      Output.note(
        "\(path) is not what this program opened: changes up to \(change) may not be in it,"
          + " and could not be written elsewhere: \(Desk.problem(.storage(failure)).message)")
    }
    return ExitStatus.world.rawValue
  }

  // MARK: Opening

  private func door(
    channel: String, records: (any RecordTaker)? = nil
  ) throws(Problem) -> (door: any FollowedDoor, store: JournalStore) {
    let opened = try open(channel: channel, records: records)
    guard let descriptor = options.control, opened.store.isReplay else {
      return (opened.desk, opened.store)
    }
    let control = ControlDescriptor(descriptor)
    let rim = Machine.rim(
      clock: { Instant(clamping: control.now.now) },
      actor: { .named(control.now.actor, by: nil) }, program: Version.replay, isVirtual: true)
    return (ControlledDoor(Desk(store: opened.store, rim: rim), control), opened.store)
  }

  private func open(
    channel: String, records: (any RecordTaker)? = nil
  ) throws(Problem) -> (store: JournalStore, desk: Desk) {
    let program = Program(name: Version.name, channel: channel)
    let path = System.databasePath(options.database)
    let (store, isNew): (JournalStore, Bool)
    do throws(Failure) { (store, isNew) = try System.openStore(path, program: program) } catch {
      throw Desk.problem(error)
    }
    if isNew {
      Output.note(
        "made \(path) (zone \(System.zoneName())); you are administrator, agent and manager")
    }
    if let format = store.migratedFrom {
      Output.note("brought \(path) from format \(format) to format \(JournalStore.format)")
    }
    if let file = JournalStore.file(path), file.folderRights.othersMayReplace {
      Output.note(
        "others may write \(file.folder), and put another store in the place of this one:"
          + " chmod o-w \(file.folder)")
    }
    let desk = desk(store, program, records: records)
    // Else each of their lines would be refused.
    if options.actor != nil, options.control == nil, let problem = desk.refusal(of: nil) {
      throw problem
    }
    return (store, desk)
  }

  private func desk(
    _ store: JournalStore, _ program: Program, records: (any RecordTaker)? = nil
  ) -> Desk {
    let uid = Int64(getuid())
    let actor = options.actor.map { ActorReference.named($0, by: uid) } ?? .uid(uid)
    return Desk(
      store: store,
      rim: Machine.rim(clock: System.now, actor: { actor }, program: program, records: records))
  }
}
