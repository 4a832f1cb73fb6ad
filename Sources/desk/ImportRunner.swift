import Commands
import Glibc
import Import
import Interpreter
import ServiceLevels
import Storage
import SupportDesk

/// Carries out `desk import servicenow FILE`.
struct ImportRunner {
  let store: JournalStore
  let desk: Desk
  /// An import commits at least so often, that others can write.
  private static let batchMs: Int64 = 100

  func run(_ call: Call) throws(Problem) -> Int32 {
    let path = call[ProgramParameters.file]
    switch call[ProgramParameters.system] {
    case .servicenow: return try serviceNow(path)
    }
  }

  private func serviceNow(_ path: String) throws(Problem) -> Int32 {
    if let problem = desk.refusal(of: .importFacts) { throw problem }
    guard let bytes = Self.contents(of: path) else {
      throw Problem(.storageFailed, "\(path) cannot be read")
    }
    var log = try read(bytes, path)
    let begin = System.now()
    var batch = System.now()
    do throws(Failure) {
      try log.run(
        into: store,
        clock: {
          batch = System.now()
          return batch
        },
        isDue: { System.now() - batch >= Self.batchMs }, zone: System.zone,
        progress: { Self.show(done: $0, total: $1) })
    } catch {
      throw desk.problem(of: error)
    }
    tell(log.summary, milliseconds: max(1, System.now() - begin))
    return 0
  }

  private func read(_ bytes: [UInt8], _ path: String) throws(Problem) -> ServiceNowImport {
    do throws(ImportFailure) {
      return try ServiceNowImport(
        bytes, digest: JournalStore.digest(of: bytes), program: Version.name)
    } catch {
      switch error {
      case .empty: throw Problem(.badValue, "\(path) is empty")
      case .missingColumn(let name):
        throw Problem(.badValue, "\(path) is no ServiceNow log: it has no column \(name)")
      }
    }
  }

  /// A bar on a terminal, nothing elsewhere.
  private static func show(done: Int, total: Int) {
    guard Output.isTerminal(2) else { return }
    let cells = total == 0 ? 40 : done * 40 / total
    let bar = String(repeating: "█", count: cells) + String(repeating: "·", count: 40 - cells)
    Output.write("\r\(bar) \(done) of \(total)" + (done == total ? "\n" : ""), to: 2)
  }

  private func tell(_ summary: ImportSummary, milliseconds: Int64) {
    var page = Page()
    page.add(
      "\(summary.rows) rows, \(summary.tickets) tickets, \(summary.facts) facts in"
        + " \(DurationText.words(milliseconds)), \(Int64(summary.rows) * 1_000 / milliseconds)"
        + " rows a second")
    page.add("times are taken for UTC; answered is \(ResponseBasis.text)")
    for (kind, count, line) in summary.passed {
      page.add("  \(count) rows: \(kind) (first in line \(line))")
    }
    Output.write(page)
  }

  /// A file's bytes; one that is compressed goes through gzip.
  private static func contents(of path: String) -> [UInt8]? {
    guard let bytes = System.contents(of: path) else { return nil }
    guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    let words: [String] = ["gzip", "-dc", "--", path]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, "gzip", &actions, nil, arguments, environ)
    close(ends[1])
    defer { close(ends[0]) }
    guard code == 0, let plain = System.contents(ofDescriptor: ends[0]) else { return nil }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status == 0 ? plain : nil
  }
}
