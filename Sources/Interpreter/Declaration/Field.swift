package import JSON

/// One member of an answer: said once, and read for JSON, schema and table.
package struct Field<Whole: Sendable>: Sendable {
  package let name: String
  /// One sentence with a full stop.
  package let summary: String
  /// Whether every answer has it; one without a value is absent, never null.
  package let isRequired: Bool
  /// Its place in a table of such answers; nil keeps it out.
  package let column: Table.Column?
  package let schema: @Sendable () -> Schema
  package let json: @Sendable (Whole) -> JSONValue?
  package let run: @Sendable (Whole) -> Page.Run?

  private init(
    name: String, summary: String, isRequired: Bool, column: Table.Column?,
    schema: @escaping @Sendable () -> Schema,
    json: @escaping @Sendable (Whole) -> JSONValue?,
    run: @escaping @Sendable (Whole) -> Page.Run?
  ) {
    self.name = name
    self.summary = summary
    self.isRequired = isRequired
    self.column = column
    self.schema = schema
    self.json = json
    self.run = run
  }

  /// A member that every answer has.
  package init<Part>(
    _ name: String, _ summary: String, _ form: Form<Part>, column: Table.Column? = nil,
    _ part: @escaping @Sendable (Whole) -> Part
  ) {
    precondition(column == nil || form.run != nil, "\(name) has a column and no cells")
    self.name = name
    self.summary = summary
    self.column = column
    isRequired = true
    schema = form.schema
    json = { form.json(part($0)) }
    run = { form.run?(part($0)) }
  }

  /// A member that an answer has where there is a value.
  package init<Part>(
    maybe name: String, _ summary: String, _ form: Form<Part>, column: Table.Column? = nil,
    _ part: @escaping @Sendable (Whole) -> Part?
  ) {
    precondition(column == nil || form.run != nil, "\(name) has a column and no cells")
    self.name = name
    self.summary = summary
    self.column = column
    isRequired = false
    schema = form.schema
    json = { part($0).map(form.json) }
    run = { whole in form.run.flatMap { part(whole).map($0) } }
  }
}

extension Field {
  /// The same member of a thing that has this one.
  package func of<Outer>(_ part: @escaping @Sendable (Outer) -> Whole) -> Field<Outer> {
    let (json, run) = (json, run)
    return Field<Outer>(
      name: name, summary: summary, isRequired: isRequired, column: column, schema: schema,
      json: { json(part($0)) }, run: { run(part($0)) })
  }

  /// Writes one thing's members as an object, in their order.
  ///
  /// The fields become one function, made once: a walk over generic values would look their types
  /// up anew for each member of each row of a list.
  ///
  /// - Parameter kind: the word of a member `kind` that stands first.
  static func writer(
    _ fields: [Field], kind: String? = nil
  ) -> @Sendable (Whole) -> JSONValue {
    typealias Step = @Sendable (Whole, inout [JSONObject.Member]) -> Void
    let first: Step = { _, members in
      if let kind { members.append(.init(name: "kind", value: .string(kind))) }
    }
    let count = fields.count + 1
    let steps = fields.reduce(first) { before, field in
      let (name, json) = (field.name, field.json)
      return { whole, members in
        before(whole, &members)
        if let value = json(whole) { members.append(.init(name: name, value: value)) }
      }
    }
    return { whole in
      var members: [JSONObject.Member] = []
      members.reserveCapacity(count)
      steps(whole, &members)
      return .object(JSONObject(distinct: members))
    }
  }
}

extension Sequence {
  /// The object schema of these members: closed by the test alone, for answers may grow.
  func objectSchema<Whole>(kind: String? = nil) -> Schema where Element == Field<Whole> {
    var properties: JSONObject = [:]
    var required: [JSONValue] = []
    var definitions: [String: JSONObject] = [:]
    if let kind {
      properties["kind"] = [
        "type": "string", "const": .string(kind), "description": "Which kind of thing it is.",
      ]
      required.append("kind")
    }
    for field in self {
      let schema = field.schema()
      definitions.merge(schema.definitions) { first, _ in first }
      // In draft-07 what stands beside a reference is not read, so a reference stands inside.
      var object =
        schema.object["$ref"] == nil ? schema.object : ["allOf": [.object(schema.object)]]
      object["description"] = .string(field.summary)
      properties[field.name] = .object(object)
      if field.isRequired { required.append(.string(field.name)) }
    }
    var object: JSONObject = ["type": "object", "properties": .object(properties)]
    if !required.isEmpty { object["required"] = .array(required) }
    return Schema(object, definitions)
  }
}

extension Schema {
  /// The object schema of these members.
  package init<Whole>(of fields: [Field<Whole>]) { self = fields.objectSchema() }
}

extension JSONObject {
  /// These members of one thing.
  package init<Whole>(of whole: Whole, _ fields: [Field<Whole>]) {
    self = Field.writer(fields)(whole).object ?? [:]
  }
}
