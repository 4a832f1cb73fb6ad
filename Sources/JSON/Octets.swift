/// Eight bytes of text looked at in one step.
///
/// The tests answer with a mask: the top bit of each byte that passes. Bits above the first that is
/// set may be wrong (a borrow runs into them), so only `first(of:)` may be asked of a mask.
struct Octets {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  private let bits: UInt64

  private init(bits: UInt64) {
    self.bits = bits
  }

  /// Takes the eight bytes at an offset, all of which must lie in the buffer.
  @inline(__always)
  init(_ buffer: UnsafeRawBufferPointer, at offset: Int) {
    bits = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Marks bytes below a limit, which may be at most 128.
  @inline(__always)
  func below(_ limit: UInt64) -> UInt64 {
    (bits &- (Self.ones &* limit)) & ~bits & Self.tops
  }

  @inline(__always)
  func equal(to byte: UInt64) -> UInt64 {
    Octets(bits: bits ^ (Self.ones &* byte)).below(1)
  }

  /// Marks bytes that equal `byte` in the bits of `mask`.
  @inline(__always)
  func equal(to byte: UInt64, under mask: UInt64) -> UInt64 {
    Octets(bits: bits & (Self.ones &* mask)).equal(to: byte)
  }

  /// The place, 0 to 7, of the first byte marked in a mask that is not zero.
  @inline(__always)
  static func first(of mask: UInt64) -> Int {
    mask.trailingZeroBitCount / 8
  }
}
