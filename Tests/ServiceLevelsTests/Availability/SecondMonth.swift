/// A second opinion on availability: one byte a second, sharing no code with `Availability`.
///
/// All times are seconds since 1970; a month is small enough to look at every second of it.
struct SecondMonth {
  struct Down {
    let start: Int
    let end: Int?
    let weight: UInt8
  }

  struct Window {
    let start: Int
    let end: Int
    let isApproved: Bool
    let begun: Int?
    let ended: Int?
  }

  /// What happened, and when one looks.
  struct History {
    var downs: [Down] = []
    var windows: [Window] = []
    var gaps: [Range<Int>] = []
    var from = Int.min
    var until = Int.max
    var now = 0
    var thousandths = 99_500
  }

  let month: Range<Int>
  /// 0 agreed, 1 excluded, 2 outside; a second each.
  private(set) var state: [UInt8]
  private(set) var weight: [UInt8]
  private(set) var gap: [Bool]

  private(set) var agreed = 0
  private(set) var elapsed = 0
  private(set) var excluded = 0
  /// Seconds times percent, with gaps up and with gaps down.
  private(set) var best = 0
  private(set) var worst = 0
  /// The last second through which the target is met if nothing changes.
  private(set) var metThrough: Int?

  init(month: Range<Int>, _ all: History) {
    let history = Self.known(all)
    self.month = month
    state = [UInt8](repeating: 0, count: month.count)
    weight = state
    gap = [Bool](repeating: false, count: month.count)
    mark(history)
    weigh(history, until: history.now)
    addUp(now: history.now)
    let weights = weight
    weigh(history, until: month.upperBound)
    forecast(history)
    weight = weights
  }

  /// What had happened by now: what ends later goes on.
  private static func known(_ history: History) -> History {
    var known = history
    let now = history.now
    known.downs = history.downs.map { down in
      Down(start: down.start, end: down.end.flatMap { $0 <= now ? $0 : nil }, weight: down.weight)
    }
    known.windows = history.windows.map { window in
      Window(
        start: window.start, end: window.end, isApproved: window.isApproved,
        begun: window.begun.flatMap { $0 <= now ? $0 : nil },
        ended: window.ended.flatMap { $0 <= now ? $0 : nil })
    }
    return known
  }

  private mutating func mark(_ history: History) {
    for window in history.windows where window.isApproved {
      let start = max(window.start, window.begun ?? window.start)
      let end = min(window.end, window.ended ?? window.end)
      fill(&state, start, end, 1)
    }
    for range in history.gaps {
      fill(&gap, range.lowerBound, min(range.upperBound, history.now), true)
    }
    fill(&state, month.lowerBound, history.from, 2)
    fill(&state, history.until, month.upperBound, 2)
  }

  /// Weighs what is open as lasting until then.
  private mutating func weigh(_ history: History, until: Int) {
    fill(&weight, month.lowerBound, month.upperBound, 0)
    for down in history.downs where down.start <= history.now {
      raise(down.start, min(down.end ?? until, until), down.weight)
    }
    for window in history.windows {
      guard let begun = window.begun, begun <= history.now else { continue }
      let ended = min(window.ended ?? until, until)
      if window.isApproved {
        raise(begun, min(ended, window.start), 100)
        raise(max(begun, window.end), ended, 100)
      } else {
        raise(begun, ended, 100)
      }
    }
  }

  private mutating func addUp(now: Int) {
    for index in 0..<month.count {
      if state[index] == 1 { excluded += 1 }
      guard state[index] == 0 else { continue }
      agreed += 1
      guard month.lowerBound + index < now else { continue }
      elapsed += 1
      best += Int(weight[index])
      worst += gap[index] ? 100 : Int(weight[index])
    }
  }

  private mutating func forecast(_ history: History) {
    guard agreed > 0 else { return }
    let allowed = agreed * (100_000 - history.thousandths)
    var used = 0
    for index in 0..<month.count where state[index] == 0 {
      used += Int(weight[index]) * 1_000
      if used > allowed {
        metThrough = month.lowerBound + index
        return
      }
    }
  }

  private func fill<Value>(_ values: inout [Value], _ start: Int, _ end: Int, _ value: Value) {
    let range = places(start, end)
    values.withUnsafeMutableBufferPointer { $0[range].update(repeating: value) }
  }

  private mutating func raise(_ start: Int, _ end: Int, _ value: UInt8) {
    for index in places(start, end) { weight[index] = max(weight[index], value) }
  }

  private func places(_ start: Int, _ end: Int) -> Range<Int> {
    let first = min(max(start, month.lowerBound), month.upperBound) - month.lowerBound
    let last = min(max(end, month.lowerBound), month.upperBound) - month.lowerBound
    return first..<max(first, last)
  }
}
