import JSON

/// Plays lines through `desk rpc` in a child process.
package final class RPCDriver: Driver {
  private let stage: any Stage
  private var child: ChildProcess?
  private var id: Int64 = 0

  package init(_ stage: any Stage) { self.stage = stage }

  package func say(
    _ line: String, session: String, width: Int, _ now: Cue
  ) throws(StageFault) -> Said {
    let child = try open()
    id += 1
    let request: JSONValue = [
      "jsonrpc": "2.0", "id": .integer(id), "method": "desk.execute",
      "params": [
        "line": .string(line), "session": .string(session), "width": .integer(Int64(width)),
      ],
    ]
    child.tell(now)
    child.send(request.compact() + "\n")
    guard let bytes = child.receive() else { throw StageFault("desk rpc ended without an answer") }
    let answer: JSONValue
    do { answer = try JSONReader.read(bytes).value } catch {
      throw StageFault("desk rpc answered what is no JSON: \(error)")
    }
    guard answer["id"]?.integer == id else { throw StageFault("desk rpc answered another call") }
    return Self.said(answer)
  }

  private static func said(_ answer: JSONValue) -> Said {
    let error = answer["error"]?["data"]?.object
    let body = error.map(JSONValue.object) ?? answer["result"] ?? .null
    let text = body["text"]?.string ?? ""
    let notices = (body["notices"]?.array ?? []).compactMap(\.string).flatMap(lines(of:))
    let isQuestion = body["status"]?.string == "input_required"
    return Said(
      kind: error != nil ? .error : isQuestion ? .question : .done,
      lines: text.isEmpty ? [] : lines(of: text),
      notices: notices,
      data: error.map(Self.alone) ?? body[isQuestion ? "inputs" : "data"] ?? .null,
      call: body["command"])
  }

  private static func lines(of page: String) -> [String] {
    page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The error's data without what the prompt shows.
  private static func alone(_ data: JSONObject) -> JSONValue {
    .object(JSONObject(data.members.filter { !["text", "notices"].contains($0.name) }))
  }

  private func open() throws(StageFault) -> ChildProcess {
    if let child { return child }
    let started = try ChildProcess(
      program: stage.program, database: stage.path, words: ["rpc"])
    child = started
    return started
  }

  package func stop(crash: Bool) {
    child?.stop(kill: crash)
    child = nil
  }
}
