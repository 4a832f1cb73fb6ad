/// All time in stretches whose open time is a formula, each with the sum of all before it.
///
/// An instant is found by halving, and so is a sum: both directions cost the logarithm of the
/// number of pieces, however far apart two instants are. After `cycle.start` the pieces repeat
/// every 400 years, for ever, because both the Gregorian calendar and a week do.
struct CalendarPieces: Sendable {
  /// In order of time, the first one from `Instant.earliest` on; never empty.
  private let pieces: [Piece]
  private let week: WeekSums
  private let cycle: Cycle?

  /// From its start to the start of the next.
  struct Piece: Hashable {
    let start: Int64
    let kind: Kind
    /// What is open in all pieces before.
    let openBefore: Int64
  }

  /// What a calendar does in a stretch.
  enum Kind: Hashable {
    case closed
    case open
    /// Opens by the week, on wall clocks so many milliseconds ahead of UTC.
    case weekly(offsetMs: Int64)
  }

  /// Since when a calendar does something.
  struct Cut: Hashable {
    let start: Instant
    let kind: Kind

    init(_ start: Instant, _ kind: Kind) {
      self.start = start
      self.kind = kind
    }
  }

  /// What comes again.
  private struct Cycle {
    let start: Int64
    let end: Int64
    /// What is open before the start, and from there to the end.
    let openBefore: Int64
    let openMs: Int64
  }

  /// The days after which dates and weekdays come again: 400 years.
  static let cycleDays = 146_097

  /// Sums up stretches.
  ///
  /// `cuts` are in order; where two are at the same instant the later one holds. From `repeating`
  /// on they must be given for 400 years, and come again after that; if it is nothing, the last one
  /// lasts for ever.
  init(cuts: [Cut], week: WeekSums, repeating: Instant?) {
    self.week = week
    var pieces = [Piece(start: Instant.earliest.milliseconds, kind: .closed, openBefore: 0)]
    for cut in cuts {
      let last = pieces[pieces.count - 1]
      guard cut.kind != last.kind else { continue }
      let start = cut.start.milliseconds
      let open = last.openBefore + Self.open(in: last, before: start, week)
      if last.start == start { pieces.removeLast() }
      pieces.append(Piece(start: start, kind: cut.kind, openBefore: open))
    }
    self.pieces = pieces
    cycle = repeating.map { instant in
      let start = instant.milliseconds
      let end = start + Int64(Self.cycleDays) * dayMs
      let sums = [start, end].map { Self.open(before: $0, pieces, week) }
      return Cycle(start: start, end: end, openBefore: sums[0], openMs: sums[1] - sums[0])
    }
  }
}

// MARK: Sums

extension CalendarPieces {
  /// What is open before an instant, in milliseconds, since time began.
  func open(before time: Int64) -> Int64 {
    guard let cycle, time >= cycle.end else { return Self.open(before: time, pieces, week) }
    let length = cycle.end - cycle.start
    let (count, rest) = (time - cycle.start).quotientAndRemainder(dividingBy: length)
    return Self.open(before: cycle.start + rest, pieces, week) + count * cycle.openMs
  }

  private static func open(before time: Int64, _ pieces: [Piece], _ week: WeekSums) -> Int64 {
    let count = pieces.partitioningIndex { $0.start >= time }
    guard count > 0 else { return 0 }
    let piece = pieces[count - 1]
    return piece.openBefore + open(in: piece, before: time, week)
  }

  private static func open(in piece: Piece, before time: Int64, _ week: WeekSums) -> Int64 {
    switch piece.kind {
    case .closed: 0
    case .open: time - piece.start
    case .weekly(let offset):
      week.open(before: time + offset) - week.open(before: piece.start + offset)
    }
  }
}

// MARK: Instants

extension CalendarPieces {
  /// The least instant before which so much is open, which must be more than 0; nothing if none is.
  func leastInstant(open: Int64) -> Int64? {
    instant(open: open, isLeast: true)
  }

  /// The greatest instant before which no more is open; nothing if it is never exceeded.
  func greatestInstant(open: Int64) -> Int64? {
    instant(open: open, isLeast: false)
  }

  private func instant(open: Int64, isLeast: Bool) -> Int64? {
    // A sum at the border of two cycles belongs to the earlier one as a least instant.
    let past = isLeast ? open - 1 : open
    guard let cycle, past >= cycle.openBefore + cycle.openMs else {
      return listedInstant(open: open, isLeast: isLeast)
    }
    guard cycle.openMs > 0 else { return nil }
    let count = (past - cycle.openBefore) / cycle.openMs
    // No instant is so many cycles away, and the product would not fit.
    guard count <= CivilDate.years.upperBound else { return nil }
    return listedInstant(open: open - count * cycle.openMs, isLeast: isLeast)
      .map { $0 + count * (cycle.end - cycle.start) }
  }

  private func listedInstant(open: Int64, isLeast: Bool) -> Int64? {
    let past = isLeast ? open - 1 : open
    let piece = pieces[pieces.partitioningIndex { $0.openBefore > past } - 1]
    let into = open - piece.openBefore
    switch piece.kind {
    case .closed: return nil
    case .open: return piece.start + into
    case .weekly(let offset):
      guard week.openMs > 0 else { return nil }
      let sum = week.open(before: piece.start + offset) + into
      return (isLeast ? week.leastTime(open: sum) : week.greatestTime(open: sum)) - offset
    }
  }
}
