import Commands
import Console
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
  /// So long a batch holds the lock before it is committed: with the commit, 100 ms.
  private static let batchMs: Int64 = 75
  /// So long others can write between batches: a quarter of the time.
  ///
  /// Who waits for the lock looks at least every 4 ms (`Interruption`), and so finds it free.
  private static let pauseMs: UInt32 = 25

  /// - Returns: the exit status: refused where something of a row was not taken.
  func run(_ call: Call) throws(Problem) -> Int32 {
    if let problem = desk.refusal(of: .importFacts) { throw problem }
    let path = call[ProgramParameters.file]
    let report = try call[optional: ProgramParameters.report].map { path throws(Problem) in
      try ImportReport(path)
    }
    let summary: ImportSummary
    switch call[ProgramParameters.system] {
    case .servicenow: summary = try serviceNow(path, report)
    }
    try report?.publish()
    return (summary.isWhole ? ExitStatus.done : .refused).rawValue
  }

  private func serviceNow(
    _ path: String, _ report: ImportReport?
  ) throws(Problem) -> ImportSummary {
    let began = System.now()
    guard let bytes = Self.contents(of: path) else {
      throw Problem(.storageFailed, "\(path) cannot be read")
    }
    var log = try read(bytes, path, began: began, report)
    var batch = began
    do throws(Failure) {
      try log.run(
        into: store,
        clock: {
          batch = System.now()
          return batch
        },
        isDue: { System.now() - batch >= Self.batchMs },
        pause: { usleep(Self.pauseMs * 1_000) }, zone: System.zone,
        show: { Self.show(done: $0, total: $1) })
    } catch {
      throw desk.problem(of: error)
    }
    tell(log.summary, milliseconds: max(1, System.now() - began))
    return log.summary
  }

  private func read(
    _ bytes: [UInt8], _ path: String, began: Instant, _ report: ImportReport?
  ) throws(Problem) -> ServiceNowImport {
    do throws(ImportFailure) {
      return try ServiceNowImport(
        bytes, digest: JournalStore.digest(of: bytes), program: Version.name, began: began,
        report: { report?.add($0) })
    } catch {
      switch error {
      case .empty: throw Problem(.badValue, "\(path) is empty")
      case .unclosedHeader:
        throw Problem(
          .badValue, "\(path) is no ServiceNow log: a quotation in line 1 is not closed")
      case .missingColumn(let name):
        throw Problem(.badValue, "\(path) is no ServiceNow log: it has no column \(name)")
      case .monthsFirst(let line):
        var problem = Problem(
          .badValue, "\(path) has dates with the month first, from line \(line) on")
        problem.hint = "export it with the day first: 29/2/2016 01:16; nothing was imported"
        throw problem
      }
    }
  }

  /// A bar on a terminal, nothing elsewhere.
  private static func show(done: Int, total: Int) {
    guard Output.isTerminal(2) else { return }
    let cells = total == 0 ? 40 : done * 40 / total
    let bar = String(repeating: "█", count: cells) + String(repeating: "·", count: 40 - cells)
    let line = ScreenText(.lineStart) + ScreenText("\(bar) \(done) of \(total)")
    Output.write(done == total ? line + .lineFeed : line, to: 2)
  }

  private func tell(_ summary: ImportSummary, milliseconds: Int64) {
    var page = Page()
    page.add(
      "\(summary.rows) rows, \(summary.tickets) tickets, \(summary.facts) facts in"
        + " \(DurationText.words(milliseconds)), \(Int64(summary.rows) * 1_000 / milliseconds)"
        + " rows a second")
    page.add("times are taken for UTC; answered is \(ResponseBasis.text)")
    if summary.withdrawn > 0 {
      page.add("\(summary.withdrawn) notices were taken back: what is known now makes them untrue")
    }
    let known = summary.known
    if known.count > 0 {
      page.add(
        "  \(known.count) rows: nothing that was not known (first in line \(known.firstLine))")
    }
    for (first, count) in summary.untaken {
      let fault = first.fault
      page.add("  \(count) rows: \(fault.kind.title) (first in line \(first.line))")
      page.add(.init("    \(fault.wrong); right would be \(fault.right)"), indent: 4)
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
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { $0.withPath(strdup) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, "gzip", &actions, nil, arguments, environ)
    close(ends[1])
    defer { close(ends[0]) }
    guard code == 0, let plain = Descriptor.contents(of: ends[0]) else { return nil }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status == 0 ? plain : nil
  }
}
