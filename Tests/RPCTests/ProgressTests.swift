import Glibc
import Interpreter
import JSON
import RPC
import Testing

struct ProgressTests {
  private let connection = Connection()
  private let params: JSONValue = ["ticket": 1, "tag": "x"]

  /// Tells how far it is, and waits for a while behind each.
  private func work(_ done: [Int64], pauseMs: UInt32 = 0) {
    connection.door.deed = { caller in
      for number in done {
        usleep(pauseMs * 1_000)
        caller.hears?(CallProgress(done: number, total: 9, unit: "things"))
      }
    }
  }

  private func told(with meta: JSONValue) -> [String] {
    let before = connection.told.count
    let answer = connection.call("ticket.tag", params.with("_meta", meta))
    #expect(answer?["number"] == 1, "\(answer?.compact() ?? "none")")
    return connection.told.dropFirst(before).map { told in
      let value = told["params"]?["value"]
      let words = [value?["kind"]?.string, value?["title"]?.string, value?["message"]?.string]
      #expect(told["method"] == "$/progress")
      #expect(told["params"]?["token"] == meta["progressToken"])
      return words.compactMap(\.self).joined(separator: " ")
    }
  }

  @Test("progress is told by the token, and only to who gave one")
  func token() {
    work([5], pauseMs: 130)
    #expect(told(with: [:]).isEmpty)
    let heard = ["begin tag", "report 5 of 9 things", "end"]
    #expect(told(with: ["progressToken": "t"]) == heard)
    #expect(told(with: ["progressToken": 7]) == heard)
  }

  @Test("what is done only grows")
  func growth() {
    work([2, 2, 1, 4], pauseMs: 130)
    #expect(
      told(with: ["progressToken": 1]) == [
        "begin tag", "report 2 of 9 things", "report 4 of 9 things", "end",
      ])
  }

  @Test("it is told ten times in a second at most")
  func pauses() {
    work(Array(1...9), pauseMs: 20)
    #expect(told(with: ["progressToken": 1]).count <= 4)
    work(Array(1...9))
    #expect(told(with: ["progressToken": 1]) == ["begin tag", "end"])
  }

  @Test("a call that is refused ends its progress too, and what is no call begins none")
  func refused() {
    connection.door.outcome = Outcome(.refused(Problem(.badValue, "no")))
    _ = connection.call("ticket.tag", params.with("_meta", ["progressToken": 1]))
    #expect(connection.told.map { $0["params"]?["value"]?["kind"] } == ["begin", "end"])
    _ = connection.call("ticket.nag", params.with("_meta", ["progressToken": 1]))
    #expect(connection.told.count == 2)
  }

  @Test(
    "a token that is neither a string nor an integer is refused", arguments: ["1.5", "null", "[]"])
  func wrong(token: String) {
    let answer = connection.answer(
      #"{"jsonrpc":"2.0","id":1,"method":"ticket.tag","params":"#
        + #"{"ticket":1,"tag":"x","_meta":{"progressToken":\#(token)}}}"#)
    #expect(answer?["error"]?["data"]?["pointer"] == "/_meta/progressToken")
    #expect(connection.door.asked.isEmpty && connection.told.isEmpty)
  }

  @Test("an editor's token stands among its parameters")
  func editor() {
    let answer = connection.call(
      "workspace/executeCommand",
      ["command": "desk.execute", "arguments": ["tag 1 x"], "workDoneToken": "w"])
    #expect(answer?["error"] == nil)
    #expect(connection.told.first?["params"]?["token"] == "w")
  }

  @Test("who waits no longer is known to the door, and only while their call runs")
  func gone() {
    var isGone: [Bool] = []
    connection.door.deed = { caller in isGone.append(caller.isGone() || caller.meanwhile == nil) }
    _ = connection.call("ticket.tag", params)
    #expect(isGone == [false])
    #expect(connection.door.caller.meanwhile == nil && connection.door.caller.hears == nil)
  }

  @Test(
    "what is given up says that nothing was changed, but where something was: then what",
    arguments: [false, true])
  func givenUp(isRecorded: Bool) {
    var problem = Problem(.cancelled, "half of it was done")
    problem.isRecorded = isRecorded
    connection.door.outcome = Outcome(.refused(problem))
    let error = connection.call("ticket.tag", params.with("_meta", ["deadlineMs": 60_000]))
    #expect(error?["data"]?["effect"] == (isRecorded ? "committed" : "none"))
    #expect(error?["data"]?["reason"] == "deadline")
    let says = error?["message"]?.string ?? ""
    #expect(says.contains("half of it was done") == isRecorded)
    #expect(says.contains("nothing was changed") != isRecorded)
  }
}
