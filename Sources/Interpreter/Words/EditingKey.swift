/// A key of the prompt beside libedit's own, and what it does (console.md 4.2).
package struct EditingKey: Sendable {
  /// As libedit's bindings write it.
  package let key: String
  /// libedit's function.
  package let function: String
  /// As people know the key; empty where another row of the same key names it.
  package let name: String
  package let summary: String

  private init(_ key: String, _ function: String, _ name: String = "", _ summary: String = "") {
    self.key = key
    self.function = function
    self.name = name
    self.summary = summary
  }

  /// Every such key; terminals send different sequences for one key.
  package static let all: [EditingKey] = [
    EditingKey("^R", "em-inc-search-prev", "^R", "Searches what was typed before."),
    EditingKey("^W", "ed-delete-prev-word", "^W", "Takes the word before the cursor away."),
    EditingKey("\\e[A", "ed-search-prev-history", "Up", "Goes back to a line that begins so."),
    EditingKey("\\eOA", "ed-search-prev-history"),
    EditingKey("\\e[B", "ed-search-next-history", "Down", "Goes on to a line that begins so."),
    EditingKey("\\eOB", "ed-search-next-history"),
    EditingKey("\\e[H", "ed-move-to-beg", "Home", "Goes to the beginning."),
    EditingKey("\\eOH", "ed-move-to-beg"), EditingKey("\\e[1~", "ed-move-to-beg"),
    EditingKey("\\e[7~", "ed-move-to-beg"),
    EditingKey("\\e[F", "ed-move-to-end", "End", "Goes to the end."),
    EditingKey("\\eOF", "ed-move-to-end"), EditingKey("\\e[4~", "ed-move-to-end"),
    EditingKey("\\e[8~", "ed-move-to-end"),
    EditingKey("\\e[3~", "ed-delete-next-char", "Delete", "Takes the character under the cursor."),
    EditingKey("\\e[1;5C", "em-next-word", "^Right", "Goes to the next word."),
    EditingKey("\\e[5C", "em-next-word"),
    EditingKey("\\e[1;5D", "ed-prev-word", "^Left", "Goes to the word before."),
    EditingKey("\\e[5D", "ed-prev-word"),
  ]

  /// What the prompt itself does with keys that have no binding of libedit's.
  private static let own: [(String, String)] = [
    ("Tab", "Completes the word, or lists what can stand there."),
    ("^X^E", "Opens $VISUAL or $EDITOR on the text."),
    ("^C", "Gives the line or the question up; what was typed of an open text stays a draft."),
    ("^D", "On an empty line, gives a question up, and ends the session where there is none."),
    (".", "Alone on a line, ends a text."),
    ("^Z", "Stops desk; fg comes back to the line."),
  ]

  /// The rows of `help keys`.
  package static var help: [(String, String)] {
    own + all.filter { !$0.name.isEmpty }.map { ($0.name, $0.summary) }
  }
}
