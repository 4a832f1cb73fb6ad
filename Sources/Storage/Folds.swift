import SupportDesk

/// Folds of streams without their texts, as they stood at some place, for the calls that come after.
///
/// The journal only grows: where it still is the one that was read, and its times are those that were
/// true then, what has come since is folded on top.
struct Folds {
  private var known: [StreamName: (fold: any SupportDesk.Stream, place: Int64)] = [:]
  /// What this program remembers of more tickets would be more than an idle console may hold.
  private static let max = 1_024

  /// The fold that is remembered, and the place at which it stood; nil where there is none.
  func fold<S: SupportDesk.Stream>(_ stream: S.Type, _ number: S.Number) -> (fold: S, place: Int64)?
  {
    guard let known = known[S.name(of: number)], let fold = known.fold as? S else { return nil }
    return (fold, known.place)
  }

  mutating func keep<S: SupportDesk.Stream>(_ fold: S, _ number: S.Number, at place: Int64) {
    if known.count >= Self.max { forget() }
    known[S.name(of: number)] = (fold, place)
  }

  mutating func forget() { known.removeAll(keepingCapacity: true) }
}
