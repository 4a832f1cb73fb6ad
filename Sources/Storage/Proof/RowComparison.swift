import SupportDesk

/// Two runs of rows of one table in one order, gone through side by side.
struct RowComparison {
  let form: TableForm
  /// The places of what rows are sorted by.
  let order: [Int32]
  /// The places of what names a row.
  let key: [Int32]
  /// Whether a row is not to be compared.
  let isSkipped: (any Row) -> Bool

  /// Notes what differs, a fault a column or a row; closes both.
  func run(
    stored: any Cursor, made: any Cursor, _ findings: Findings
  ) throws(StorageFailure) {
    defer {
      stored.close()
      made.close()
    }
    var (hasStored, hasMade) = (try next(stored), try next(made))
    while hasStored || hasMade {
      if !hasMade || hasStored && isBefore(stored, made) {
        findings.fault(nil, "\(name(stored)): there is a row that the journal does not make")
        hasStored = try next(stored)
      } else if !hasStored || isBefore(made, stored) {
        findings.fault(nil, "\(name(made)): the row is missing that the journal makes")
        hasMade = try next(made)
      } else {
        compare(stored, made, findings)
        (hasStored, hasMade) = (try next(stored), try next(made))
      }
    }
  }

  private func next(_ cursor: any Cursor) throws(StorageFailure) -> Bool {
    while try cursor.step() {
      if !isSkipped(cursor) { return true }
    }
    return false
  }

  private func isBefore(_ left: any Row, _ right: any Row) -> Bool {
    for place in order {
      let (left, right) = (left.value(place), right.value(place))
      if left != right { return left < right }
    }
    return false
  }

  private func compare(_ stored: any Row, _ made: any Row, _ findings: Findings) {
    for (place, column) in form.columns.enumerated() {
      let (found, should) = (stored.value(Int32(place)), made.value(Int32(place)))
      if found == should { continue }
      findings.fault(
        nil,
        "\(name(stored)): \(column) is \(found.shown), not \(should.shown) as the journal says")
    }
  }

  /// The table, and what tells the row apart.
  private func name(_ row: any Row) -> String {
    let parts = key.map { "\(form.columns[Int($0)]) \(row.value($0).shown)" }
    return form.name + " (" + parts.joined(separator: ", ") + ")"
  }
}
