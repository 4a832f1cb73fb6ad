/// A second opinion on clocks: plays a small history second by second, sharing no code with
/// `Clock`.
///
/// Times are seconds since the start.
struct SecondStepper {
  enum Action: Hashable {
    case retarget(version: Int, budget: Int)
    case pause, resume, stop, reopen
  }

  struct Step: Hashable {
    var second: Int
    let action: Action
  }

  struct Breach: Hashable {
    let second: Int
    let version: Int
    let isReclassified: Bool
  }

  private(set) var phase = "running"
  private(set) var breaches: [Breach] = []
  /// When each version's budget was used up while it was in force: second, then version.
  private(set) var usedUp: [[Int]] = []
  /// Whether the budget was exceeded at each stop so far.
  private(set) var misses: [Bool] = []
  /// What had been used at each second up to the last.
  private(set) var used = [0]
  private(set) var budget: Int
  private var version = 1
  private var wasUsedUpAtEntry = false

  /// Plays the steps up to `last`, those of that second included.
  init(budget: Int, steps: [Step], until last: Int) {
    self.budget = budget
    let steps = Self.sensible(steps)
    for second in 0...last {
      if phase != "stopped" { noteUsedUp(at: second) }
      for step in steps where step.second == second {
        act(step.action, at: second)
        if phase != "stopped" { noteUsedUp(at: second) }
      }
      if second < last { tick(second) }
    }
  }

  /// The first second at which the budget is used up, if the clock runs.
  var due: Int? {
    guard phase == "running" else { return nil }
    return used.firstIndex { $0 >= budget } ?? used.count - 1 + budget - used[used.count - 1]
  }

  /// The last such second.
  var limit: Int? {
    guard phase == "running" else { return nil }
    if let past = used.firstIndex(where: { $0 > budget }) { return past - 1 }
    return used.count - 1 + budget - used[used.count - 1]
  }

  /// The steps that change something, none before its predecessor.
  private static func sensible(_ steps: [Step]) -> [Step] {
    var phase = "running"
    var last = 0
    var result: [Step] = []
    for var step in steps {
      switch (step.action, phase) {
      case (.retarget, _): break
      case (.pause, "running"): phase = "paused"
      case (.resume, "paused"): phase = "running"
      case (.stop, "running"), (.stop, "paused"): phase = "stopped"
      case (.reopen, "stopped"): phase = "running"
      default: continue
      }
      step.second = step.second < last ? last : step.second
      last = step.second
      result.append(step)
    }
    return result
  }

  private mutating func act(_ action: Action, at second: Int) {
    let now = used[second]
    switch action {
    case .retarget(let version, let budget):
      self.version = version
      self.budget = budget
      wasUsedUpAtEntry = now >= budget
      if phase != "stopped", now > budget { breach(at: second) }
    case .pause: phase = "paused"
    case .resume: phase = "running"
    case .stop:
      phase = "stopped"
      misses.append(now > budget)
    case .reopen:
      phase = "running"
      if now > budget { breach(at: second) }
    }
  }

  private mutating func tick(_ second: Int) {
    used.append(used[second] + (phase == "running" ? 1 : 0))
    if used[second + 1] > budget, phase == "running" { breach(at: second) }
  }

  private mutating func noteUsedUp(at second: Int) {
    guard used[second] >= budget, !usedUp.contains(where: { $0[1] == version }) else { return }
    usedUp.append([second, version])
  }

  private mutating func breach(at second: Int) {
    guard !breaches.contains(where: { $0.version == version }) else { return }
    breaches.append(Breach(second: second, version: version, isReclassified: wasUsedUpAtEntry))
  }
}
