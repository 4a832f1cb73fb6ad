import Glibc
import SupportDesk

extension StoreCore {
  /// Writes the store whole to a file of its own, where a failure says that what was acknowledged may
  /// be lost: file and log are open still, whatever was done to their names, and nobody else has them.
  ///
  /// Once, and only where this program acknowledged anything.
  func rescue(from failure: Failure) {
    guard case .storage(let failure) = failure, failure.isOfAnotherFile, let acknowledged,
      rescued == nil
    else { return }
    let path =
      Paths.whole(Paths.folder(of: self.path)) + "/" + Paths.name(of: self.path)
      + Leftovers.rescued + "\(getpid())"
    var made: Rescue
    do throws(Failure) {
      try database.copy(to: path) { copy throws(StorageFailure) in
        let hash = try copy.first(
          "SELECT hash FROM change WHERE sequence = $1", .integer(acknowledged.change)
        ) { $0.blob(0) }
        if hash != acknowledged.hash { throw failure }
      }
      database.abandon()
      made = .written(path: path)
    } catch {
      made = .failed(failure)
      if case .storage(let why) = error { made = .failed(why) }
    }
    rescued = (acknowledged.change, made)
  }

  /// Removes what was rescued where all is in its place again.
  func dropRescued() {
    if case .written(let path) = rescued?.rescue { unlink(path) }
    rescued = nil
  }
}
