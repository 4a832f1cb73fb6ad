package import Interpreter
package import JSON

/// Answers messages: routes them to the door, and makes envelopes of what it says.
package final class Dispatcher {
  let door: any FollowedDoor
  private let commands: [String: Command]
  private let server: WireAnswer.Server
  private let limits: WireLimits
  /// What `rpc.discover` gives.
  private let makeDocument: () -> JSONValue
  private lazy var document = makeDocument()
  private(set) var lifecycle = Lifecycle()
  var subscriptions: Subscriptions

  package init(
    door: any FollowedDoor, server: WireAnswer.Server, limits: WireLimits = WireLimits(),
    document: @escaping () -> JSONValue
  ) {
    self.door = door
    self.server = server
    self.limits = limits
    makeDocument = document
    subscriptions = Subscriptions(limits)
    commands = Dictionary(door.commands.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Another connection to the same door.
  func fresh() -> Dispatcher {
    Dispatcher(door: door, server: server, limits: limits, document: makeDocument)
  }

  /// The exit status, once a client ended the program.
  package var exitStatus: Int32? { lifecycle.exitStatus }

  /// What comes of a message.
  enum Answered: Sendable {
    case answer(JSONValue)
    /// No answer is due.
    case nothing
    /// The answer comes when there is an event, or its time is over.
    case later
  }

  /// What comes of the client's own while a call is carried out.
  struct Beside {
    /// Sees to what else there is to do, during a long read.
    var meanwhile: (() -> Void)?
    /// Tells how far the call is.
    var tell: (JSONValue) -> Void = { _ in }
  }

  /// The answer to one message.
  ///
  /// - Parameter marks: whether its calls are to be given up, one for each.
  func answer(_ envelope: Envelope, _ marks: [CallMark], _ beside: Beside) -> Answered {
    if case .request(let request) = envelope, let id = request.id,
      waits(for: request, id, marks[0])
    {
      return .later
    }
    return answerNow(envelope, marks, beside).map(Answered.answer) ?? .nothing
  }

  private func answerNow(
    _ envelope: Envelope, _ marks: [CallMark], _ beside: Beside
  ) -> JSONValue? {
    switch envelope {
    case .ignored: return nil
    case .invalid(let problem, let id):
      return JSONValue.response(.failure(WireError(problem)), id: id)
    case .batch(let parts):
      let answers = zip(parts, marks).compactMap { answerNow($0, [$1], beside) }
      return answers.isEmpty ? nil : .array(answers)
    case .request(let request):
      let answer = answer(request, marks[0], beside)
      if let change = (try? answer.get())?.recordedChange {
        subscriptions.note(change, by: request.id)
      }
      return request.id.map { JSONValue.response(answer, id: $0) }
    }
  }

  private func answer(
    _ request: Envelope.Request, _ mark: CallMark, _ beside: Beside
  ) -> Result<JSONValue, WireError> {
    if mark.isOver { return .failure(WireError(mark.problem)) }
    let telling = mark.token.map { ProgressTelling($0, beside.tell) }
    let caller = Caller(
      isGone: { mark.isOver }, meanwhile: beside.meanwhile,
      hears: telling.map { telling in { telling.hear($0) } })
    return door.heeding(caller) {
      do throws(WireError) { return .success(try result(of: request, telling)) } catch {
        guard error.code == ErrorFamily.cancelled.code else { return .failure(error) }
        // What was done by then is told as it is.
        return .failure(
          error.isRecorded ? error.because(mark.problem.reason) : WireError(mark.problem))
      }
    }
  }

  // MARK: Calls

  private func result(
    of request: Envelope.Request, _ telling: ProgressTelling?
  ) throws(WireError) -> JSONValue {
    let command = try command(of: request)
    telling?.begin(command)
    defer { telling?.end() }
    return try perform(command, request.params)
  }

  /// The method that is called, where it may be.
  func command(of request: Envelope.Request) throws(WireError) -> Command {
    let command = commands[request.method]
    try lifecycle.admit(command?.ground)
    guard let command, command.isMethod else {
      throw WireError(.unknownMethod(request.method, among: door.commands))
    }
    try Self.refuseTwice(request)
    return command
  }

  /// Refuses a parameter that stands twice, for nobody knows which is meant.
  static func refuseTwice(_ request: Envelope.Request) throws(WireError) {
    guard let twice = request.duplicates.first else { return }
    var problem = Problem(.repeated, "the member \(twice) stands twice")
    problem.pointer = twice
    throw WireError(params: problem)
  }

  /// Carries out a method.
  func perform(_ command: Command, _ params: JSONValue?) throws(WireError) -> JSONValue {
    let dialogue = try Dialogue(params)
    switch command.ground {
    case .wire(let word):
      return try perform(word, try Self.call(command, params), dialogue)
    case .desk, .talk, .program:
      return try answer(to: door.request(command.name, params), params, dialogue)
    }
  }

  /// A call of the connection's own, its parameters checked; none of them is ever asked for.
  static func call(_ command: Command, _ params: JSONValue?) throws(WireError) -> Call {
    do throws(Problem) {
      switch try Grammar.parse(command, params) {
      case .call(let call): return call
      case .needs(let needs): throw needs.problem
      case .refused(let problem): throw problem
      case .empty: preconditionFailure("\(command.name) was called and says nothing")
      }
    } catch {
      throw WireError(params: error)
    }
  }

  private func perform(
    _ word: WireWord, _ call: Call, _ dialogue: Dialogue
  ) throws(WireError) -> JSONValue {
    switch word {
    case .ping: return WireAnswer.pong.json("pong")
    // In a batch it waits for its turn, and then nothing else does.
    case .status:
      return WireAnswer.status.json(
        .init(active: nil, queued: 0, unreadBytes: 0, limits: limits))
    case .discover: return WireAnswer.document.json(document)
    case .execute: return try execute(call, dialogue)
    case .parse: return try parse(call, dialogue)
    case .complete: return complete(call)
    case .cancel: return try cancel(call, dialogue)
    case .subscribe: return try subscribe(call)
    case .unsubscribe: try unsubscribe(call)
    case .poll: return WireAnswer.polled.json(try events(call))
    case .initialize:
      try lifecycle.initialize(call[optional: WireParameter.capabilities])
      return WireAnswer.greeting.json(
        WireAnswer.Greeting(server: server, encoding: lifecycle.encoding, limits: limits))
    // Behind what it is about it comes too late.
    case .initialized, .setTrace, .cancelRequest: break
    case .shutdown: lifecycle.shutDown()
    case .exit: lifecycle.exit()
    case .executeCommand:
      switch call[WireParameter.command] {
      case .execute: return try executeForEditor(call[WireParameter.arguments], dialogue.meta)
      }
    }
    return WireAnswer.nothing.json(())
  }

  /// - Parameter meta: what was said beside the command; what is said in it counts before.
  private func executeForEditor(
    _ params: JSONObject, _ meta: JSONObject
  ) throws(WireError) -> JSONValue {
    var params = params
    // What is no object is refused where it stands.
    if !meta.members.isEmpty, let inner = (params["_meta"] ?? [:]).object {
      params["_meta"] = .object(meta.merging(inner))
    }
    do {
      return try perform(WireWord.execute.command, .object(params))
    } catch {
      throw error.code == WireError.badParams
        ? error.below("/\(WireParameter.arguments.name)/0") : error
    }
  }

  private func answer(
    to outcome: Outcome, _ params: JSONValue?, _ dialogue: Dialogue
  ) throws(WireError) -> JSONValue {
    switch outcome.answer {
    case .done(let reply): return reply.json
    case .needs(let needs):
      guard dialogue.mayAsk else { throw WireError.missing(needs, isLine: false) }
      return WireAnswer.question.json(WireAnswer.Question(needs))
    case .refused(let problem):
      throw WireError(typed: lifecycle.encoding.places(in: problem, of: params))
    }
  }
}

extension JSONValue {
  /// The change of which an answer of a write tells, typed or by a line; nil of every other.
  fileprivate var recordedChange: Int64? {
    let answer = self["data"] ?? self
    return answer["events"]?.array == nil || answer["replayed"] != nil
      ? nil : answer["change"]?.integer
  }
}
