import Glibc
import SupportDesk

extension StoreCore {
  /// Writes the store whole to a file of its own, where a failure says that what was acknowledged may
  /// be lost: this program has file and log open still, whatever was done to their names.
  ///
  /// Only where it acknowledged anything; once for each such change, but again where it failed.
  func rescue(from failure: Failure) {
    guard case .storage(let failure) = failure, failure.isOfAnotherFile, let acknowledged,
      rescued?.change != acknowledged.change || !database.isRescued
    else { return }
    let beginning =
      Paths.whole(Paths.folder(of: path)) + "/" + Paths.name(of: path) + Leftovers.rescued
    var why = failure
    let written = Leftovers.free(beginning) { name in
      do throws(Failure) {
        try database.copy(to: name) { copy throws(StorageFailure) in
          if try !isWhole(copy, with: acknowledged) { throw failure }
        }
        return true
      } catch {
        if case .storage(let fault) = error { why = fault }
        return false
      }
    }
    database.isRescued = written != nil
    rescued = (acknowledged.change, written.map { .written(path: $0) } ?? .failed(why))
  }

  /// Whether a copy has what was acknowledged, and all else: of a file that was written over, this
  /// program remembers some pages, and the rest are another's.
  private func isWhole(
    _ copy: any Database, with last: (change: Int64, hash: [UInt8])
  ) throws(StorageFailure) -> Bool {
    let hash = try copy.first(
      "SELECT hash FROM change WHERE sequence = $1", .integer(last.change)
    ) { $0.blob(0) }
    guard hash == last.hash else { return false }
    let journal = Journal(
      database: copy, identity: identity, vault: Vault(database: copy, salting: salting))
    do throws(Failure) {
      let verifier = try wrapped { () throws(StorageFailure) in try Verifier(journal) }
      return try verifier.run { _, _ in }.faults.isEmpty
    } catch { return false }
  }

  /// Removes what was rescued where all is in its place again.
  func dropRescued() {
    if case .written(let path) = rescued?.rescue { unlink(path) }
    rescued = nil
    database.isRescued = false
  }
}
