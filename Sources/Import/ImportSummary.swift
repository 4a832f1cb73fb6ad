/// What an import read and what became of it.
package struct ImportSummary: Sendable {
  package var rows = 0
  package var tickets = 0
  package var facts = 0
  /// By kind, how many rows told nothing or could not be used, and the first line of each kind.
  package private(set) var passed: [(kind: String, count: Int, firstLine: Int)] = []

  mutating func count(_ kind: String, line: Int) {
    if let place = passed.firstIndex(where: { $0.kind == kind }) {
      passed[place].count += 1
    } else {
      passed.append((kind, 1, line))
    }
  }
}
