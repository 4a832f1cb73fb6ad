/// Places side by side, and which of many overlapping ranges shows at each of them.
///
/// Costs a sort of the edges, and then next to nothing for each range and place, however many
/// ranges lie on top of each other.
struct Painting {
  /// Where something may begin or end, ascending; a place is from one edge to the next.
  let edges: [Instant]

  /// The places of a range, cut wherever one of the others begins or ends inside it.
  init(of whole: Range<Instant>, cutBy ranges: [Range<Instant>]) {
    var edges = ranges.flatMap { [$0.lowerBound, $0.upperBound] }.filter { whole.contains($0) }
    edges += [whole.lowerBound, whole.upperBound]
    edges.sort()
    var unique: [Instant] = []
    for edge in edges where edge != unique.last { unique.append(edge) }
    self.edges = unique
  }

  /// How many places there are.
  var count: Int { edges.count - 1 }

  /// From one edge to the next.
  func place(_ index: Int) -> Range<Instant> {
    edges[index]..<edges[index + 1]
  }

  /// For each place the index of the first range that covers it, if any does.
  ///
  /// Every range must be one of those that the places were cut by, or begin and end at edges.
  func firstCovering(_ ranges: [Range<Instant>]) -> [Int?] {
    var covering = [Int?](repeating: nil, count: count)
    // From each place, toward the next one that is still free.
    var links = Array(0...count)
    for (index, range) in ranges.enumerated() {
      let end = firstEdge(from: range.upperBound)
      var place = Self.follow(&links, from: firstEdge(from: range.lowerBound))
      while place < end {
        covering[place] = index
        links[place] = place + 1
        place = Self.follow(&links, from: place)
      }
    }
    return covering
  }

  /// The next free place, with the way there shortened for whoever comes next.
  private static func follow(_ links: inout [Int], from start: Int) -> Int {
    var place = start
    while links[place] != place {
      links[place] = links[links[place]]
      place = links[place]
    }
    return place
  }

  private func firstEdge(from instant: Instant) -> Int {
    min(count, edges.partitioningIndex { $0 >= instant })
  }
}
