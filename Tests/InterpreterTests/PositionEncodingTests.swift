import Interpreter
import TestSupport
import Testing

/// Places in a text, counted in the units of a connection.
struct PositionEncodingTests {
  private static let scalars: [Unicode.Scalar] = ["a", "é", "\u{301}", "日", "𝄞", "\u{200D}", " "]

  /// Where each scalar begins, and the end, in bytes and in units: counted by Swift's own views.
  private static func ends(_ text: String, _ encoding: PositionEncoding) -> [(
    bytes: Int, units: Int
  )] {
    (0...text.unicodeScalars.count).map { count in
      let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
      let units =
        switch encoding {
        case .utf8: head.utf8.count
        case .utf16: head.utf16.count
        case .utf32: head.unicodeScalars.count
        }
      return (head.utf8.count, units)
    }
  }

  @Test(
    "a place is where its character begins, and one beyond the end is the end",
    arguments: PositionEncoding.allCases)
  func places(encoding: PositionEncoding) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    for size in [0, 1, 2, 3, 5, 8] {
      for _ in 0..<6 {
        let drawn = (0..<size).compactMap { _ in Self.scalars.randomElement(using: &chance) }
        let text = String(String.UnicodeScalarView(drawn))
        let ends = Self.ends(text, encoding)
        for place in 0...text.utf8.count + 2 {
          let byte = ends.last { $0.units <= place }?.bytes
          #expect(encoding.byte(ofOffset: place, in: text) == byte, "seed \(seed)")
          let unit = ends.last { $0.bytes <= place }?.units
          #expect(encoding.offset(ofByte: place, in: text) == unit, "seed \(seed)")
        }
      }
    }
  }
}
