import Glibc

/// A file that one editor is given, in a folder of its own.
struct EditedFile {
  /// Why there is no file, in the system's words.
  struct Fault: Error {
    let why: String

    init(_ number: Int32) { why = String(cString: strerror(number)) }
  }

  let path: String
  let folder: String

  /// - Parameters:
  ///   - text: what it holds at first.
  ///   - folders: where it may be, the best place first; `/tmp` is always tried last.
  init(_ text: String, folders: [String]) throws(Fault) {
    folder = try Self.makeFolder(in: folders + ["/tmp"])
    path = folder + "/text.txt"
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    let number = descriptor == -1 ? errno : Descriptor.write(text, to: descriptor)
    // An old time, so that whatever saves the file gives it another.
    var times = [timespec(), timespec()]
    futimens(descriptor, &times)
    close(descriptor)
    if number != 0 {
      remove()
      throw Fault(number)
    }
  }

  private static func makeFolder(in places: [String]) throws(Fault) -> String {
    for place in places {
      var template = Array((place + "/desk-XXXXXX").utf8CString)
      if mkdtemp(&template) != nil {
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
    throw Fault(errno)
  }

  /// Whether somebody has written it since, or put another in its place.
  var isSaved: Bool {
    // Of a file that is gone they stay as old as ours.
    var facts = stat()
    stat(path, &facts)
    return facts.st_mtim.tv_sec != 0
  }

  /// What it holds; nil where it cannot be read.
  func contents() -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    return Descriptor.contents(of: descriptor)
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
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
