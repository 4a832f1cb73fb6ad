import CLinux
import Glibc
import ServiceLevels
import SupportDesk

/// What programs left beside a store that was moved or replaced while they had it open.
enum Leftovers {
  /// What a whole store is called in the end that was written then, before a number.
  static let rescued = ".rescued-"
  /// What a store is called in the end that a restore took from its place, before its time, or before a
  /// number.
  static let kept = ".kept-"
  /// What a copy is called in the beginning that a restore puts in a store's place, and then for an
  /// instant the store that was there.
  static let staged = ".desk-restoring-"
  /// What a log is called in the end whose store is elsewhere, before a number.
  static let left = ".left-"

  /// Has a file called by a name of this program that nothing has.
  ///
  /// - Parameter make: makes a file of that name, where nothing has it; false where it cannot.
  /// - Returns: the name; nil where none could be made.
  static func free(_ beginning: String, _ make: (String) -> Bool) -> String? {
    // Numbers of processes come again, in containers soon.
    for number in 0..<attemptsMax {
      let name = beginning + "\(getpid())" + (number == 0 ? "" : "0\(number)")
      if access(name, F_OK) != 0, make(name) { return name }
    }
    return nil
  }

  private static let attemptsMax = 100

  static func of(_ path: String, beside companions: [Companion]) -> [StoreFacts.Copy] {
    let (folder, store) = (Paths.folder(of: path), Paths.name(of: path))
    let beginnings =
      [store + rescued, store + kept, staged + store] + companions.map { store + $0.ending + left }
    let names = Paths.names(in: folder).filter { name in
      beginnings.contains { name.hasPrefix($0) && name.dropFirst($0.count).allSatisfy(\.isNumber) }
    }
    return names.sorted().map { name in
      var facts = stat()
      _ = status(of: folder + "/" + name, &facts)
      let milliseconds =
        Int64(facts.st_mtim.tv_sec) * 1_000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000
      return .init(
        path: Paths.whole(folder) + "/" + name, kind: .aside, at: Instant(clamping: milliseconds))
    }
  }
}
