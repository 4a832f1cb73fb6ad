package import JSON

/// One member of an answer: said once, and read for JSON, schema, table and page.
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

  /// A member that every answer has.
  package init<Part>(
    _ name: String, _ summary: String, _ form: Form<Part>, column: Table.Column? = nil,
    _ part: @escaping @Sendable (Whole) -> Part
  ) {
    self.name = name
    self.summary = summary
    self.column = column
    isRequired = true
    schema = form.schema
    json = { form.json(part($0)) }
    run = { form.run(part($0)) }
  }

  /// A member that an answer has where there is a value.
  package init<Part>(
    maybe name: String, _ summary: String, _ form: Form<Part>, column: Table.Column? = nil,
    _ part: @escaping @Sendable (Whole) -> Part?
  ) {
    self.name = name
    self.summary = summary
    self.column = column
    isRequired = false
    schema = form.schema
    json = { part($0).map(form.json) }
    run = { part($0).map(form.run) }
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
      var object = schema.object
      // In draft-07 what stands beside a reference is not read.
      if object["$ref"] == nil { object["description"] = .string(field.summary) }
      properties[field.name] = .object(object)
      if field.isRequired { required.append(.string(field.name)) }
    }
    var object: JSONObject = ["type": "object", "properties": .object(properties)]
    if !required.isEmpty { object["required"] = .array(required) }
    return Schema(object, definitions)
  }

  func json<Whole>(of whole: Whole, kind: String? = nil) -> JSONValue
  where Element == Field<Whole> {
    var members: [JSONObject.Member] = []
    if let kind { members.append(.init(name: "kind", value: .string(kind))) }
    for field in self {
      if let value = field.json(whole) { members.append(.init(name: field.name, value: value)) }
    }
    return .object(JSONObject(members))
  }
}

extension Schema {
  /// The object schema of these members.
  package init<Whole>(of fields: [Field<Whole>]) { self = fields.objectSchema() }
}

extension JSONObject {
  /// These members of one thing.
  package init<Whole>(of whole: Whole, _ fields: [Field<Whole>]) {
    self = fields.json(of: whole).object ?? [:]
  }
}
