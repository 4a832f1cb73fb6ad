import JSON
import Testing

struct RandomTests {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `what is written reads back the same, in every form`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let value = JSONValue.random(depth: 5, using: &random)
      let text = value.compact()
      let document = try JSONReader.read(text)
      #expect(document.value == value, "seed \(seed)")
      #expect(document.duplicates.isEmpty, "seed \(seed)")
      #expect(Array(document.value.compact().utf8) == Array(text.utf8), "seed \(seed)")
      #expect(document.value.hashValue == value.hashValue, "seed \(seed)")

      let canonical = value.canonical()
      #expect(try JSONReader.read(canonical).value.canonical() == canonical, "seed \(seed)")
      #expect(try JSONReader.read(canonical).value == value, "seed \(seed)")
      #expect(try JSONReader.read(value.pretty()).value == value, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `no damage to a text traps, and what still reads writes back`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let whole = JSONValue.random(depth: 6, using: &random).pretty()
    for _ in 0..<250 {
      var bytes = Array(whole.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes.damage(using: &random)
      }
      guard failure(reading: bytes) == nil else { continue }
      let value = try JSONReader.read(bytes).value
      let again = try JSONReader.read(value.compactBytes()).value
      #expect(again == value, "seed \(seed)")
    }
  }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension JSONValue {
  /// A value whose containers are at most `depth` within each other.
  static func random(depth: Int, using random: inout SeededRandom) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int64(bitPattern: random.next()) >> Int64(random.next() % 64))
    case 3: return .number(numbers[Int.random(in: 0..<numbers.count, using: &random)])
    case 4, 5: return .string(randomString(using: &random))
    case 6...8:
      let count = Int.random(in: 0..<6, using: &random)
      return .array((0..<count).map { _ in self.random(depth: depth - 1, using: &random) })
    default:
      let count = Int.random(in: 0..<24, using: &random)
      let members = (0..<count).map { _ in
        JSONObject.Member(
          name: randomString(using: &random),
          value: self.random(depth: depth / 2, using: &random))
      }
      return .object(JSONObject(members))
    }
  }

  private static let numbers = [
    "-0", "1.0", "1e2", "0.10", "1E-7", "18446744073709551616", "1e400", "-9223372036854775809",
  ]

  private static func randomString(using random: inout SeededRandom) -> String {
    let edges: [UInt32] = [
      0x00, 0x0A, 0x22, 0x2F, 0x5C, 0x7F, 0x84, 0x85, 0xE9, 0x301, 0x2027, 0x2028, 0x2029, 0xFFFF,
      0x1F600, 0x10FFFF,
    ]
    var string = ""
    for _ in 0..<Int.random(in: 0..<20, using: &random) {
      let code = Bool.random(using: &random) ? 0x61 : edges.randomElement(using: &random)
      guard let code, let scalar = Unicode.Scalar(code) else { continue }
      string.unicodeScalars.append(scalar)
    }
    return string
  }
}

extension [UInt8] {
  /// Changes, puts in or takes out one byte, or cuts the rest off.
  mutating func damage(using random: inout SeededRandom) {
    guard let place = indices.randomElement(using: &random) else { return }
    let marks = Array("{}[]\",:\\u0e-+.tfn \u{1F}é".utf8)
    let byte = marks.randomElement(using: &random) ?? 0
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3: self[place] = byte
    case 4, 5: self[place] = UInt8.random(in: 0...255, using: &random)
    case 6, 7: insert(byte, at: place)
    case 8: remove(at: place)
    default: removeSubrange(place...)
    }
  }
}
