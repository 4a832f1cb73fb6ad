/// A word of the program itself: what it runs besides the desk's commands, from the shell alone.
///
/// The program carries them out in an exhaustive switch; each is declared as an entry of the list.
package enum ProgramWord: String, CaseIterable, Sendable {
  /// The program by its own name: its options.
  case desk
  case rpc
  case replay
  case `import`
  case restore
  case schema
}
