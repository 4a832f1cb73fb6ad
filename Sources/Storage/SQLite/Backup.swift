import SupportDesk

/// A whole, consistent copy of a store, written beside running writers.
enum Backup {
  static func write(_ connection: Connection, to target: String) throws(Failure) {
    let isMade = try WholeFile.make(target) { temporary throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        try connection.run("VACUUM INTO CAST($1 AS TEXT)", .blob(PathText.bytes(of: temporary)))
      }
    }
    if !isMade { throw .storage(.exists(path: target)) }
  }
}
