package import SupportDesk

/// What became of changes that were acknowledged, where something else lies at the store's path.
package enum Unsettled: Equatable, Sendable {
  /// Every change is kept, but the log beside the file could not be taken into it.
  case log(StorageFailure)
  /// Another file, or another log, lies where the store was: what lies there may lack changes up to
  /// this one.
  case gone(upTo: Int64, Rescue)
}

/// Where the changes were written that may be nowhere else.
package enum Rescue: Equatable, Sendable {
  /// The whole store, as it was.
  case written(path: String)
  case failed(StorageFailure)
}

extension StorageFailure {
  /// Whether it says that what lies there is not what was opened.
  var isOfAnotherFile: Bool {
    switch self {
    case .replaced, .strayLog: true
    default: false
    }
  }
}
