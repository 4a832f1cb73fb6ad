import SupportDesk

/// Folds of streams without their texts, as they stood at some place, for the calls that come after.
///
/// The journal only grows: where it still is the one that was read, and its times are those that were
/// true then, what has come since is folded on top. What was not asked for since as many events were
/// remembered as there may be is forgotten first.
struct Folds {
  private typealias Known = (fold: any SupportDesk.Stream, place: Int64)

  private var newer: [StreamName: Known] = [:]
  private var older: [StreamName: Known] = [:]
  /// How many events the newer are folds of: so large they are.
  private var events: Int64 = 0
  /// Of the newer, and of the older again: some megabytes, whether of many tickets or of a few with long
  /// histories.
  private static let eventsMax: Int64 = 65_536

  /// The fold that is remembered, and the place at which it stood; nil where there is none.
  mutating func fold<S: SupportDesk.Stream>(
    _ stream: S.Type, _ number: S.Number
  ) -> (fold: S, place: Int64)? {
    let name = S.name(of: number)
    if newer[name] == nil, let known = older[name] { keep(known, name) }
    guard let known = newer[name], let fold = known.fold as? S else { return nil }
    return (fold, known.place)
  }

  mutating func keep<S: SupportDesk.Stream>(_ fold: S, _ number: S.Number, at place: Int64) {
    keep((fold, place), S.name(of: number))
  }

  private mutating func keep(_ known: Known, _ name: StreamName) {
    let more = known.fold.version - (newer[name]?.fold.version ?? 0)
    if events + more > Self.eventsMax {
      (older, newer, events) = (newer, [:], 0)
    }
    events += known.fold.version - (newer[name]?.fold.version ?? 0)
    newer[name] = known
  }

  mutating func forget() {
    (newer, older, events) = ([:], [:], 0)
  }
}
