import JSON
package import ServiceLevels

/// A zone with the rules that it had when they were recorded.
package struct ZoneFact: Equatable, Sendable {
  package let zone: Zone
  /// Of the zone's file (RFC 9636); none for UTC, which needs none.
  private let file: [UInt8]

  /// Coordinated universal time.
  package static let utc = ZoneFact(zone: .utc, file: [])

  /// - Parameter file: the bytes of the zone's file.
  package init(name: String, file: [UInt8]) throws(ZoneFailure) {
    self.init(zone: try Zone(name: name, bytes: file), file: file)
  }

  private init(zone: Zone, file: [UInt8]) {
    self.zone = zone
    self.file = file
  }

  /// What tells these rules from other ones: those of two hundred years.
  package var digest: String {
    zone.digest(from: Self.judged.lowerBound, through: Self.judged.upperBound)
  }

  /// 1900 to 2100: far rules follow from the last ones that are listed.
  private static let judged =
    Instant(milliseconds: -2_208_988_800_000)...Instant(milliseconds: 4_102_444_800_000)
}

extension ZoneFact {
  var payload: JSONObject { ["file": .string(Self.hex(file)), "name": .string(zone.name)] }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    let name = try reader.string("name")
    guard let file = Self.bytes(hex: try reader.string("file")) else { throw .member("file") }
    if file.isEmpty {
      guard name == Zone.utc.name else { throw .member("name") }
      self = .utc
      return
    }
    guard let fact = try? ZoneFact(name: name, file: file) else { throw .member("file") }
    self = fact
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Nil for what `hex` does not write.
  private static func bytes(hex text: String) -> [UInt8]? {
    var halves: [UInt8] = []
    for digit in text.utf8 {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): halves.append(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): halves.append(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    guard halves.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: halves.count, by: 2).map { halves[$0] << 4 | halves[$0 + 1] }
  }
}
