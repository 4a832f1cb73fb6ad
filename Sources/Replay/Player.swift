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
  /// The files that are being included, the outermost first.
  private var includes: [String] = []
  /// Is handed each call with its answer: of an included file that file's name, and the line.
  package var note: (_ included: String?, _ line: Int, _ said: Said) -> Void = { _, _, _ in }
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

  /// Plays a session, or one that a session includes.
  ///
  /// - Throws: why it cannot be played further.
  package func play(_ script: Script) throws(StageFault) {
    var steps = script.steps[...]
    while let step = steps.popFirst() {
      blessed += step.source
      switch step.kind {
      case .remark: continue
      case .expectation:
        throw StageFault("line \(step.number): nothing was said that could give this")
      case .say(let text):
        let given = try say(text, line: step.number)
        compare(step, text, given, &steps)
      case .directive(let directive):
        let given = try direct(directive, step)
        compare(step, step.source[0], given, &steps)
      }
    }
  }

  /// Closes the store.
  package func finish() { driver.stop(crash: false) }

  /// The journal as it is exported, to compare what different ways in wrote.
  ///
  /// It is no step of the session, and is not noted.
  package func journal() throws(StageFault) -> String {
    _ = try asAdministrator { () throws(StageFault) in try say("export", line: nil) }
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

  /// - Parameter line: where the step stands that says it; nil where none does.
  private func say(_ text: String, line: Int?) throws(StageFault) -> [Script.Expectation] {
    try found()
    let said = try driver.say(
      text, session: session, width: width, Cue(now: now, actor: actor))
    data = said.data
    if let line { note(includes.last, line, said) }
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
    _ directive: Directive, _ step: Script.Step
  ) throws(StageFault) -> [Script.Expectation] {
    switch directive {
    case .clock(let time, let zone):
      self.zone = zone ?? self.zone
      now = try instant(time, step)
    case .seed(let word): seed = word
    case .speaker(let name): actor = name
    case .session(let name): session = name
    case .width(let columns): width = columns
    case .advance(let text):
      guard let span = stage.span(text) else {
        throw StageFault("line \(step.number): \(text) is no span such as 25m")
      }
      return try advance(to: now + span, step)
    case .at(let time):
      let instant = try instant(time, step)
      guard instant >= now else {
        throw StageFault("line \(step.number): \(time) has passed already")
      }
      return try advance(to: instant, step)
    case .restart: driver.stop(crash: false)
    case .crash: driver.stop(crash: true)
    case .include(let file): try included(file, step)
    case .verify:
      let given = try asAdministrator { () throws(StageFault) in
        try say("verify", line: step.number)
      }
      if data["holds"]?.bool != true { return given }
    }
    return []
  }

  private func instant(_ text: String, _ step: Script.Step) throws(StageFault) -> Int64 {
    guard let instant = stage.instant(text, zone: zone) else {
      throw StageFault("line \(step.number): \(text) is no time of \(zone)")
    }
    return instant
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
  private func advance(
    to end: Int64, _ step: Script.Step
  ) throws(StageFault) -> [Script.Expectation] {
    var given: [Script.Expectation] = []
    while true {
      given += try asAdministrator { () throws(StageFault) in try say("tick", line: step.number) }
      guard let text = data["next"]?.string, let next = stage.instant(text, zone: "UTC"),
        next <= end
      else { break }
      now = max(now, next)
    }
    now = end
    return given
  }

  private func included(_ name: String, _ step: Script.Step) throws(StageFault) {
    guard includes.count < 8, !includes.contains(name) else {
      throw StageFault("line \(step.number): \(name) includes itself")
    }
    guard let text = include(name) else {
      throw StageFault("line \(step.number): \(name) cannot be read")
    }
    let script: Script
    do { script = try Script(text) } catch {
      throw StageFault("\(name):\(error.number): \(error.why)")
    }
    let before = blessed
    includes.append(name)
    try play(script)
    includes.removeLast()
    blessed = before
  }
}
