/// Something that happened to a clock, and what made it happen.
struct ClockFact: Hashable {
  let mark: Mark
  let change: Change

  /// What can happen to a clock.
  enum Change: Hashable {
    case retarget(TargetVersion)
    case pause(reason: String)
    case resume
    case stop(Ending)
    case reopen
  }
}
