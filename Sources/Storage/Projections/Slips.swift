/// How many slips of the fingers lead from one word to another.
enum Slips {
  /// Letters left out, put in, replaced, or swapped with their neighbour (optimal string alignment).
  ///
  /// - Returns: more than `max` where it is more, not always how many.
  static func between(_ left: String, _ right: String, max: Int) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    if abs(left.count - right.count) > max { return max + 1 }
    var before: [Int] = []
    var last = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var row = [i + 1]
      for (j, other) in right.enumerated() {
        var least = min(last[j] + (letter == other ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, letter == right[j - 1], other == left[i - 1] {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[right.count]
  }
}
