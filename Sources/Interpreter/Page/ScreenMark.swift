/// Marks that a console under a replay's control puts between the parts of its output.
///
/// They are operating-system commands of ECMA-48, which take no room on any terminal; the order is
/// notices, page, outcome, end.
package enum ScreenMark: String, Sendable {
  case notices, page, outcome, end

  package var text: String { "\u{1B}]desk;\(rawValue)\u{7}" }
}
