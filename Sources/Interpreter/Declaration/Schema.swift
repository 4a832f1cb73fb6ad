package import JSON

/// A JSON Schema of draft-07 with the named schemas it refers to.
///
/// Only the keywords of rpc.md section 3 are used, so it reads the same under draft 2020-12.
package struct Schema: Sendable {
  package var object: JSONObject
  /// By name, each to stand under `#/components/schemas/`.
  package var definitions: [String: JSONObject]

  package init(_ object: JSONObject, _ definitions: [String: JSONObject] = [:]) {
    self.object = object
    self.definitions = definitions
  }

  /// A reference to a schema of that name, with the schema itself among the definitions.
  package static func reference(to name: String, _ schema: Schema) -> Schema {
    var definitions = schema.definitions
    definitions[name] = schema.object
    return Schema(["$ref": .string("#/components/schemas/\(name)")], definitions)
  }

  /// One of several: `oneOf`, or the schema itself where there is one.
  package static func choice(_ schemas: [Schema]) -> Schema {
    if schemas.count == 1 { return schemas[0] }
    var definitions: [String: JSONObject] = [:]
    for schema in schemas { definitions.merge(schema.definitions) { first, _ in first } }
    return Schema(["oneOf": .array(schemas.map { .object($0.object) })], definitions)
  }

  /// An object schema with the members of another one too.
  func joined(with other: Schema) -> Schema {
    var joined = self
    joined.definitions.merge(other.definitions) { first, _ in first }
    let properties =
      (object["properties"]?.object?.members ?? [])
      + (other.object["properties"]?.object?.members ?? [])
    joined.object["properties"] = .object(JSONObject(properties))
    let required = (object["required"]?.array ?? []) + (other.object["required"]?.array ?? [])
    if !required.isEmpty { joined.object["required"] = .array(required) }
    return joined
  }
}
