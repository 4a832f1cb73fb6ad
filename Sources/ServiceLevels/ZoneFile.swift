extension Zone {
  /// Reads the bytes of a zone file, versions 1 to 4 (RFC 9636).
  ///
  /// Of versions 2 and up the second block with 64-bit instants and the rule at the end count.
  package init(name: String, bytes: [UInt8]) throws(ZoneFailure) {
    var reader = ZoneFileReader(bytes: bytes)
    let first = try reader.header()
    guard first.version >= 2 else {
      try self.init(name: name, block: reader.block(first, wide: false), rule: nil)
      return
    }
    try reader.skip(first.length(wide: false))
    let second = try reader.header()
    let block = try reader.block(second, wide: true)
    let footer = try reader.footer()
    try self.init(
      name: name, block: block, rule: footer.isEmpty ? nil : ZoneRule(footer))
  }

  private init(name: String, block: ZoneFileReader.Block, rule: ZoneRule?) throws(ZoneFailure) {
    self.init(
      name: name, transitions: block.transitions, types: block.types, kinds: block.kinds,
      rule: rule)
  }
}

/// Walks over the bytes; every read is checked against their end.
struct ZoneFileReader {
  private let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  struct Header {
    var version: Int
    var counts: [Int]

    /// UTC indicators, standard indicators, leap seconds, transitions, types, characters.
    func length(wide: Bool) -> Int {
      let time = wide ? 8 : 4
      return counts[3] * (time + 1) + counts[4] * 6 + counts[5] + counts[2] * (time + 4)
        + counts[1] + counts[0]
    }
  }

  struct Block {
    var transitions: [Int64]
    var types: [Int]
    var kinds: [ZoneKind]
  }

  private mutating func take(_ count: Int) throws(ZoneFailure) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count - position else { throw .truncated }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func skip(_ count: Int) throws(ZoneFailure) { _ = try take(count) }

  private mutating func integer(_ size: Int) throws(ZoneFailure) -> Int64 {
    let raw = try take(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4 ? Int64(Int32(truncatingIfNeeded: raw)) : Int64(bitPattern: raw)
  }

  mutating func header() throws(ZoneFailure) -> Header {
    guard try take(4).elementsEqual("TZif".utf8) else { throw .notAZoneFile }
    let mark = try take(1).first ?? 0
    let version = mark == 0 ? 1 : Int(mark) - 0x30
    guard (1...9).contains(version) else { throw .notAZoneFile }
    try skip(15)
    var counts: [Int] = []
    for _ in 0..<6 {
      let count = try integer(4)
      guard (0...1_000_000).contains(count) else { throw .inconsistent("a count of \(count)") }
      counts.append(Int(count))
    }
    return Header(version: version, counts: counts)
  }

  mutating func block(_ header: Header, wide: Bool) throws(ZoneFailure) -> Block {
    let count = header.counts[3]
    guard header.length(wide: wide) <= bytes.count - position else { throw .truncated }
    var transitions: [Int64] = []
    for _ in 0..<count { transitions.append(try integer(wide ? 8 : 4)) }
    guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .inconsistent("transitions out of order")
    }
    let types = try take(count).map(Int.init)
    var raw: [(Int64, Int)] = []
    for _ in 0..<header.counts[4] {
      let offset = try integer(4)
      try skip(1)
      raw.append((offset, Int(try take(1).first ?? 0)))
    }
    let names = Array(try take(header.counts[5]))
    try skip(header.counts[2] * (wide ? 12 : 8) + header.counts[1] + header.counts[0])
    var kinds: [ZoneKind] = []
    for (offset, start) in raw {
      guard (-93_600...93_600).contains(offset), start < names.count else {
        throw .inconsistent("a type of offset \(offset)")
      }
      let name = names[start...].prefix { $0 != 0 }
      kinds.append(
        ZoneKind(
          offsetSeconds: Int(offset), abbreviation: String(decoding: name, as: UTF8.self)))
    }
    guard !kinds.isEmpty, types.allSatisfy({ $0 < kinds.count }) else {
      throw .inconsistent("a transition to no type")
    }
    return Block(transitions: transitions, types: types, kinds: kinds)
  }

  mutating func footer() throws(ZoneFailure) -> String {
    guard try take(1).first == 0x0A else { throw .inconsistent("no footer") }
    let text = bytes[position...].prefix { $0 != 0x0A }
    guard position + text.count < bytes.count else { throw .truncated }
    return String(decoding: text, as: UTF8.self)
  }
}
