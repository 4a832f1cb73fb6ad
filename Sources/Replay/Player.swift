import JSON

/// Plays a script and compares what it gives with what it expects.
package final class Player {
  /// One step whose outcome is another than expected.
  package struct Mismatch: Sendable {
    package let number: Int
    package let said: String
    package let expected: [String]
    package let given: [String]
  }

  private let stage: any Stage
  private let driver: any Driver
  private let include: (String) -> String?
  private var now: Int64 = 0
  private var zone = "UTC"
  private var seed = "1"
  private var actor = "admin"
  private var session = "main"
  private var width = 80
  private var isFounded = false
  private var data: JSONValue = .null
  package private(set) var mismatches: [Mismatch] = []
  /// The script with the expectations it would have met.
  package private(set) var blessed: [String] = []

  /// - Parameter include: the text of an included file; nil where there is none.
  package init(
    _ stage: any Stage, through driver: any Driver, include: @escaping (String) -> String?
  ) {
    self.stage = stage
    self.driver = driver
    self.include = include
  }

  package func play(_ script: Script) throws(StageFault) {
    var steps = script.steps[...]
    while let step = steps.popFirst() {
      blessed += step.source
      switch step.kind {
      case .remark: continue
      case .expectation:
        throw StageFault("line \(step.number): nothing was said that could give this")
      case .say(let text, let isText):
        let given = try say(text, isText: isText)
        compare(step, text, given, &steps)
      case .directive(let name, let argument):
        let given = try direct(name, argument, step)
        compare(step, "@\(name) \(argument)", given, &steps)
      }
    }
  }

  package func finish() { driver.finish() }

  /// The journal as it is exported, to compare what different ways in wrote.
  package func journal() throws(StageFault) -> String {
    _ = try asAdministrator { () throws(StageFault) in try say("export") }
    return data.canonical()
  }

  private func compare(
    _ step: Script.Step, _ said: String, _ given: [Script.Expectation],
    _ steps: inout ArraySlice<Script.Step>
  ) {
    var expected: [Script.Expectation] = []
    var kept: [String] = []
    while let next = steps.first, case .expectation(let expectation) = next.kind {
      steps.removeFirst()
      if expectation.gutter == .data {
        kept.append(expectation.line)
        check(step, said, expectation.text)
      } else {
        expected.append(expectation)
      }
    }
    blessed += given.map(\.line) + kept
    if expected != given {
      mismatches.append(
        Mismatch(
          number: step.number, said: said, expected: expected.map(\.line),
          given: given.map(\.line)))
    }
  }

  /// Data must hold at least what is written.
  private func check(_ step: Script.Step, _ said: String, _ text: String) {
    let wanted = try? JSONReader.read(Array(text.utf8)).value
    if wanted.map({ Self.holds(data, $0) }) != true {
      mismatches.append(
        Mismatch(
          number: step.number, said: said, expected: ["= " + text], given: ["= " + data.compact()]))
    }
  }

  private static func holds(_ data: JSONValue, _ wanted: JSONValue) -> Bool {
    switch (data, wanted) {
    case (.object, .object(let members)):
      members.members.allSatisfy { member in
        data[member.name].map { holds($0, member.value) } ?? false
      }
    case (.array(let items), .array(let parts)):
      items.count == parts.count && zip(items, parts).allSatisfy { holds($0, $1) }
    default: data == wanted
    }
  }

  // MARK: Saying

  private func found() throws(StageFault) {
    guard !isFounded else { return }
    isFounded = true
    try stage.found(seed: seed, at: now, zone: zone)
  }

  private func say(
    _ text: String, isText: Bool = false
  ) throws(StageFault) -> [Script.Expectation] {
    try found()
    let said = try driver.say(
      text, isText: isText, session: session, width: width, Cue(now: now, actor: actor))
    data = said.data
    let gutter: Script.Expectation.Gutter =
      switch said.kind {
      case .done: .output
      case .question: .question
      case .error: .error
      }
    return said.notices.map { Script.Expectation(.notice, $0) }
      + said.lines.map { Script.Expectation(gutter, $0) }
  }

  // MARK: Directives

  private func direct(
    _ name: String, _ argument: String, _ step: Script.Step
  ) throws(StageFault) -> [Script.Expectation] {
    switch name {
    case "clock":
      let parts = argument.split(separator: " ").map(String.init)
      if parts.count == 3, parts[1] == "zone" { zone = parts[2] }
      guard let first = parts.first, let instant = stage.instant(first, zone: zone) else {
        throw StageFault("line \(step.number): @clock TIME zone ZONE")
      }
      now = instant
    case "seed": seed = argument
    case "as": actor = argument
    case "session": session = argument
    case "width": width = Int(argument) ?? 80
    case "advance":
      guard let span = stage.span(argument) else {
        throw StageFault("line \(step.number): @advance takes a span such as 25m")
      }
      return try advance(to: now + span)
    case "at":
      guard let instant = stage.instant(argument, zone: zone), instant >= now else {
        throw StageFault("line \(step.number): @at takes a time that has not passed")
      }
      return try advance(to: instant)
    case "restart": try driver.restart(crash: false)
    case "crash": try driver.restart(crash: true)
    case "include": try included(argument, step)
    case "check":
      let given = try asAdministrator { () throws(StageFault) in try say("verify") }
      guard argument == "verify" else {
        throw StageFault("line \(step.number): @check verify is the one check there is")
      }
      if data["holds"]?.bool != true { return given }
    default: throw StageFault("line \(step.number): there is no directive @\(name)")
    }
    return []
  }

  /// Runs what a directive says as whoever set the desk up, in no speaker's session.
  private func asAdministrator(
    _ body: () throws(StageFault) -> [Script.Expectation]
  ) throws(StageFault) -> [Script.Expectation] {
    let speaker = (actor, session)
    (actor, session) = ("admin", "directives")
    defer { (actor, session) = speaker }
    return try body()
  }

  /// Lets time pass: every notice comes at its own instant, in order.
  private func advance(to end: Int64) throws(StageFault) -> [Script.Expectation] {
    var given: [Script.Expectation] = []
    while true {
      given += try asAdministrator { () throws(StageFault) in try say("tick") }
      guard let text = data["next"]?.string, let next = stage.instant(text, zone: "UTC"),
        next <= end
      else { break }
      now = max(now, next)
    }
    now = end
    return given
  }

  private func included(_ name: String, _ step: Script.Step) throws(StageFault) {
    guard let text = include(name) else {
      throw StageFault("line \(step.number): \(name) cannot be read")
    }
    let script: Script
    do { script = try Script(text) } catch {
      throw StageFault("\(name):\(error.number): \(error.why)")
    }
    let before = blessed
    try play(script)
    blessed = before
  }
}
