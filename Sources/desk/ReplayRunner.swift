import Console
import Glibc
import Interpreter
import Replay
import Storage
import SupportDesk

/// Plays the files of `desk replay`.
struct ReplayRunner {
  private let files: [String]
  private let way: ProgramParameters.Way
  private let blesses: Bool
  private let log: String?

  init(_ call: Call) throws(Problem) {
    files = call[ProgramParameters.files]
    way = call[optional: ProgramParameters.way] ?? .inProcess
    blesses = call[optional: ProgramParameters.bless] ?? false
    log = call[optional: ProgramParameters.log]
    let isForbidden =
      System.environment(.continuousIntegration) != nil || System.environment(.bless) == "no"
    if blesses, isForbidden {
      throw Problem(.badValue, "nothing is blessed where CI or DESK_BLESS=no is set")
    }
    if log != nil, way == .pty {
      throw Problem(.badValue, "a terminal does not tell calls: --log goes with in-process and rpc")
    }
  }

  /// - Returns: 0 where all hold, 1 where one differs, 2 where one is no script, 3 for the world.
  func run() -> Int32 {
    var descriptor: Int32?
    if let log {
      let opened = log.withPath { open($0, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644) }
      guard opened >= 0 else {
        return Self.fail(log, errno)
      }
      descriptor = opened
    }
    defer { if let descriptor { close(descriptor) } }
    var status: Int32 = 0
    for file in files { status = max(status, play(file, log: descriptor)) }
    return status
  }

  /// Tells what the system said of a file that cannot be written.
  private static func fail(_ file: String, _ number: Int32) -> Int32 {
    Output.note("\(file): cannot be written: \(String(cString: strerror(number)))")
    return ExitStatus.world.rawValue
  }

  private func driver(_ stage: ReplayStage) -> any Driver {
    switch way {
    case .rpc: RPCDriver(stage)
    case .pty: TerminalDriver(stage)
    case .inProcess: InProcessDriver(stage)
    }
  }

  /// - Parameter log: what each call and its answer is written to; nil where nobody asked.
  private func play(_ file: String, log: Int32?) -> Int32 {
    guard let bytes = System.contents(of: file), let text = String(validating: bytes, as: UTF8.self)
    else {
      Output.note("\(file): cannot be read")
      return 3
    }
    let script: Script
    do throws(ScriptFault) { script = try Script(text) } catch {
      Output.note("\(file):\(error.number): \(error.why)")
      return 2
    }
    do throws(StageFault) {
      let stage = try ReplayStage()
      let driver = driver(stage)
      var logFault: Int32 = 0
      let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
      let player = Player(stage, through: driver) { name in
        System.contents(of: folder + name).flatMap { String(validating: $0, as: UTF8.self) }
      }
      defer { player.finish() }
      if let log {
        player.note = { included, line, said in
          let record = CallRecord(file: included.map { folder + $0 } ?? file, line: line, said)
          if logFault == 0 { logFault = Descriptor.write(record.text + "\n", to: log) }
        }
      }
      try player.play(script)
      let journal = JournalStore.digest(of: Array(try player.journal().utf8))
      let status = tell(file, player, journal: String(journal.prefix(16)))
      return logFault == 0 ? status : Self.fail(self.log ?? "", logFault)
    } catch {
      Output.note("\(file): \(error.why)")
      return 3
    }
  }

  private func tell(_ file: String, _ player: Player, journal: String) -> Int32 {
    if player.mismatches.isEmpty {
      Output.say("\(file): holds, journal \(journal)")
      return 0
    }
    for mismatch in player.mismatches {
      Output.say("\(file):\(mismatch.number): > \(mismatch.said)")
      for line in mismatch.expected { Output.say("  - \(line)") }
      for line in mismatch.given { Output.say("  + \(line)") }
    }
    guard blesses else { return 1 }
    let number = Self.replace(file, with: player.blessed.joined(separator: "\n") + "\n")
    return number == 0 ? 0 : Self.fail(file, number)
  }

  /// Writes a new file beside the old one, which takes its place only whole.
  ///
  /// - Returns: the error number of what failed; 0 where nothing did.
  private static func replace(_ file: String, with text: String) -> Int32 {
    let temporary = file + ".part"
    let descriptor = temporary.withPath {
      open($0, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { return errno }
    var number = Descriptor.write(text, to: descriptor)
    if close(descriptor) != 0, number == 0 { number = errno }
    if number == 0, temporary.withPath({ part in file.withPath { rename(part, $0) } }) != 0 {
      number = errno
    }
    if number != 0 { _ = temporary.withPath(unlink) }
    return number
  }
}
