package import JSON

/// What the protocol's own methods answer, each writing said once: the dispatcher writes by it, and
/// its schema is published.
package enum WireAnswer {
  /// The answer of `rpc.ping`.
  package static let pong = Form<String>.constant("pong")

  /// The answer of a method that has nothing to say.
  package static let nothing = Form<Void>(
    schema: { Schema(["type": "null"]) }, json: { .null })

  /// The published document.
  package static let document = Form<JSONValue>(
    schema: { Schema(["type": "object", "required": ["openrpc", "info", "methods"]]) },
    json: { $0 })

  /// A call in its typed form.
  package static let call = Shape<Call>(
    "Call",
    [
      Field("method", "The method.", .text) { $0.command.name },
      Field("params", "Its parameters by name.", object) { $0.arguments },
    ])

  package static let candidate = Shape<Candidate>(
    "Candidate",
    [
      Field("value", "The value, as it is typed.", .text, \.value),
      Field(maybe: "label", "What tells it from the others.", .text) {
        $0.label.isEmpty ? nil : $0.label
      },
    ])

  private static let object = Form<JSONObject>(
    schema: { Schema(["type": "object"]) }, json: { .object($0) })
}

// MARK: Lines

extension WireAnswer {
  /// What carrying a line out came to.
  package struct Execution: Sendable {
    package var text: String
    package var data: JSONValue
    package var call: Call?
    package var inferred: String?
    package var notices: [String]

    package init(
      text: String, data: JSONValue, call: Call?, inferred: String?, notices: [String]
    ) {
      self.text = text
      self.data = data
      self.call = call
      self.inferred = inferred
      self.notices = notices
    }
  }

  package static let execution = Shape<Execution>(
    "Execution",
    [
      Field("status", "That the line was carried out.", .constant("done")) { _ in "done" },
      Field("text", "What the prompt shows for the line, without colours.", .text, \.text),
      Field("data", "The result of the typed method that the line stands for.", .any, \.data),
      Field(maybe: "command", "The typed call that the line stands for.", call.form, \.call),
      Field(
        maybe: "inferred", "What was taken for what was left out.", .text, \.inferred),
      Field("warnings", "What is to be changed before a later version.", .list(.text)) { _ in [] },
      Field("notices", "What fell due since the last line.", .list(.text), \.notices),
    ])

  /// What a line means; the call is nil where nothing was said.
  package static let parsed = Shape<Call?>(
    "Parsed",
    [
      Field("status", "Whether anything was said.", .word(["complete", "empty"])) {
        $0 == nil ? "empty" : "complete"
      },
      Field(maybe: "command", "The typed call that the line stands for.", call.form) { $0 },
    ])

  package static let completion = Shape<Completion>(
    "Completion",
    [
      Field("start", "Where the word under the cursor starts.", .count) { Int64($0.start) },
      Field(
        "candidates", "At most 100 words that may stand there.", .list(candidate.form),
        \.candidates),
    ])
}

// MARK: Questions

extension WireAnswer {
  /// A call that lacks values; for a line with what the prompt shows.
  package struct Question: Sendable {
    package var needs: Needs
    package var text: String?
    package var notices: [String]?

    package init(_ needs: Needs, text: String? = nil, notices: [String]? = nil) {
      self.needs = needs
      self.text = text
      self.notices = notices
    }
  }

  package static let question = Shape<Question>(
    "InputRequired",
    [
      Field("status", "That nothing was done yet.", .constant("input_required")) { _ in
        "input_required"
      },
      Field(
        "command", "The call as far as it goes: the same with the inputs is carried out.",
        call.form
      ) { Call($0.needs.command, $0.needs.arguments) },
      Field("inputs", "What is asked for, by the names of the parameters.", inputs, \.needs.inputs),
      Field(maybe: "text", "What the prompt shows for the line.", .text, \.text),
      Field(
        maybe: "notices", "What fell due since the last line.", .list(.text), \.notices),
    ])

  /// Missing values by the names of their parameters, in an answer and in the data of an error.
  package static let inputs = Form<[Needs.Input]>(
    schema: {
      let one = input.schema
      return Schema(
        ["type": "object", "additionalProperties": .object(one.object)], one.definitions)
    },
    json: { inputs in
      .object(
        JSONObject(inputs.map { JSONObject.Member(name: $0.slot.name, value: input.json($0)) }))
    })

  private static let input = Shape<Needs.Input>(
    "Input",
    [
      Field("message", "The question.", .text, \.message),
      Field("schema", "The JSON Schema of the value.", object, \.schema),
      Field(maybe: "candidates", "Values to choose from.", .list(candidate.form)) {
        $0.candidates.isEmpty ? nil : $0.candidates
      },
      Field(maybe: "default", "What stands for a value that is not given.", .any) {
        if case .value(let value) = $0.slot.default { value } else { nil }
      },
      Field("why", "What the value is for.", .text, \.slot.summary),
      Field(maybe: "error", "What was wrong with the value that was given.", .text) {
        $0.fault?.message
      },
      Field(maybe: "errorKind", "The stable word for that, as of errors.", .text) {
        $0.fault?.kind.word
      },
    ])
}

extension Needs.Input {
  /// The schema of what would be taken: where the question is whether to go on, one value alone.
  fileprivate var schema: JSONObject {
    var schema = slot.schema
    if let agreement { schema["enum"] = [agreement] }
    return schema
  }
}

// MARK: Refusals

extension WireAnswer {
  /// Why a call was not carried out, with what the protocol tells beside it.
  package struct Refusal: Sendable {
    package var problem: Problem
    /// What is missing, for a client that takes no questions.
    package var inputs: [Needs.Input]?
    /// For a line, what the prompt shows.
    package var text: String?
    package var notices: [String]?

    package init(_ problem: Problem, inputs: [Needs.Input]? = nil) {
      self.problem = problem
      self.inputs = inputs
    }
  }

  package static let refusal = Shape<Refusal>(
    "Problem",
    Problem.members.map { $0.of(\.problem) } + [
      Field(
        maybe: "inputs", "What is missing, by the names of the parameters, where nothing is asked.",
        inputs, \.inputs),
      Field(maybe: "text", "What the prompt shows for the line.", .text, \.text),
      Field(
        maybe: "notices", "What fell due since the last line.", .list(.text), \.notices),
    ])
}

// MARK: The connection

extension WireAnswer {
  /// What a connection says of itself.
  package struct Greeting: Sendable {
    package var server: Server
    package var encoding: PositionEncoding
    package var limits: WireLimits

    package init(server: Server, encoding: PositionEncoding, limits: WireLimits) {
      self.server = server
      self.encoding = encoding
      self.limits = limits
    }
  }

  /// The program that answers.
  package struct Server: Sendable {
    package var name: String
    package var version: String

    package init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  package static let greeting = Shape<Greeting>(
    "Greeting",
    [
      Field("capabilities", "What the Language Server Protocol asks of a server.", offer.form) {
        $0.encoding
      },
      Field("serverInfo", "The program.", server.form, \.server),
      Field("interface", "What it speaks.", interface.form) { _ in .current },
      Field("limits", "How much is taken at once.", limits.form, \.limits),
    ])

  private static let offer = Shape<PositionEncoding>(
    "Capabilities",
    [
      Field(
        "positionEncoding", "The units in which places in a line are counted.",
        .word(PositionEncoding.allCases.map(\.rawValue)), \.rawValue),
      Field("executeCommandProvider", "What an editor can have carried out.", commands.form) { _ in
        EditorCommand.allCases.map(\.rawValue)
      },
    ])

  private static let commands = Shape<[String]>(
    "EditorCommands", [Field("commands", "Their names.", .list(.text)) { $0 }])

  private static let server = Shape<Server>(
    "Server",
    [
      Field("name", "Its name.", .text, \.name),
      Field("version", "Its version.", .text, \.version),
    ])

  private static let interface = Shape<WireInterface>(
    "Interface",
    [
      Field("version", "The version of the interface.", .text, \.version),
      Field("min", "The oldest version whose clients are served.", .text, \.min),
    ])
}
