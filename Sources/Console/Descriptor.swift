import Glibc

/// Writing to whatever a descriptor stands for.
package enum Descriptor {
  /// Writes a text whole, however often the system takes a part of it.
  ///
  /// - Returns: the error number of what failed; 0 where all was written.
  package static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      bytes = bytes.dropFirst(count)
    }
    return 0
  }
}
