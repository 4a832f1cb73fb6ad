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
    let source = System.followed(call[ProgramParameters.copy])
    if let file = System.identity(source), file == System.identity(path) {
      throw Problem(.badValue, "\(source) is the store itself")
    }
    let copy = try open(source)
    if System.exists(path) { try askLeave(for: copy, source) }
    let now = System.now()
    let stamp = InstantText.utc(now).filter { $0.isNumber || $0 == "T" }
    var changes: Int64 = 0
    let restored: JournalStore.Restored?
    do throws(Failure) {
      restored = try JournalStore.restore(
        path, from: copy, stamp: stamp, at: now, program: Version.name
      ) { store throws(Failure) in
        let found = try store.verify()
        if let fault = found.faults.first {
          throw .storage(.damaged("\(source) does not hold, and was not restored: \(fault.what)"))
        }
        changes = found.changes
      }
    } catch { throw Self.problem(error) }
    var page = Page()
    page.add("restored \(source), up to change \(changes)")
    if let restored {
      for person in restored.erased ?? [] {
        page.add("erased-\(person.value) was erased since, and is erased in it too")
      }
      if restored.erased == nil {
        page.add("who was erased since cannot be told: erase them again")
      }
      page.add("the store that was there is kept as \(restored.aside)")
      if let alone = restored.alone {
        let changes =
          alone.count == 1
          ? "change \(alone.lowerBound) is"
          : "changes \(alone.lowerBound) to \(alone.upperBound) are"
        page.add("\(changes) in that one alone: desk restore \(restored.aside) brings it back")
      }
    } else {
      page.add("who was erased since cannot be told: erase them again")
    }
    return Output.tell(page)
  }

  private func open(_ source: String) throws(Problem) -> JournalStore {
    do throws(StorageFailure) {
      return try JournalStore(asItIs: source)
    } catch { throw Desk.problem(.storage(error)) }
  }

  /// Leave is asked of the store that is replaced; one that cannot be used can give none, and
  /// whoever may write its folder may replace it.
  private func askLeave(for copy: JournalStore, _ source: String) throws(Problem) {
    let store: JournalStore
    do throws(StorageFailure) { store = try JournalStore(path: path) } catch {
      let problem = Desk.problem(.storage(error))
      if problem.kind == .storageBusy { throw problem }
      Output.note("the store that is replaced cannot be used: \(problem.message)")
      return
    }
    if let problem = desk(store).refusal(of: .backUp) {
      // Whom a damaged store knows says nothing.
      if let found = try? store.verify(), found.holds { throw problem }
      Output.note("the store that is replaced does not hold")
      return
    }
    if copy.isReplay && !store.isReplay {
      throw Problem(.badValue, "\(source) is the store of a replay")
    }
    if copy.name != store.name {
      var problem = Problem(.badValue, "\(source) is the store of another desk")
      problem.hint = "where it shall be this one's, move \(path) away first"
      throw problem
    }
  }

  private static func problem(_ failure: Failure) -> Problem {
    guard failure == .storage(.busy) else { return Desk.problem(failure) }
    var problem = Problem(.storageBusy, "another program has the store open")
    problem.hint = "close its consoles and desk rpc, and restore again; nothing was changed"
    return problem
  }
}
