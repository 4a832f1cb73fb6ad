/// What decides, for one version of a commitment, what every part of a period counts as.
struct AvailabilityProof {
  let commitment: Commitment
  /// What is to be cut into segments.
  let bounds: Range<Instant>
  /// The part of it in which the commitment holds; may be empty.
  let covered: Range<Instant>
  /// As of `now`.
  let records: ServiceRecords
  let now: Instant

  /// The segments of the whole period: contiguous, none of them empty, no two alike in a row.
  ///
  /// - Parameter until: up to when what still lasts is counted as down: now, or the period's end to
  ///   see what will be if nothing changes.
  func segments(until: Instant) -> [AvailabilitySegment] {
    let windows = self.windows
    let downs = self.downs(until: until)
    let gaps = records.gaps.sorted { ($0.range.lowerBound, $0.id) < ($1.range.lowerBound, $1.id) }
    let gapRanges = gaps.map { $0.range.clamped(to: .earliest..<now) }
    let painting = Painting(
      of: bounds,
      cutBy: [covered, .earliest..<now] + windows.map(\.range) + downs.map(\.range) + gapRanges)
    let inside = painting.firstCovering([covered])
    let excluded = painting.firstCovering(windows.map(\.range))
    let down = painting.firstCovering(downs.map(\.range))
    let unknown = painting.firstCovering(gapRanges)
    return (0..<painting.count).reduce(into: []) { segments, place in
      let blame = down[place].map { downs[$0].blame }
      let kind: AvailabilitySegment.Kind =
        if inside[place] == nil {
          .outside
        } else if let index = excluded[place] {
          .excluded(window: windows[index].id)
        } else if let index = unknown[place], blame?.weight != SeverityWeights.full {
          .unknown(gap: gaps[index].id, atLeast: blame)
        } else {
          blame.map { .down($0) } ?? .up
        }
      segments.append(painting.place(place), kind, isToCome: painting.edges[place] >= now)
    }
  }
}

// MARK: What may be seen, the first one winning

extension AvailabilityProof {
  private struct Window {
    let range: Range<Instant>
    let id: Int
  }

  private struct Down {
    let range: Range<Instant>
    /// Since when it lasts, be it before the period.
    let start: Instant
    let blame: AvailabilitySegment.Blame

    /// The heavier, the earlier, what was entered before what follows from a window, the lower.
    var precedence: (Int, Instant, Int, Int) {
      switch blame.cause {
      case .outage(let id): (-blame.weight, start, 0, id)
      case .overrun(let id): (-blame.weight, start, 1, id)
      }
    }
  }

  private var windows: [Window] {
    records.maintenance.flatMap { window in
      commitment.excluded(by: window).ranges.map { Window(range: $0, id: window.id) }
    }.sorted { ($0.range.lowerBound, $0.id) < ($1.range.lowerBound, $1.id) }
  }

  private func downs(until: Instant) -> [Down] {
    let counted = bounds.clamped(to: .earliest..<until)
    let outages = records.outages.map { outage in
      let range = outage.start..<max(outage.start, outage.end ?? until)
      return Down(
        range: range.clamped(to: counted), start: outage.start,
        blame: .init(weight: outage.weight(in: commitment.weights), cause: .outage(outage.id)))
    }
    let overruns = records.maintenance.flatMap { window in
      commitment.unexcused(of: window, now: until).ranges.map { range in
        Down(
          range: range.clamped(to: counted), start: range.lowerBound,
          blame: .init(weight: SeverityWeights.full, cause: .overrun(window: window.id)))
      }
    }
    return (outages + overruns).filter { !$0.range.isEmpty }.sorted {
      $0.precedence < $1.precedence
    }
  }
}

extension [AvailabilitySegment] {
  /// Adds a segment, or makes the last one longer if it is of the same kind.
  fileprivate mutating func append(
    _ range: Range<Instant>, _ kind: AvailabilitySegment.Kind, isToCome: Bool
  ) {
    guard let last, last.kind == kind, last.isToCome == isToCome else {
      append(AvailabilitySegment(range: range, kind: kind, isToCome: isToCome))
      return
    }
    let longer = last.range.lowerBound..<range.upperBound
    self[count - 1] = AvailabilitySegment(range: longer, kind: kind, isToCome: isToCome)
  }
}
