import Glibc
package import SupportDesk

/// Stores in files, and in memory.
extension JournalStore {
  /// Opens a store that is there.
  ///
  /// - Parameter isReadOnly: opens it for reading alone, as a file that cannot be written is opened
  ///   too.
  package convenience init(path: String, isReadOnly: Bool = false) throws(StorageFailure) {
    try self.init(path: path, isReadOnly: isReadOnly, on: Self.engine)
  }

  convenience init(
    path: String, isReadOnly: Bool = false, on engine: any Engine
  ) throws(StorageFailure) {
    try self.init(try engine.open(path, readOnly: isReadOnly), path: path)
  }

  /// Opens a store for copying it whole: one of an older format stays in it.
  package convenience init(asItIs path: String) throws(StorageFailure) {
    try self.init(try Self.engine.open(path, readOnly: true), path: path, asItIs: true)
  }

  /// The path of a store that lies in no file.
  package static let memory = ":memory:"

  /// Makes a new store with its tables and nothing in them, readable by its owner only.
  ///
  /// - Parameters:
  ///   - path: of a file that is not there, or `:memory:`.
  ///   - seed: makes it a store of a replay, whose bytes follow from the seed.
  package convenience init(creating path: String, seed: [UInt8]? = nil) throws(Failure) {
    let database: any Database
    if path == Self.memory {
      database = try NewStore.laid(seed: seed) { _ in }
    } else {
      let image = try NewStore.image(seed: seed) { _ in }
      if try !Self.whole(path).make(of: image) { throw .storage(.exists(path: path)) }
      database = try wrapped { () throws(StorageFailure) in
        try Self.engine.open(path, readOnly: false)
      }
    }
    do { try self.init(database, path: path) } catch { throw .storage(error) }
  }

  /// Opens the store of a path, and makes it where there is no file.
  ///
  /// Of several who do so at once one makes it, and the others open that one; whenever it is
  /// stopped there is a whole store or none.
  ///
  /// - Parameter founding: writes the first change.
  /// - Returns: the store, and whether it was made.
  package static func opened(
    _ path: String, founding: (any Transaction) throws(Failure) -> Void
  ) throws(Failure) -> (store: JournalStore, isNew: Bool) {
    var isNew = false
    if access(path, F_OK) != 0 {
      try wrapped { () throws(StorageFailure) in try checkName(path) }
      let image = try NewStore.image(seed: nil, founding)
      isNew = try whole(path).make(of: image)
    }
    return (try wrapped { () throws(StorageFailure) in try JournalStore(path: path) }, isNew)
  }

  /// Refuses a path for a new file whose name would be that of what lies beside another store: the
  /// engine removes it there.
  static func checkName(_ path: String) throws(StorageFailure) {
    for companion in engine.companions where path.hasSuffix(companion.ending) {
      throw .cannotOpen(
        path: path,
        why:
          "a name that ends in \(companion.ending) is one beside another store, and removed there")
    }
  }

  /// Removes a store, which nobody has open, with all that lies beside it.
  package static func remove(_ path: String) { whole(path).remove() }

  /// What the system says of a store's file; nil where there is none.
  package static func file(_ path: String) -> StoreFacts.File? {
    FileFacts.read(path, beside: engine.companions)
  }

  /// The file of a path, with what the engine keeps beside it.
  static func whole(_ path: String) -> WholeFile { WholeFile(path, beside: engine.companions) }
}
