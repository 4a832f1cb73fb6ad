import Glibc
import Interpreter
import JSON
import Replay

/// A door whose time and actor a replay's control descriptor gives, one line a call.
final class ControlledDoor: FollowedDoor {
  private let door: any FollowedDoor
  private let control: ControlDescriptor

  init(_ door: any FollowedDoor, _ control: ControlDescriptor) {
    self.door = door
    self.control = control
  }

  var commands: [Command] { door.commands }

  func say(_ line: Line, in session: String?, terms: JSONObject) -> Outcome {
    control.advance()
    return door.say(line, in: session, terms: terms)
  }

  func request(_ method: String, _ params: JSONValue?) -> Outcome {
    control.advance()
    return door.request(method, params)
  }

  func parse(_ line: Line, in session: String?) -> Parse { door.parse(line, in: session) }

  func complete(_ line: Line, cursor: Int, in session: String?) -> Completion {
    door.complete(line, cursor: cursor, in: session)
  }

  func prompt(of session: String) -> Prompt { door.prompt(of: session) }

  func cancel(in session: String) -> Outcome { door.cancel(in: session) }

  func keepDraft(_ text: String, in session: String) -> String? {
    door.keepDraft(text, in: session)
  }

  func heed(_ caller: Caller) { door.heed(caller) }

  func hear() -> [Page] { door.hear() }

  func events(_ wanted: WantedEvents) throws(Problem) -> EventBatch { try door.events(wanted) }

  /// A replay's time stands still between two lines.
  func attend() -> Bool { false }

  func overhear() -> [Page] { [] }
}

/// Reads the circumstances of the next call.
final class ControlDescriptor {
  private let descriptor: Int32
  private(set) var now = Cue(now: 0, actor: "admin")

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Waits for one line; at the end of the stream everything stays as it was.
  func advance() {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    guard let value = try? JSONReader.read(line).value, let instant = value["now"]?.integer,
      let actor = value["actor"]?.string
    else { return }
    now = Cue(now: instant, actor: actor)
  }
}
