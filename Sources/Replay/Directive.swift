/// What a session says about the play itself: a line that begins with `@`.
package enum Directive: Sendable, Equatable {
  case clock(String, zone: String?)
  case seed(String)
  case speaker(String)
  case session(String)
  case width(Int)
  case advance(String)
  case at(String)
  case restart
  case crash
  case include(String)
  case verify

  private static let widths = 20...1000

  /// Reads the words behind `@`.
  ///
  /// - Throws: why they are no directive.
  init(_ text: String) throws(Unreadable) {
    let words = text.split(separator: " ").map(String.init)
    let name = words.first ?? ""
    let rest = words.dropFirst().joined(separator: " ")
    switch name {
    case "clock": self = try .clock(words)
    case "seed": self = .seed(try Self.argument(rest, "@seed takes a word"))
    case "as": self = .speaker(try Self.argument(rest, "@as takes a person"))
    case "session": self = .session(try Self.argument(rest, "@session takes a name"))
    case "width":
      guard let width = Int(rest), Self.widths.contains(width) else {
        throw Unreadable("@width takes a number from 20 to 1000")
      }
      self = .width(width)
    case "advance": self = .advance(try Self.argument(rest, "@advance takes a span such as 25m"))
    case "at": self = .at(try Self.argument(rest, "@at takes a time"))
    case "restart", "crash":
      guard rest.isEmpty else { throw Unreadable("@\(name) takes nothing") }
      self = name == "crash" ? .crash : .restart
    case "include": self = .include(try Self.argument(rest, "@include takes a file"))
    case "check":
      guard rest == "verify" else { throw Unreadable("@check verify is the one check there is") }
      self = .verify
    default: throw Unreadable("there is no directive @\(name)")
    }
  }

  /// Why a line is no directive.
  struct Unreadable: Error {
    let why: String

    init(_ why: String) { self.why = why }
  }

  private static func clock(_ words: [String]) throws(Unreadable) -> Directive {
    if words.count == 2 { return .clock(words[1], zone: nil) }
    guard words.count == 4, words[2] == "zone" else {
      throw Unreadable("@clock takes a time, and zone and a zone's name")
    }
    return .clock(words[1], zone: words[3])
  }

  private static func argument(_ text: String, _ why: String) throws(Unreadable) -> String {
    if text.isEmpty { throw Unreadable(why) }
    return text
  }
}
