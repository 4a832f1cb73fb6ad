import Commands
import Interpreter
import JSON
import RPC
import Replay

/// Carries out the examples of the list on a desk made for it, so that what is published is true.
///
/// They are one session in the order of the list; clock, names and numbers are always the same.
enum Examples {
  /// What the desk holds before the first example.
  private static let preparation = [
    "add agent Ben Okri <ben@desk.example>",
    "new for Ada Byron <ada@acme.example> medium : Printer out of paper",
    "new for Cleo Crane <cleo@beta.example> low : How do I change my password?",
    "resolve 2 : In your settings, under Account.",
  ]
  private static let time = "2026-03-02T09:00:00"
  private static let zone = "Europe/London"
  private static let seed = "examples"

  /// The desk on which they are carried out, so that everybody can carry them out.
  static var desk: JSONValue {
    [
      "clock": .string(time), "zone": .string(zone), "seed": .string(seed),
      "lines": .array(preparation.map(JSONValue.string)),
    ]
  }

  /// By the methods' names; none where no desk can be made.
  static func carriedOut() -> [String: [MethodExample]] {
    var examples: [String: [MethodExample]] = [:]
    guard let stage = try? ReplayStage(), let now = stage.instant(time, zone: zone) else {
      return [:]
    }
    do throws(StageFault) {
      try stage.found(seed: seed, at: now, zone: zone)
      let door = try stage.open { Cue(now: now, actor: "admin") }
      for line in preparation { _ = door.say(Line(line), in: nil) }
      let dispatcher = Dispatcher(door: door, server: Version.server) { .null }
      for command in door.commands { examples[command.name] = dispatcher.examples(of: command) }
    } catch {
      return [:]
    }
    return examples
  }
}
