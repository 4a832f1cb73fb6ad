import Commands
import Interpreter
import JSON
import Testing

/// Who with an open console is told what without asking (design.md section 4).
final class HearingTests {
  private let desk: TestDesk

  init() throws {
    desk = try TestDesk(channel: "console")
    for line in [
      "add agent Ann Alder", "add agent Ben Birch", "add manager Mia Moor",
      "new for Cleo Crane <cleo@acme.example> urgent : Printer",
    ] { desk.say(line) }
    _ = heard()
  }

  /// What each of them hears that they did not hear before, in the order of the alphabet.
  private func heard() -> [String] {
    let before = desk.actor
    defer { desk.actor = before }
    return ["Admin", "Ann Alder", "Ben Birch", "Cleo Crane", "Mia Moor"].flatMap { name in
      desk.actor = name
      return desk.desk.hear().map { "\(name.prefix { $0 != " " }): \($0.text(width: 200))" }
    }
  }

  /// Says lines such as `Ann: take 1` by whoever stands before the colon.
  private func play(_ lines: [String]) {
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      desk.actor =
        ["Ann": "Ann Alder", "Ben": "Ben Birch", "Cleo": "Cleo Crane"][parts[0]] ?? "Admin"
      let answer = desk.say(String(parts[1].dropFirst()), in: "a")
      if answer.hasSuffix("?") { desk.say("yes", in: "a") }
      #expect(!answer.contains("forbidden"), "\(line): \(answer)")
    }
  }

  struct Scene: Sendable {
    /// What was done before anybody listens.
    var before: [String] = []
    let does: [String]
    let told: [String]
  }

  @Test(
    "who has a ticket hears of it, and every agent of one that nobody has",
    arguments: [
      Scene(
        does: ["Cleo: reply 1 : Hello?"],
        told: [
          "Admin: 09:00 #1 Cleo Crane wrote (Printer)", "Ann: 09:00 #1 Cleo Crane wrote (Printer)",
          "Ben: 09:00 #1 Cleo Crane wrote (Printer)",
        ]),
      Scene(
        before: ["Ann: take 1"], does: ["Cleo: reply 1 : Hello?"],
        told: ["Ann: 09:00 #1 Cleo Crane wrote (Printer)"]),
      Scene(
        before: ["Ann: take 1"], does: ["Ben: received 1 : She called."],
        told: ["Ann: 09:00 #1 Cleo Crane wrote (Printer)"]),
      Scene(before: ["Ann: take 1"], does: ["Ann: received 1 : She called."], told: []),
      Scene(
        does: ["Ben: received 1 : She called."],
        told: [
          "Admin: 09:00 #1 Cleo Crane wrote (Printer)", "Ann: 09:00 #1 Cleo Crane wrote (Printer)",
        ]),
      Scene(
        does: ["Cleo: new low : Lamp"],
        told: [
          "Admin: 09:00 #2 Cleo Crane asks, low (Lamp)",
          "Ann: 09:00 #2 Cleo Crane asks, low (Lamp)",
          "Ben: 09:00 #2 Cleo Crane asks, low (Lamp)",
        ]),
      Scene(does: ["Ann: new for Cleo Crane low : Lamp"], told: []),
      Scene(
        does: ["Admin: assign 1 to Ann"], told: ["Ann: 09:00 #1 Admin gave it to you (Printer)"]),
      Scene(does: ["Ann: take 1"], told: []),
      Scene(
        before: ["Ann: take 1"], does: ["Ben: steal 1"],
        told: ["Ann: 09:00 #1 Ben Birch took it from you (Printer)"]),
      Scene(
        before: ["Ann: take 1"], does: ["Admin: assign 1 to Ben"],
        told: [
          "Ann: 09:00 #1 Admin gave it to Ben Birch, and you have it no more (Printer)",
          "Ben: 09:00 #1 Admin gave it to you (Printer)",
        ]),
      Scene(before: ["Ann: take 1"], does: ["Ann: release 1"], told: []),
      Scene(
        before: ["Ann: take 1"], does: ["Admin: release 1"],
        told: ["Ann: 09:00 #1 Admin released it, and you have it no more (Printer)"]),
      Scene(does: ["Ann: note 1 : Words.", "Ann: tag 1 new", "Ann: reply 1 : Hello."], told: []),
      // Whose it was at that moment counts, not whose it is.
      Scene(
        before: ["Ann: take 1"], does: ["Cleo: reply 1 : Hello?", "Ben: steal 1"],
        told: [
          "Ann: 09:00 #1 Cleo Crane wrote (Printer)",
          "Ann: 09:00 #1 Ben Birch took it from you (Printer)",
        ]),
      Scene(
        before: ["Ann: take 1"], does: ["Ann: release 1", "Cleo: reply 1 : Hello?"],
        told: [
          "Admin: 09:00 #1 Cleo Crane wrote (Printer)", "Ann: 09:00 #1 Cleo Crane wrote (Printer)",
          "Ben: 09:00 #1 Cleo Crane wrote (Printer)",
        ]),
    ])
  func concern(scene: Scene) {
    play(scene.before)
    _ = heard()
    play(scene.does)
    #expect(heard() == scene.told)
    #expect(heard().isEmpty)
  }

  @Test func `what falls due is told to who has the ticket, with its time and its day`() {
    play(["Ann: take 1"])
    _ = heard()
    desk.pass(31 * 60_000)
    play(["Ben: tick"])
    let due = [
      "Ann: 09:22:30 #1 answer Cleo Crane by 09:30: 75 % of 30 m is used (Printer)",
      "Ann: 09:30 #1 Cleo Crane was not answered within 30 m (Printer)",
    ]
    #expect(heard() == due)
    desk.pass(86_400_000)
    play(["Ben: tick"])
    #expect(
      heard() == [
        "Ann: 2026-03-02 12:00 #1 resolve it for Cleo Crane by 13:00: 75 %"
          + " of 4 h is used (Printer)",
        "Ann: 2026-03-02 13:00 #1 it was not resolved for Cleo Crane within 4 h (Printer)",
      ])
  }

  @Test func `every agent hears what falls due of a ticket that nobody has, who wrote too`() {
    desk.pass(31 * 60_000)
    play(["Ben: note 1 : Words."])
    let names = heard().map { $0.prefix { $0 != ":" } }
    #expect(names == ["Admin", "Admin", "Ann", "Ann", "Ben", "Ben"])
  }

  @Test func `a screen that many look at shows every notice once, and nothing else`() throws {
    let shared = try TestDesk()
    shared.say("new for Cleo Crane <cleo@acme.example> urgent : Printer")
    shared.say("add agent Ann Alder")
    shared.actor = "Cleo Crane"
    shared.say("reply 1 : Hello?")
    shared.pass(31 * 60_000)
    shared.actor = "Ann Alder"
    shared.say("take 1")
    #expect(
      shared.desk.hear().map { $0.text(width: 80) } == [
        "09:22:30 #1 answer Cleo Crane by 09:30: 75 % of 30 m is used",
        "09:30 #1 Cleo Crane was not answered within 30 m",
      ])
    shared.actor = "Admin"
    #expect(shared.desk.hear().isEmpty)
  }

  @Test func `what was heard last is told again as data, with how it is told`() {
    play(["Cleo: reply 1 : Hello?"])
    desk.pass(31 * 60_000)
    play(["Ben: tick"])
    desk.actor = "Ann Alder"
    _ = desk.desk.hear()
    #expect(
      desk.data("alerts quiet")?.compact()
        == #"{"mode":"quiet","alerts":["#
        + #"{"ticket":1,"subject":"Printer","kind":"received","at":"2026-03-02T09:00:00Z","#
        + #""text":"Cleo Crane wrote"},"#
        + #"{"ticket":1,"subject":"Printer","kind":"warning","at":"2026-03-02T09:22:30Z","#
        + #""text":"answer Cleo Crane by 09:30: 75 % of 30 m is used"},"#
        + #"{"ticket":1,"subject":"Printer","kind":"breach","at":"2026-03-02T09:30:00Z","#
        + #""text":"Cleo Crane was not answered within 30 m"}]}"#)
    #expect(desk.data("alerts")?["mode"] == "quiet")
  }

  @Test func `what was told of somebody who is erased holds none of their words`() {
    play(["Cleo: reply 1 : Hello?", "Ann: resolve 1 : Done."])
    desk.actor = "Ben Birch"
    _ = desk.desk.hear()
    #expect(desk.say("alerts").contains("Cleo Crane wrote (Printer)"))
    desk.actor = "Mia Moor"
    desk.say("erase approve Cleo Crane because she asked")
    desk.actor = "Admin"
    desk.say("erase Cleo Crane", in: "a")
    desk.say("yes", in: "a")
    desk.actor = "Ben Birch"
    let told = desk.say("alerts")
    #expect(told.contains("wrote (erased)") || told.contains("wrote ((erased))"), "\(told)")
    #expect(!told.contains("Cleo") && !told.contains("Printer"), "\(told)")
  }
}
