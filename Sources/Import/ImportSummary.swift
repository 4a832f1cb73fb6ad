/// What an import read and what became of it.
package struct ImportSummary: Sendable {
  package internal(set) var rows = 0
  package internal(set) var tickets = 0
  package internal(set) var facts = 0
  /// How many notices were taken back that what was imported makes untrue.
  package internal(set) var withdrawn = 0
  /// How many rows told nothing that was not known, and the first of them.
  package private(set) var known = (count: 0, firstLine: 0)
  /// By kind of fault how many rows there are, and the first of them.
  package private(set) var untaken: [(first: UntakenRow, count: Int)] = []

  /// Whether everything that the file tells is in the store.
  package var isWhole: Bool { untaken.isEmpty }

  /// Counts a row that told nothing new; one whose state nobody knows is counted as that already.
  mutating func countKnown(_ row: ServiceNowRow) {
    if row.status == nil { return }
    known = (known.count + 1, known.count == 0 ? row.line : min(known.firstLine, row.line))
  }

  mutating func count(_ row: UntakenRow) {
    guard let place = untaken.firstIndex(where: { $0.first.fault.kind == row.fault.kind }) else {
      return untaken.append((row, 1))
    }
    untaken[place].count += 1
    if row.line < untaken[place].first.line { untaken[place].first = row }
  }
}
