import Interpreter

/// What Tab makes of the word at the cursor.
struct CompletedWord {
  private let candidates: [Candidate]
  /// What all candidates have in common behind what is typed; nil where that is nothing.
  let rest: String?

  /// - Parameter cursor: where in the line, as a UTF-8 byte offset.
  init(_ completion: Completion, cursor: Int) {
    candidates = completion.candidates
    guard let first = candidates.first?.value else {
      rest = nil
      return
    }
    let typed = cursor - completion.start
    let common = candidates.dropFirst().reduce(first) { common, candidate in
      String(zip(common, candidate.value).prefix { $0 == $1 }.map(\.0))
    }
    let isOnly = candidates.count == 1
    guard isOnly || common.utf8.count > typed else {
      rest = nil
      return
    }
    let bytes = common.utf8.dropFirst(typed)
    // Behind a colon its value follows at once.
    let end = isOnly && !common.hasSuffix(":") ? " " : ""
    rest = Sanitiser.clean(String(decoding: bytes, as: UTF8.self)) + end
  }

  /// The candidates one below the other; nil where there are none.
  var list: Page? {
    if candidates.isEmpty { return nil }
    let rows = candidates.prefix(40).map { [Page.Run($0.value), Page.Run($0.label, .dim)] }
    var page = Page([
      .table(
        Table(
          columns: [.init(""), .init("", shrinksTo: 10)], rows: Array(rows)))
    ])
    if candidates.count > 40 { page.add(.init("and \(candidates.count - 40) more", .dim)) }
    return page
  }
}
