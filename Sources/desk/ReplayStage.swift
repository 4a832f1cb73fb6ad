import Commands
import Glibc
import Interpreter
import Replay
import ServiceLevels
import Storage
import SupportDesk

/// A fresh store in a folder of its own, and the program itself for a child's part.
final class ReplayStage: Stage {
  let path: String
  let program = "/proc/self/exe"
  private let folder: String

  init() throws(StageFault) {
    var template = Array((System.environment(.temporary) ?? "/tmp").utf8CString.dropLast())
    // mkdtemp puts letters of its own in the place of the six last ones.
    template += Array("/desk-replay-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw StageFault("no folder for the store: " + String(cString: strerror(errno)))
    }
    folder = template.withUnsafeBufferPointer {
      String(cString: $0.baseAddress ?? UnsafePointer(strdup("")))
    }
    path = folder + "/desk.db"
  }

  deinit {
    JournalStore.remove(path)
    rmdir(folder)
  }

  func instant(_ text: String, zone: String) -> Int64? {
    System.zone(zone).flatMap { try? InstantText.parse(text, in: $0).milliseconds }
  }

  func span(_ text: String) -> Int64? { try? DurationText.parse(text, withDays: true) }

  func found(seed: String, at instant: Int64, zone: String) throws(StageFault) {
    do throws(Failure) {
      let store = try JournalStore(creating: path, seed: Array(seed.utf8))
      try store.writing { transaction throws(Failure) in
        try Founding.found(
          transaction, format: JournalStore.format, isReplay: true,
          at: Instant(milliseconds: instant), zone: zone, uid: 0, name: "Admin",
          program: Version.replay)
      }
    } catch {
      throw StageFault("\(error)")
    }
  }

  func open(_ circumstances: @escaping () -> Cue) throws(StageFault) -> any FollowedDoor {
    do throws(StorageFailure) {
      let store = try JournalStore(path: path)
      let rim = Machine.rim(
        clock: { Instant(clamping: circumstances().now) },
        actor: { .named(circumstances().actor, by: nil) }, program: Version.replay,
        isVirtual: true)
      return Desk(store: store, rim: rim)
    } catch {
      throw StageFault("\(error)")
    }
  }
}
