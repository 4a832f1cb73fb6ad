import Glibc

/// What a child says, taken apart at marks.
struct OutputReader {
  private let descriptor: Int32
  private var received: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// What comes up to the first of some marks, and which that is; nil where the output ends before,
  /// or nothing comes for a minute.
  mutating func read(upToAnyOf marks: [String]) -> (before: [UInt8], mark: String)? {
    while true {
      let found = marks.compactMap { mark in
        received.firstRange(of: Array(mark.utf8)).map { (mark: mark, place: $0) }
      }
      if let first = found.min(by: { $0.place.lowerBound < $1.place.lowerBound }) {
        let before = Array(received[..<first.place.lowerBound])
        received.removeFirst(first.place.upperBound)
        return (before, first.mark)
      }
      if !receive() { return nil }
    }
  }

  /// - Returns: whether something came.
  private mutating func receive() -> Bool {
    var waiting = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: Int16())]
    if poll(&waiting, nfds_t(waiting.count), 60_000) == 0 { return false }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count <= 0 { return false }
    received += chunk[..<count]
    return true
  }
}
