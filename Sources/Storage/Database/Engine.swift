import SupportDesk

/// What a store needs of an engine before it has a database of it.
protocol Engine: Sendable {
  /// What lies beside a store's file and belongs to it.
  var companions: [Companion] { get }

  /// A database in memory, with a new store's tables and nothing in them.
  func blank() throws(StorageFailure) -> any Database

  /// Opens the store that lies at a path: durable, and its journal guarded.
  ///
  /// - Parameter readOnly: opens it for reading alone, as a file that cannot be written is opened too.
  func open(_ path: String, readOnly: Bool) throws(StorageFailure) -> any Database
}

/// A file beside a store's, whose name is that one's and an ending.
struct Companion: Sendable {
  let ending: String
  /// Whether the store is not whole without it; beside another file it would be taken for that one's.
  let holdsChanges: Bool
}
