import CSodium

/// SHA-256 over length-prefixed fields, so that no byte can slide from one field to the next
/// (identity-and-audit.md 4.5).
struct Digest {
  private var bytes: [UInt8] = []

  /// - Parameter domain: what is hashed, so that no two kinds of thing share a hash.
  init(_ domain: String) { field(domain) }

  /// u32 big-endian length, then the bytes.
  mutating func field(_ field: some Collection<UInt8>) {
    append(UInt32(field.count))
    bytes.append(contentsOf: field)
  }

  mutating func field(_ text: String) { field(text.utf8) }

  /// 64 bits, big-endian.
  mutating func number(_ number: Int64) { append(UInt64(bitPattern: number)) }

  /// Bytes of a fixed length, without a prefix.
  mutating func fixed(_ fixed: [UInt8]) { bytes += fixed }

  private mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// The 32 bytes.
  func sum() -> [UInt8] {
    var sum = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256(&sum, bytes, UInt64(bytes.count))
    return sum
  }
}

extension [UInt8] {
  /// Lower-case hex.
  var hex: String {
    let digits = Array<UInt8>("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
