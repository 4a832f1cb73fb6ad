package import JSON

/// What an answer consists of: the one place from which its JSON, schema, table and page are read.
///
/// A shape is fields, or a choice by `kind`. Nested shapes are references by name in schemas.
package struct Shape<Whole: Sendable>: Sendable {
  /// The name under which its schema is published, such as `Ticket`.
  package let name: String
  private let make: @Sendable () -> Schema
  private let write: @Sendable (Whole) -> JSONValue
  private let fields: [Field<Whole>]
  private let focus: (@Sendable (Whole) -> Focus?)?
  private let show: @Sendable (Whole) -> Page
  private let holds: (@Sendable (Whole) -> Bool)?
  private let rows: (@Sendable (Whole) -> CSVText)?

  /// An answer of members.
  ///
  /// - Parameters:
  ///   - focus: what `it` means after such an answer.
  ///   - holds: whether what was asked holds; a proof that fails makes the exit status 1.
  ///   - csv: its lines as a table for other programs; nil where it is none.
  ///   - page: what people read; of an answer that only stands inside another nothing.
  package init(
    _ name: String, _ fields: [Field<Whole>],
    focus: (@Sendable (Whole) -> Focus?)? = nil,
    holds: (@Sendable (Whole) -> Bool)? = nil,
    csv rows: (@Sendable (Whole) -> CSVText)? = nil,
    page: @escaping @Sendable (Whole) -> Page = { _ in Page() }
  ) {
    self.name = name
    self.fields = fields
    self.focus = focus
    self.holds = holds
    self.rows = rows
    make = { fields.objectSchema() }
    write = Field.writer(fields)
    show = page
  }

  /// An answer that is one of several kinds.
  package init(
    _ name: String, cases: [Case<Whole>], page: @escaping @Sendable (Whole) -> Page
  ) {
    self.name = name
    fields = []
    focus = nil
    holds = nil
    rows = nil
    make = { Schema.choice(cases.map { $0.schema() }) }
    write = { whole in
      for option in cases {
        if let value = option.json(whole) { return value }
      }
      preconditionFailure("\(name) has no case for an answer")
    }
    show = page
  }

  /// The schema of such an answer, by reference to its name.
  package var schema: Schema { .reference(to: name, make()) }

  /// The writing of such an answer inside another.
  package var form: Form<Whole> {
    Form(schema: { schema }, json: write)
  }

  /// Such an answer as data.
  package func json(_ whole: Whole) -> JSONValue { write(whole) }

  /// Such an answer as text for people.
  package func page(_ whole: Whole) -> Page { show(whole) }

  /// A row an answer, of the members that have a column.
  package func table(_ rows: [Whole]) -> Table {
    let shown = fields.filter { $0.column != nil }
    return Table(
      columns: shown.compactMap(\.column),
      rows: rows.map { row in shown.map { $0.run(row) ?? .init("") } })
  }

  /// A row an answer, of all members by their names: texts and numbers as JSON has them, others as people
  /// read them.
  package func csv(_ all: [Whole]) -> CSVText {
    CSVText(
      header: fields.map(\.name),
      rows: all.map { whole in
        fields.map { field in
          switch field.json(whole) {
          case nil: ""
          case .string(let text)?: text
          case .object?, .array?: field.run(whole)?.text ?? field.json(whole)?.compact() ?? ""
          case let value?: value.compact()
          }
        }
      })
  }

  /// The answer with its shape forgotten; page and JSON are made only when somebody reads them.
  package func reply(_ whole: Whole) -> Reply {
    var csv: (@Sendable () -> CSVText)?
    if let rows { csv = { rows(whole) } }
    return Reply(
      focus: focus?(whole), holds: holds?(whole) ?? true, json: { write(whole) }, csv: csv,
      page: { show(whole) })
  }
}

/// One kind of an answer that is a choice.
package struct Case<Whole: Sendable>: Sendable {
  package let kind: String
  let schema: @Sendable () -> Schema
  let json: @Sendable (Whole) -> JSONValue?

  /// - Parameter part: what the answer is where it is of this kind; nil where it is of another.
  package init<Part>(
    _ kind: String, _ fields: [Field<Part>], _ part: @escaping @Sendable (Whole) -> Part?
  ) {
    self.init(kind, fields, more: { Schema([:]) }, { part($0).map { ($0, [:]) } })
  }

  /// - Parameters:
  ///   - more: the object schema of further members.
  ///   - part: what the answer is where it is of this kind, and its further members.
  package init<Part>(
    _ kind: String, _ fields: [Field<Part>], more: @escaping @Sendable () -> Schema,
    _ part: @escaping @Sendable (Whole) -> (Part, JSONObject)?
  ) {
    self.kind = kind
    schema = { fields.objectSchema(kind: kind).joined(with: more()) }
    let writer = Field.writer(fields, kind: kind)
    json = { whole in
      part(whole).map { part, more in
        .object(JSONObject((writer(part).object?.members ?? []) + more.members))
      }
    }
  }
}
