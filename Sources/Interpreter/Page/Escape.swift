/// The colours, as ECMA-48 sequences every terminal of today knows.
enum Escape {
  static func paint(_ text: String, _ tone: Page.Tone, colour: Bool) -> String {
    guard colour, !text.isEmpty, let code = code(of: tone) else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private static func code(of tone: Page.Tone) -> String? {
    switch tone {
    case .plain: nil
    case .dim: "2"
    case .strong: "1"
    case .good: "32"
    case .warning: "33"
    case .danger: "31"
    }
  }
}
