import Glibc

/// Reading and writing whatever a descriptor stands for.
///
/// No handler of ours interrupts either: a signal that comes meanwhile lets both go on.
package enum Descriptor {
  /// Writes a text whole, however often the system takes a part of it.
  ///
  /// - Returns: the error number of what failed; 0 where all was written.
  package static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count == -1 { return errno }
      bytes = bytes.dropFirst(count)
    }
    return 0
  }

  /// What is left to read; nil where it cannot be read.
  package static func contents(of descriptor: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == -1 { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
