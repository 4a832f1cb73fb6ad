/// The marks of bracketed paste, by which a terminal says what was pasted and not typed.
package enum PasteMark {
  /// Asks the terminal for the marks; a console does so whenever it is ready for keys.
  package static let on = "\u{1B}[?2004h"
  package static let off = "\u{1B}[?2004l"

  package static let start = "\u{1B}[200~"
  package static let end = "\u{1B}[201~"
}
