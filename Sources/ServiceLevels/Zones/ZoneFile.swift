/// The bytes of a TZif file (RFC 9636), read front to back.
///
/// Versions 1 to 4. From version 2 on, the first block with its 32-bit times is passed over.
struct ZoneFile {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads the whole file.
  ///
  /// Bytes after its end are malformed too, and so is a footer that contradicts the last change.
  mutating func table() throws(ZoneFailure) -> ZoneTable {
    var header = try self.header()
    var timeSize = 4
    let hasFooter = header.version != 0
    if hasFooter {
      _ = try take(header.blockSize(timeSize: timeSize))
      let secondStart = position
      let second = try self.header()
      guard second.version == header.version else { throw .malformed(.counts, at: secondStart) }
      header = second
      timeSize = 8
    }
    let (first, changes) = try block(header, timeSize: timeSize)
    let footerStart = position
    let rule = hasFooter ? try footer() : nil
    guard position == bytes.count else { throw .malformed(.footer, at: position) }
    if let rule, let last = changes.last, rule.type(at: last.second) != last.type {
      throw .malformed(.footer, at: footerStart)
    }
    return ZoneTable(first: first, changes: changes, rule: rule)
  }

  /// How many records of each kind a block has.
  private struct Header {
    let version: UInt8
    let utcFlagCount: Int
    let standardFlagCount: Int
    let timeCount: Int
    let typeCount: Int
    let characterCount: Int

    func blockSize(timeSize: Int) -> Int {
      timeCount * (timeSize + 1) + typeCount * 6 + characterCount + standardFlagCount
        + utcFlagCount
    }
  }
}

// MARK: Parts, in the order they stand

extension ZoneFile {
  private mutating func header() throws(ZoneFailure) -> Header {
    guard try take(4).elementsEqual("TZif".utf8), let version = try take(1).first,
      version == 0 || UInt8(ascii: "2")...UInt8(ascii: "4") ~= version
    else { throw .notZoneFile }
    _ = try take(15)
    let counts = position
    let (utcFlagCount, standardFlagCount) = (try count(), try count())
    guard try count() == 0 else { throw .countsLeapSeconds }
    let header = Header(
      version: version, utcFlagCount: utcFlagCount, standardFlagCount: standardFlagCount,
      timeCount: try count(), typeCount: try count(), characterCount: try count())
    let flags = [0, header.typeCount]
    guard header.timeCount >= 0, 1...256 ~= header.typeCount, header.characterCount >= 1,
      flags.contains(header.utcFlagCount), flags.contains(header.standardFlagCount)
    else { throw .malformed(.counts, at: counts) }
    return header
  }

  private mutating func block(
    _ header: Header, timeSize: Int
  ) throws(ZoneFailure) -> (first: LocalTimeType, changes: [ZoneChange]) {
    let end = position + header.blockSize(timeSize: timeSize)
    guard end <= bytes.count else { throw .truncated(at: position) }
    let seconds = try transitionTimes(header.timeCount, size: timeSize)
    let indexStart = position
    let indices = try take(header.timeCount)
    guard indices.allSatisfy({ Int($0) < header.typeCount }) else {
      throw .malformed(.transitionTypes, at: indexStart)
    }
    let types = try localTimeTypes(header)
    let changes = zip(seconds, indices).map { ZoneChange(second: $0, type: types[Int($1)]) }
    _ = try take(header.standardFlagCount + header.utcFlagCount)
    return (types[0], changes)
  }

  private mutating func transitionTimes(
    _ count: Int, size: Int
  ) throws(ZoneFailure) -> [Int64] {
    var seconds: [Int64] = []
    seconds.reserveCapacity(count)
    for _ in 0..<count {
      let start = position
      let second = try signed(size: size)
      guard seconds.last.map({ $0 < second }) ?? true else {
        throw .malformed(.transitionTimes, at: start)
      }
      seconds.append(second)
    }
    return seconds
  }

  private mutating func localTimeTypes(_ header: Header) throws(ZoneFailure) -> [LocalTimeType] {
    let start = position
    let records = try take(header.typeCount * 6)
    let characters = try take(header.characterCount)
    var types: [LocalTimeType] = []
    for record in stride(from: start, to: start + header.typeCount * 6, by: 6) {
      let offset = Int(Self.signed(records[record..<record + 4]))
      guard LocalTimeType.offsets.contains(offset), records[record + 4] <= 1 else {
        throw .malformed(.localTimeTypes, at: record)
      }
      let tail = characters.dropFirst(Int(records[record + 5]))
      let name = tail.prefix { $0 != 0 }
      guard name.count < tail.count, !name.isEmpty, name.allSatisfy(isAbbreviationByte) else {
        throw .malformed(.abbreviations, at: record + 5)
      }
      let abbreviation = String(decoding: name, as: UTF8.self)
      types.append(LocalTimeType(offset: offset, abbreviation: abbreviation))
    }
    return types
  }

  private mutating func footer() throws(ZoneFailure) -> ZoneRule? {
    let newline = UInt8(ascii: "\n")
    let start = position
    guard try take(1).first == newline else {
      throw .malformed(.footer, at: start)
    }
    let text = bytes[position...].prefix { $0 != newline }
    _ = try take(text.count + 1)
    guard text.allSatisfy({ 0x20...0x7E ~= $0 }) else { throw .malformed(.footer, at: start) }
    return text.isEmpty ? nil : try ZoneRule(text: String(decoding: text, as: UTF8.self))
  }
}

// MARK: Bytes

extension ZoneFile {
  private mutating func take(_ count: Int) throws(ZoneFailure) -> ArraySlice<UInt8> {
    guard bytes.count - position >= count else { throw .truncated(at: position) }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private mutating func count() throws(ZoneFailure) -> Int {
    Int(try signed(size: 4))
  }

  private mutating func signed(size: Int) throws(ZoneFailure) -> Int64 {
    Self.signed(try take(size))
  }

  /// Big-endian two's complement of four or eight bytes.
  private static func signed(_ bytes: ArraySlice<UInt8>) -> Int64 {
    let unsigned = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let unused = UInt64(64 - bytes.count * 8)
    return Int64(bitPattern: unsigned << unused) >> Int64(unused)
  }
}
