import Interpreter

/// What stands before the cursor.
///
/// libedit writes what stands between two bytes 1 unmeasured, together with the next printable
/// character; so such a pair always has something printable behind it, and never another pair.
struct PromptText {
  /// As libedit takes it.
  let marked: String
  /// Without colours.
  let plain: String
  let cells: Int

  /// - Parameter words: what it says; empty for the sign alone.
  init(_ words: String = "", sign: String = "▸", colour: Bool = false) {
    // What it says may come from a customer, and some of the line must be left to type on.
    let clean = CellWidth.fitted(Sanitiser.clean(words), cells: max(20, Terminal.width - 20))
    plain = clean.isEmpty ? "\(sign) " : "\(clean) \(sign) "
    cells = CellWidth.of(plain)
    let strong = "\u{1}\u{1B}[1m\u{1}"
    let normal = "\u{1}\u{1B}[0m\u{1}"
    marked = colour && !clean.isEmpty ? "\(strong)\(clean)\(normal) \(sign) " : plain
  }
}
