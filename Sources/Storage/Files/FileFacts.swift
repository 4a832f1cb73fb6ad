import CLinux
import Glibc
import SupportDesk

/// What the system says of a store's file.
enum FileFacts {
  /// - Returns: nil where there is no such file.
  static func read(_ path: String, beside companions: [Companion]) -> StoreFacts.File? {
    let folder = Paths.folder(of: path)
    guard let file = facts(path), let around = facts(folder) else { return nil }
    var disk = statvfs()
    let isKnown = status(ofDiskAt: folder, &disk) == 0
    let logs = companions.filter(\.holdsChanges).compactMap { facts(path + $0.ending) }
    let logBytes = logs.reduce(0) { $0 + Int64($1.st_size) }
    return StoreFacts.File(
      path: path, rights: rights(file), folder: folder, folderRights: rights(around),
      bytes: Int64(file.st_size), logBytes: logBytes,
      freeBytes: isKnown ? Int64(clamping: UInt64(disk.f_bavail) * UInt64(disk.f_frsize)) : 0,
      leftovers: Leftovers.of(path, beside: companions).map(\.path)
        + WholeFile.begun(in: folder).map { folder + "/" + $0 })
  }

  private static func facts(_ path: String) -> stat? {
    var facts = stat()
    return status(of: path, &facts) == 0 ? facts : nil
  }

  private static func rights(_ facts: stat) -> StoreFacts.Rights {
    StoreFacts.Rights(owner: Int64(facts.st_uid), mode: Int64(facts.st_mode & 0o7777))
  }
}
