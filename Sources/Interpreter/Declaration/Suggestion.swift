/// Finds the words that may have been meant.
package enum Suggestion {
  /// At most three of the words, nearest first: within one slip for short words, two for longer
  /// ones, or beginning with what was typed.
  ///
  /// A slip is a letter missing, added, changed, or swapped with its neighbour.
  package static func near(_ word: String, among words: some Sequence<String>) -> [String] {
    guard !word.isEmpty, word.unicodeScalars.count <= 64 else { return [] }
    let typed = Array(word.lowercased().unicodeScalars)
    let allowance = typed.count < 4 ? 1 : 2
    var seen: Set<String> = []
    let ranked = words.filter { $0.count > 1 && seen.insert($0).inserted }.compactMap {
      candidate -> (String, Int)? in
      let letters = Array(candidate.lowercased().unicodeScalars)
      if letters.starts(with: typed), typed.count > 1 { return (candidate, 1) }
      guard letters.count <= 64 else { return nil }
      let slips = distance(typed, letters)
      return slips <= min(allowance, letters.count - 1) ? (candidate, slips) : nil
    }
    return ranked.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).map(\.0)
  }

  /// The slips between two words, neither of them empty.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var above = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let change = a[i - 1] == b[j - 1] ? 0 : 1
        var slips = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + change)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          slips = min(slips, before[j - 2] + 1)
        }
        row.append(slips)
      }
      before = above
      above = row
    }
    return above[b.count]
  }
}
