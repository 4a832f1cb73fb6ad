import Console
import Glibc
import Interpreter
import ServiceLevels
import SupportDesk

/// The texts that no store could take, each in a file of its own that its owner alone can read.
enum DraftsAside {
  /// Where texts lie that no store could take.
  private static var stateFolder: String {
    let state =
      System.environment(.stateHome) ?? (System.environment(.home) ?? ".") + "/.local/state"
    return state + "/desk"
  }

  /// Keeps a text in a file of its own, readable by its owner alone.
  ///
  /// - Parameter before: the path of what was kept of its beginning, whose place it takes; nil of a text that is new.
  /// - Returns: its path; nil where that fails too.
  static func keep(_ text: String, over before: String?) -> String? {
    guard (try? System.makeFolders(for: stateFolder + "/draft")) != nil else { return nil }
    let path = before ?? unused()
    // What was kept before stays until the new text is whole.
    let partial = path + ".part"
    let descriptor = partial.withPath {
      open($0, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    if Descriptor.write(text, to: descriptor) == 0,
      partial.withPath({ part in path.withPath { rename(part, $0) } }) == 0
    {
      return path
    }
    _ = partial.withPath(unlink)
    return nil
  }

  /// A path at which nothing is: the clock may stand still, or have been put back.
  private static func unused() -> String {
    var count = 0
    while true {
      count += 1
      let path = stateFolder + "/draft-\(System.now().milliseconds)-\(getpid())-\(count).txt"
      if path.withPath({ access($0, F_OK) }) != 0 { return path }
    }
  }

  /// The texts that were kept so, the oldest first.
  static func paths() -> [String] {
    guard let folder = stateFolder.withPath(opendir) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("draft-"), name.hasSuffix(".txt") { names.append(name) }
    }
    return names.sorted().map { stateFolder + "/" + $0 }
  }
}
