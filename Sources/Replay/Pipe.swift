import Glibc

/// A pipe of which a child gets one end, and no other child either.
struct Pipe {
  let reading: Int32
  let writing: Int32

  init() throws(StageFault) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw StageFault("no pipe: " + String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  /// Writes a text whole: no signal of ours is handled, so none interrupts.
  ///
  /// What a child does not take it does not answer either.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count == -1 { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
