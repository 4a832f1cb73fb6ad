import Interpreter
import JSON
import Testing

@testable import RPC

struct TrafficTests {
  private static let limits: WireLimits = {
    var limits = WireLimits()
    (limits.callsMax, limits.callBytesMax, limits.pingMs) = (4, 200, 20)
    limits.eventBytesMax = 10
    limits.backlogBytesMax = 40
    return limits
  }()

  private var traffic = Traffic(limits, isScreen: false)

  private static func line(_ method: String, _ id: Int?, _ params: String = "{}") -> [UInt8] {
    let id = id.map { #""id":\#($0),"# } ?? ""
    return Array(
      (#"{"jsonrpc":"2.0",\#(id)"method":"\#(method)","params":\#(params)}"# + "\n").utf8)
  }

  private mutating func take(_ method: String, _ id: Int? = nil, _ params: String = "{}") {
    traffic.take(Self.line(method, id, params)[...])
  }

  private mutating func next() -> String? { traffic.next()?.method }

  /// What was written since the last time.
  private mutating func written() -> String {
    defer { traffic.wrote(traffic.pending.count) }
    return String(decoding: traffic.pending, as: UTF8.self)
  }

  private func status() throws -> JSONValue {
    var other = traffic
    other.wrote(other.pending.count)
    other.take(Self.line("rpc.status", 0)[...])
    let answer = try JSONReader.read(other.pending.dropLast()).value
    return try #require(answer["result"])
  }

  @Test("no more is read above so many calls, until half of them are answered")
  mutating func calls() throws {
    for id in 1...3 { take("x", id) }
    #expect(traffic.isReading)
    take("x", 4)
    #expect(!traffic.isReading)
    while next() != nil {}
    #expect(!traffic.isReading)
    traffic.answered(.nothing)
    #expect(!traffic.isReading)
    traffic.answered(.nothing)
    #expect(traffic.isReading)
  }

  @Test("nor above so many bytes, until half of them are on their way")
  mutating func bytes() throws {
    let short = Self.line("x", 1).count - 1
    let params = #"{"a":""# + String(repeating: "y", count: 200 - short - 10) + #""}"#
    take("x", 1, params)
    #expect(traffic.isReading)
    take("x", 2)
    #expect(!traffic.isReading)
    _ = next()
    _ = next()
    traffic.answered(.nothing)
    #expect(traffic.isReading)
  }

  @Test("pings that were answered before their turn leave room")
  mutating func pingsLeave() async throws {
    take("x", 0)
    _ = next()
    for id in 1...3 { take("rpc.ping", id) }
    #expect(!traffic.isReading)
    try await Task.sleep(for: .milliseconds(25))
    traffic.answerPings()
    #expect(traffic.isReading)
  }

  @Test("a ping is answered in its turn where that comes, and before it where it does not")
  mutating func pings() async throws {
    take("rpc.ping", 1)
    #expect(next() == nil)
    #expect(written().contains("pong"))
    take("x", 2)
    take("rpc.ping", 3)
    #expect(next() == "x")
    #expect(next() == nil)
    traffic.answerPings()
    #expect(written().isEmpty)
    #expect(try #require(traffic.patience) > 0)
    try await Task.sleep(for: .milliseconds(25))
    #expect(traffic.patience == 0)
    traffic.answerPings()
    #expect(written().contains(#""id":3"#))
    #expect(traffic.patience == nil)
    #expect(try status()["queued"] == 0)
  }

  @Test(
    "nothing is urgent behind what may end the client's work, until it is known that it does not")
  mutating func closings() throws {
    take("shutdown", 1)
    take("rpc.status", 2)
    #expect(written().isEmpty)
    #expect(next() == "shutdown")
    traffic.answered(.nothing)
    take("rpc.status", 3)
    #expect(written().contains(#""id":3"#))
    take("shutdown", 4)
    #expect(next() == "rpc.status")
    #expect(next() == "shutdown")
    traffic.answered(.nothing)
    traffic.answered(.nothing)
    traffic.shutDown()
    take("rpc.status", 5)
    #expect(written().isEmpty)
  }

  @Test("the status tells which call runs, and how many wait behind it")
  mutating func counts() throws {
    #expect(try status()["queued"] == 0)
    for id in 1...3 { take("x\(id)", id) }
    #expect(try status()["active"] == "x1")
    #expect(try status()["queued"] == 2)
    #expect(next() == "x1")
    #expect(try status()["active"] == "x1")
    #expect(try status()["queued"] == 2)
    traffic.answered(.answer("y"))
    #expect(try status()["active"] == "x2")
    #expect(written() == "\"y\"\n")
  }

  @Test(
    "a call that is cancelled is marked wherever it is: waiting, given, or waiting for an event")
  mutating func cancelled() throws {
    for id in 1...3 { take("x", id) }
    var items = [traffic.next(), traffic.next()]
    traffic.answered(.later)
    for id in 1...3 { take("$/cancelRequest", nil, #"{"id":\#(id)}"#) }
    items.append(traffic.next())
    #expect(items.map { $0?.marks.first?.isOver } == [true, true, true])
  }

  @Test("nothing more is carried out above so many unread bytes")
  mutating func backlog() throws {
    take("x", 1)
    take("x", 2)
    _ = next()
    traffic.answered(.answer(.string(String(repeating: "y", count: 37))))
    #expect(next() == "x")
    traffic.answered(.answer("y"))
    take("x", 3)
    #expect(next() == nil)
    traffic.wrote(4)
    #expect(next() == "x")
  }

  @Test(
    "events are looked for again when the client reads, and a last time when no more comes of it")
  mutating func news() throws {
    #expect(traffic.nextNews() == nil)
    traffic.told(["12345678"], haveMore: true, followed: nil)
    #expect(traffic.pending.count == 11)
    #expect(traffic.nextNews() == nil)
    traffic.wrote(1)
    #expect(traffic.nextNews() == .goesOn)
    #expect(traffic.nextNews() == nil)
    traffic.told([], haveMore: true, followed: .goesOn)
    #expect(traffic.nextNews() == .goesOn)
    take("x", 1)
    traffic.finish()
    #expect(!traffic.isReading)
    #expect(traffic.nextNews() == nil)
    _ = next()
    #expect(traffic.nextNews() == nil)
    traffic.answered(.nothing)
    // What was looked for before the end is not the last of it.
    traffic.told([], haveMore: false, followed: .goesOn)
    #expect(traffic.nextNews() == .ends)
    // There was more than was looked at in one go.
    traffic.told([], haveMore: true, followed: .ends)
    #expect(traffic.nextNews() == .ends)
    traffic.told([], haveMore: false, followed: .ends)
    #expect(traffic.nextNews() == nil)
    #expect(traffic.lastStatus == nil)
    traffic.wrote(traffic.pending.count)
    #expect(traffic.lastStatus == 0)
  }

  @Test("a client that asks nothing and has every answer has all, though more could come")
  mutating func answered() throws {
    #expect(traffic.isAnswered && traffic.lastStatus == nil)
    take("x", 1)
    #expect(!traffic.isAnswered)
    _ = next()
    #expect(!traffic.isAnswered)
    traffic.answered(.later)
    #expect(!traffic.isAnswered)
    traffic.told([["id": 1, "result": "y"]], haveMore: false, followed: nil)
    #expect(!traffic.isAnswered)
    traffic.wrote(traffic.pending.count)
    #expect(traffic.isAnswered)
  }

  @Test("behind its end nothing is read and nothing carried out")
  mutating func ended() throws {
    take("x", 1)
    traffic.end(7)
    take("x", 2)
    #expect(next() == nil)
    #expect(traffic.exitStatus == 7)
    traffic.finish()
    #expect(traffic.exitStatus == 7)
  }

  @Test(
    "asked to end it gives up what runs and what waits, and waits for who reads, but not for long")
  mutating func stopped() async throws {
    take("x", 1)
    take("y", 2)
    let running = traffic.next()
    traffic.stop(143)
    take("z", 3)
    let waiting = traffic.next()
    for item in [running, waiting] {
      let mark = try #require(item?.marks.first)
      #expect(mark.isOver)
      #expect(mark.problem.reason == "stopping")
    }
    #expect(next() == nil)
    #expect(traffic.nextNews() == nil)
    traffic.answered(.answer("x"))
    traffic.answered(.answer("y"))
    #expect(traffic.nextNews() == .stops)
    traffic.told(["z"], haveMore: false, followed: .stops)
    #expect(traffic.lastStatus == nil)
    #expect((1...1_000).contains(try #require(traffic.patience)))
    var patient = traffic
    patient.wrote(patient.pending.count)
    #expect(patient.lastStatus == 143)
    traffic.stop(130)
    #expect(traffic.lastStatus == 130)
    #expect(traffic.patience == 0)
  }
}
