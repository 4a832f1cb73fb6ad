extension JournalStore {
  /// What keeps the stores of this program; nothing else outside its folder knows which it is.
  static let engine: any Engine = SQLiteEngine()
}
