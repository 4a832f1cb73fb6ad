import Interpreter
import JSON
import SupportDesk

/// What becomes of texts that were begun and are not sent.
extension Desk {
  /// What a text that was begun is kept in: its answer, or a call that lacked something else; nil
  /// where none was begun.
  func kept(_ open: Session.Question) -> Session.Kept? {
    if let kept = open.kept { return kept }
    let command = open.needs.then?.command ?? open.needs.command
    var arguments = open.needs.then?.arguments ?? open.needs.arguments
    guard command.slot(named: Parameters.draft.name) != nil,
      let text = arguments[Parameters.text.name]?.string
    else { return nil }
    arguments[Parameters.text.name] = nil
    return drafts.keep(text, over: nil, of: command, arguments, for: open.customer).map {
      Session.Kept(name: $0)
    }
  }

  /// Keeps the text of a call that was refused, and tells where.
  func keep(_ call: Call?, _ open: Session.Question, _ problem: inout Problem) {
    guard let call, call.command.slot(named: Parameters.draft.name) != nil,
      call[optional: Parameters.draft] == nil, let text = call[optional: Parameters.text],
      call[optional: WriteTerm.dryRun] != true
    else { return }
    var arguments = call.arguments
    arguments[Parameters.text.name] = nil
    let kept = drafts.keep(
      text, over: open.kept?.name, of: call.command, arguments, for: open.customer)
    problem.draft = kept
    let beginning = open.kept.map { ", but for its beginning in \($0.name)" } ?? ""
    let place =
      switch kept {
      case nil: "the text could not be kept\(beginning)"
      case let file? where DraftNumber.number(in: file) == nil: "the text is kept in \(file)"
      // It is for another than whose the ticket is now.
      case let draft? where problem.kind == .conflict && problem.pointer == "/ticket":
        "the text is kept as \(draft), which drafts shows"
      case let draft?:
        "the text is kept: \(call.command.beginning(with: arguments)) --draft \(draft)"
      }
    problem.hint = (problem.hint.map { $0 + "; " } ?? "") + place
  }
}
