import SupportDesk

/// Tells an attendant how much of something long is done, not at each step.
struct Gauge {
  private let unit: Attendant.Unit
  private let hears: ((Int64, Int64, Attendant.Unit) -> Void)?
  private var passed: Int64 = 0
  private static let step: Int64 = 256

  init(of unit: Attendant.Unit, for attendant: Attendant) {
    self.unit = unit
    hears = attendant.hears
  }

  /// Whether anybody hears it: else no total need be counted.
  var isHeard: Bool { hears != nil }

  mutating func pass(_ done: Int64, of total: Int64) {
    guard let hears, done - passed >= Self.step else { return }
    passed = done
    hears(done, total, unit)
  }
}
