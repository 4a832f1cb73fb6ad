import Interpreter
import SupportDesk

/// What the world did not let the store do, in words.
extension Wording {
  /// So much of a path is repeated at most, which systems take whole up to 4,096 bytes.
  private static let pathMax = 1_000

  static func problem(_ failure: StorageFailure) -> Problem {
    var problem = words(for: failure)
    // Of all that can fail in a store only these pass by themselves.
    problem.needsHands = failure != .busy && failure != .full
    return problem
  }

  private static func words(for failure: StorageFailure) -> Problem {
    switch failure {
    case .cannotOpen(let path, let why):
      return Problem(.storageFailed, "\(path.prefix(Self.pathMax)) cannot be opened: \(why)")
    case .notADatabase(let path):
      return Problem(.storageFailed, "\(path) is no database")
    case .notADesk(let path):
      return Problem(.storageFailed, "\(path) is a database, but none of desk's")
    case .newerSchema(let path, let found, let known):
      return Problem(
        .storageFailed,
        "\(path) was written by a newer desk: format \(found), and this one knows \(known)")
    case .olderSchema(let path, let found, let known):
      return Problem(
        .storageFailed,
        "\(path) was written by an older desk: format \(found), and this one reads \(known)")
    case .unmigrated(let path, let found, let known):
      return Problem(
        .storageFailed,
        "\(path) has format \(found) and can only be read: open it once where it can be written, "
          + "and it is brought to format \(known)")
    case .busy:
      return Problem(.storageBusy, "another program holds the store's lock")
    case .full: return Problem(.storageFailed, "the disk is full; nothing was changed")
    case .readOnly(let path): return Problem(.storageFailed, "\(path) can only be read")
    case .failed(let code, let message):
      return Problem(.storageFailed, "the store failed with \(code): \(message)")
    case .damaged(let what): return Problem(.storageFailed, "the store is damaged: \(what)")
    case .unswept(let person, let why): return unswept(person, problem(why))
    case .givenUp: return Problem(.cancelled, "the call was given up; nothing was changed")
    case .exists(let path): return Problem(.exists, "\(path.prefix(Self.pathMax)) exists already")
    case .replaced(let path):
      var problem = Problem(
        .storageFailed, "\(path) was moved, removed or replaced since it was opened")
      problem.hint = "nothing was changed; quit, and start again"
      return problem
    case .strayLog(let path, let log):
      var problem = Problem(
        .storageFailed,
        "\(log) holds changes to another file than \(path), which was copied over that one")
      problem.hint =
        "to go on with the file that was copied, move the log away; to have the changes, put the "
        + "other one back. nothing was changed"
      return problem
    }
  }

  /// What of an erasure is done, and what is not.
  private static func unswept(_ person: PersonNumber, _ why: Problem) -> Problem {
    var problem = why
    problem.isRecorded = true
    let said = why.message.replacing("; nothing was changed", with: "")
    problem.message =
      "erased-\(person.value) is erased, but the store's files may still hold the words: \(said)"
    problem.hint =
      why.kind == .storageBusy
      ? "close consoles and desk rpc, and erase \(person.value) again"
      : "put it right, and erase \(person.value) again"
    return problem
  }
}
