import Commands
import Glibc
import Interpreter
import ServiceLevels
import Storage
import SupportDesk

/// Carries out `desk restore FILE`.
struct RestoreRunner {
  /// Where the store lies that is replaced.
  let path: String
  /// Who acts on a store.
  let desk: (JournalStore) -> Desk

  /// - Returns: the exit status.
  func run(_ call: Call) throws(Problem) -> Int32 {
    let source = call[ProgramParameters.copy]
    if let file = System.identity(source), file == System.identity(path) {
      throw Problem(.badValue, "\(source) is the store itself")
    }
    let copy = try open(source)
    if System.exists(path) { try askLeave() }
    let head = try prove(copy, source)
    let now = System.now()
    let aside = "\(path).kept-\(InstantText.utc(now).filter { $0.isNumber || $0 == "T" })"
    let restored: JournalStore.Restored
    do throws(Failure) {
      restored = try JournalStore.restore(
        path, from: copy, aside: aside, at: now, program: Version.name)
    } catch { throw Self.problem(error) }
    var page = Page()
    page.add("restored \(source), up to change \(head)")
    for person in restored.erased {
      page.add("erased-\(person.value) was erased since, and is erased in it too")
    }
    if restored.isKept { page.add("the store that was there is kept as \(aside)") }
    return Output.tell(page)
  }

  private func open(_ source: String) throws(Problem) -> JournalStore {
    do throws(StorageFailure) {
      return try JournalStore(path: source, isReadOnly: true)
    } catch { throw Desk.problem(.storage(error)) }
  }

  /// Leave is asked of the store that is replaced; one that cannot be opened can give none, and
  /// whoever may write its folder may replace it.
  private func askLeave() throws(Problem) {
    let store: JournalStore
    do throws(StorageFailure) { store = try JournalStore(path: path) } catch {
      let problem = Desk.problem(.storage(error))
      if problem.kind == .storageBusy { throw problem }
      Output.note("the store that is replaced cannot be used: \(problem.message)")
      return
    }
    if let problem = desk(store).refusal(of: .backUp) { throw problem }
  }

  /// - Returns: how many changes it holds.
  private func prove(_ copy: JournalStore, _ source: String) throws(Problem) -> Int64 {
    let found: Verification
    do throws(Failure) { found = try copy.verify { _, _ in } } catch { throw Desk.problem(error) }
    if let fault = found.faults.first {
      throw Problem(
        .storageFailed, "\(source) does not hold, and was not restored: \(fault.what)")
    }
    return found.changes
  }

  private static func problem(_ failure: Failure) -> Problem {
    guard failure == .storage(.busy) else { return Desk.problem(failure) }
    var problem = Problem(.storageBusy, "another program has the store open")
    problem.hint = "close its consoles and desk rpc, and restore again; nothing was changed"
    return problem
  }
}
