import Glibc

/// A file that one editor is given, in a folder of its own.
struct EditedFile {
  let path: String
  let folder: String
  private let written: stat

  /// - Parameters:
  ///   - text: what it holds at first.
  ///   - folders: where it may be, the best place first; `/tmp` is always tried last.
  init?(_ text: String, folders: [String]) {
    guard let folder = Self.makeFolder(in: folders + ["/tmp"]) else { return nil }
    self.folder = folder
    path = folder + "/text.txt"
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard let file = fdopen(descriptor, "w") else {
      rmdir(folder)
      return nil
    }
    let bytes = Array(text.utf8)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count && fflush(file) == 0
    // An old time, so that whatever saves the file gives it another.
    var times = [timespec(), timespec()]
    futimens(descriptor, &times)
    var facts = stat()
    let isKnown = fstat(descriptor, &facts) == 0
    written = facts
    fclose(file)
    guard isWritten, isKnown else {
      remove()
      return nil
    }
  }

  private static func makeFolder(in places: [String]) -> String? {
    for place in places {
      var template = Array((place + "/desk-XXXXXX").utf8CString)
      if mkdtemp(&template) != nil {
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
    return nil
  }

  /// Whether somebody has written it since, or put another in its place.
  var isSaved: Bool {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return false }
    return facts.st_ino != written.st_ino || facts.st_size != written.st_size
      || facts.st_mtim.tv_sec != written.st_mtim.tv_sec
  }

  func contents() -> [UInt8]? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return ferror(file) == 0 ? bytes : nil }
      bytes += chunk[..<count]
    }
  }

  /// Whether the editor left something beside the file.
  var hasCompany: Bool { names.contains { folder + "/" + $0 != path } }

  /// Takes the folder away with everything that the editor left in it.
  func remove() {
    for name in names { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  private var names: [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
