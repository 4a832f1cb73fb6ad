/// A value as a row keeps it: text as its bytes, so that what is no text is not taken for one.
enum StoredValue: Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text([UInt8])
  case blob([UInt8])

  /// The order in which an engine sorts: by kind, then by value, texts by their bytes.
  static func < (left: StoredValue, right: StoredValue) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.real(let left), .real(let right)): left < right
    case (.text(let left), .text(let right)), (.blob(let left), .blob(let right)):
      left.lexicographicallyPrecedes(right)
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    case .blob: 3
    }
  }

  /// For who compares two rows: a long one is cut.
  var shown: String {
    switch self {
    case .null: "nothing"
    case .integer(let value): String(value)
    case .real(let value): String(value)
    case .text(let bytes):
      "\"" + String(decoding: bytes.prefix(Self.shownMax), as: UTF8.self)
        + (bytes.count > Self.shownMax ? "…" : "") + "\""
    case .blob(let bytes):
      "x'" + [UInt8](bytes.prefix(Self.shownMax)).hex + (bytes.count > Self.shownMax ? "…" : "")
        + "'"
    }
  }

  private static let shownMax = 40
}

/// A table's columns in their order, and those that tell its rows apart.
struct TableForm: Equatable {
  let name: String
  let columns: [String]
  let key: [String]
}
