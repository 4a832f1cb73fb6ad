package import JSON

/// How one kind of value is written wherever it occurs: in JSON, in a schema, on a page.
package struct Form<Value: Sendable>: Sendable {
  /// The JSON Schema of such a value, made when somebody asks for it.
  package let schema: @Sendable () -> Schema
  package let json: @Sendable (Value) -> JSONValue
  /// The value as a cell of a table; nil for one that stands in none.
  package private(set) var run: (@Sendable (Value) -> Page.Run)?

  package init(
    schema: @escaping @Sendable () -> Schema, json: @escaping @Sendable (Value) -> JSONValue,
    run: (@Sendable (Value) -> Page.Run)? = nil
  ) {
    self.schema = schema
    self.json = json
    self.run = run
  }

  /// The same writing for values from which one of these can be taken.
  package func of<Other>(_ part: @escaping @Sendable (Other) -> Value) -> Form<Other> {
    var form = Form<Other>(schema: schema, json: { json(part($0)) })
    if let run { form.run = { run(part($0)) } }
    return form
  }
}

extension Form {
  /// Several values: an array; in a cell one behind the other, commas between.
  package static func list<Item>(_ item: Form<Item>) -> Form where Value == [Item] {
    var form = Form(
      schema: {
        let inner = item.schema()
        return Schema(["type": "array", "items": .object(inner.object)], inner.definitions)
      },
      json: { [json = item.json] items in
        var values: [JSONValue] = []
        values.reserveCapacity(items.count)
        for index in items.indices { values.append(json(items[index])) }
        return .array(values)
      })
    if let run = item.run { form.run = { .init($0.map { run($0).text }.joined(separator: ", ")) } }
    return form
  }
}

extension Form where Value == String {
  /// Text as it is.
  package static let text = Form(
    schema: { Schema(["type": "string"]) }, json: { .string($0) }, run: { .init($0) })

  /// One of a few words, which may grow in later versions.
  package static func word(_ words: [String]) -> Form {
    Form(
      schema: { Schema(["type": "string", "enum": .array(words.map(JSONValue.string))]) },
      json: { .string($0) }, run: { .init($0) })
  }

  /// This word and no other.
  package static func constant(_ word: String) -> Form {
    Form(
      schema: { Schema(["type": "string", "const": .string(word)]) }, json: { .string($0) })
  }
}

extension Form where Value: RawRepresentable<String> & CaseIterable {
  /// One of an enumeration's words.
  package static var word: Form {
    Form<String>.word(Value.allCases.map(\.rawValue)).of(\.rawValue)
  }
}

extension Form where Value == Bool {
  package static let flag = Form(
    schema: { Schema(["type": "boolean"]) }, json: { .bool($0) })
}

extension Form where Value == Int64 {
  /// A count or a number; a length of time in milliseconds where the member's name ends in `Ms`.
  package static let count = Form(
    schema: { Schema(["type": "integer"]) }, json: { .integer($0) },
    run: { .init(String($0)) })
}

extension Form where Value == JSONValue {
  /// Whatever JSON it is.
  package static let any = Form(schema: { Schema([:]) }, json: { $0 })
}
