import JSON

extension Outcome {
  /// What a person is shown for the outcome of a line, the same at the prompt, in a replay and in
  /// the `text` of JSON-RPC's `desk.execute`.
  package func page(for line: Line) -> Page {
    var page = Page()
    if let aside { page.add(aside) }
    if let inferred { page.add(.init("(\(inferred))", .dim)) }
    switch answer {
    case .done(let reply): page.add(reply.page)
    case .needs(let needs): page.add(Self.question(needs))
    case .refused(let problem): page.add(problem.page(for: line))
    }
    return page
  }

  private static func question(_ needs: Needs) -> Page {
    var page = Page()
    guard let input = needs.inputs.first else { return page }
    if let fault = input.fault {
      page.add(.init(fault.message, .warning))
      if let hint = fault.hint { page.add(.init("  " + hint, .dim), indent: 4) }
    }
    if input.agreement != nil {
      for line in (input.message + " [y/N]").split(separator: "\n") {
        page.add(.init(String(line), .strong), indent: 4)
      }
      return page
    }
    if !input.candidates.isEmpty {
      page.add(
        Table(
          columns: [.init(""), .init("")],
          rows: input.candidates.map { [.init("  " + $0.value), .init($0.label, .dim)] }))
    }
    page.add(.init(input.message, .strong))
    return page
  }
}

extension Problem {
  /// The line with the place marked, the cause, a suggestion and a way out: at most five lines
  /// (console.md 2.10).
  package func page(for line: Line) -> Page {
    var page = Page()
    if let mark = mark(in: line) {
      page.add(.init("  " + mark.text, .dim))
      page.add(.init("  " + mark.caret, .danger))
    }
    page.add(.init("error[\(kind.word)]: ", .danger), .init(message), indent: 2)
    if faults.count > 1 {
      for fault in faults { page.add(.init("  " + fault.words), indent: 4) }
      if untoldFaults > 0 { page.add("  and \(untoldFaults) more") }
    }
    if !suggestions.isEmpty {
      page.add("  did you mean: " + suggestions.joined(separator: ", "))
    } else if !expected.isEmpty {
      page.add(.init("  expected: " + expected.joined(separator: " · ")), indent: 4)
    }
    if let hint { page.add(.init("  " + hint, .dim), indent: 4) }
    return page
  }

  /// The part of the line round the span and the marks under it, aligned by cells.
  private func mark(in line: Line) -> (text: String, caret: String)? {
    guard let span, !line.text.isEmpty, span.upperBound <= line.text.utf8.count else { return nil }
    let bytes = Array(line.text.utf8)
    let before = Sanitiser.clean(String(decoding: bytes[..<span.lowerBound], as: UTF8.self))
    let inside = Sanitiser.clean(String(decoding: bytes[span], as: UTF8.self))
    let after = Sanitiser.clean(String(decoding: bytes[span.upperBound...], as: UTF8.self))
    // A long line is shown from a little before the mark.
    let lead = CellWidth.of(before) > 40 ? "…" + String(before.suffix(20)) : before
    let shown = lead + CellWidth.fitted(inside, cells: 30)
    let tail = CellWidth.fitted(after, cells: max(0, 70 - CellWidth.of(shown)))
    let width = max(1, min(30, CellWidth.of(inside)))
    return (
      shown + tail,
      String(repeating: " ", count: CellWidth.of(lead)) + "^"
        + String(repeating: "~", count: width - 1)
    )
  }
}
