import Foundation
import TestSupport

/// What Python's zoneinfo makes of the system's zone files, as `Tests/Oracles/zones.py` packs it.
struct ZoneOracle {
  let seed: Int
  /// Of zone files, those included whose bytes are another's.
  let nameCount: Int
  /// One for each content of a zone file.
  let zones: [ZoneAnswers]
  /// How long it took Python to answer.
  let duration: Duration

  /// Asked once, for all tests.
  static let system = Result { try ZoneOracle(seed: .random(in: 1...1_000_000)) }

  /// Asks for every change and for random instants in every zone, from 1970 to 2089.
  private init(seed: Int) throws {
    let clock = ContinuousClock()
    let start = clock.now
    var columns = Columns(
      try PythonOracle.output(of: "zones.py", "\(seed)", "\(Chance.trials(10_000))"))
    duration = start.duration(to: clock.now)
    guard let nameCount = Int(columns.line()) else { throw CocoaError(.coderReadCorrupt) }
    var zones: [ZoneAnswers] = []
    while !columns.isAtEnd {
      zones.append(try ZoneAnswers(&columns))
    }
    (self.seed, self.nameCount, self.zones) = (seed, nameCount, zones)
  }
}

/// What zoneinfo makes of one zone file.
struct ZoneAnswers {
  let name: String
  let abbreviations: [String]
  /// Of transitions, those of the abbreviation alone included.
  let changeCount: Int

  /// Since 1970; the first `2 * changeCount` are those before and at each change, in order.
  let seconds: [Int64]
  /// In seconds, at each of `seconds`.
  let offsets: [Int32]
  /// In `abbreviations`, at each of `seconds`.
  let abbreviationIndices: [UInt8]

  /// Seconds that wall clocks have counted since they showed 1970-01-01T00:00.
  let walls: [Int64]
  /// When wall clocks show each of `walls` first; what it is moved to if they skip it.
  let firsts: [Int64]
  /// When wall clocks show each of `walls` last; the first second behind the gap if they skip it.
  let lasts: [Int64]

  let starts: [Int64]
  let days: [Int32]
  let months: [Int32]
  /// So many days and months after each of `starts` by the calendar and the clock on the wall.
  let ends: [Int64]

  fileprivate init(_ columns: inout Columns) throws {
    let words = columns.line().split(separator: " ")
    let counts = words.dropFirst().prefix(4).compactMap { Int($0) }
    guard counts.count == 4 else { throw CocoaError(.coderReadCorrupt) }
    name = String(words[0])
    abbreviations = words.dropFirst(5).map { String($0) }
    changeCount = counts[0]
    seconds = try columns.next(counts[1])
    offsets = try columns.next(counts[1])
    abbreviationIndices = try columns.next(counts[1])
    walls = try columns.next(counts[2])
    firsts = try columns.next(counts[2])
    lasts = try columns.next(counts[2])
    starts = try columns.next(counts[3])
    days = try columns.next(counts[3])
    months = try columns.next(counts[3])
    ends = try columns.next(counts[3])
  }
}

extension ZoneAnswers {
  /// What holds at the start of 1970, and each change of the offset after it.
  var offsetChanges: [OffsetAnswer] {
    var changes = [OffsetAnswer(second: 0, offset: offsets[0])]
    for index in stride(from: 1, to: changeCount * 2, by: 2)
    where offsets[index] != offsets[index - 1] {
      changes.append(OffsetAnswer(second: seconds[index], offset: offsets[index]))
    }
    return changes
  }
}

/// Since when which offset holds, both in seconds.
struct OffsetAnswer: Equatable {
  let second: Int64
  let offset: Int32
}

/// Lines of text and columns of integers in the machine's byte order, read front to back.
private struct Columns {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  /// Up to the next newline, which is passed over.
  mutating func line() -> String {
    let line = bytes[position...].prefix { $0 != UInt8(ascii: "\n") }
    position = min(line.endIndex + 1, bytes.count)
    return String(decoding: line, as: UTF8.self)
  }

  mutating func next<Number: FixedWidthInteger & BitwiseCopyable>(
    _ count: Int
  ) throws -> [Number] {
    let size = MemoryLayout<Number>.size
    guard bytes.count - position >= count * size else { throw CocoaError(.coderReadCorrupt) }
    defer { position += count * size }
    return bytes.withUnsafeBytes { raw in
      (0..<count).map { raw.loadUnaligned(fromByteOffset: position + $0 * size, as: Number.self) }
    }
  }
}
