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
  /// How large the newer are, in units of some two hundred bytes.
  private var size: Int64 = 0
  /// Of the newer, and of the older again: some megabytes, whether of many tickets or of a few with long
  /// histories.
  private static let sizeMax: Int64 = 32_768

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
    if size + Self.size(of: known) > Self.sizeMax { (older, newer, size) = (newer, [:], 0) }
    size += Self.size(of: known) - (newer[name].map(Self.size) ?? 0)
    newer[name] = known
  }

  /// A fold grows with its events, and takes some room before the first.
  private static func size(of known: Known) -> Int64 { 16 + known.fold.version }

  mutating func forget() {
    (newer, older, size) = ([:], [:], 0)
  }
}
