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

  /// When this process first kept one: what it keeps later takes the place of that.
  private static let began = System.now()

  /// Keeps a text in a file of its own, readable by its owner alone.
  ///
  /// - Returns: its path; nil where that fails too.
  static func keep(_ text: String) -> String? {
    guard (try? System.makeFolders(for: stateFolder + "/draft")) != nil else { return nil }
    let path = stateFolder + "/draft-\(began.milliseconds)-\(getpid()).txt"
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
