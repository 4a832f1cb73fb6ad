import Interpreter
import JSON
import Testing

/// What a declaration says, and what it leaves unsaid.
struct DeclarationTests {
  private static let word = ValueType<String>(
    "word", schema: ["type": "string"],
    read: { text throws(ValueFault) in text },
    decode: { value throws(ValueFault) in value.string ?? "" }, encode: { .string($0) })

  @Test("what is not said of a type of values does not hold of it, nor of its places")
  func types() {
    let type = Self.word
    #expect(type.extent == .word)
    #expect([type.takesFocus, type.isOneLine, type.isPath] == [false, false, false])
    #expect(type.choices.isEmpty && type.source == nil && type.sample == nil)
    #expect(type.complete == nil)
    let parameter = Parameter("tag", "The tag.", type)
    #expect(parameter.ask == "")
    for (slot, isOption) in [(parameter.slot(), false), (parameter.option(), true)] {
      #expect(slot.ask == "" && slot.prepositions == [] && slot.substitute == nil)
      #expect([slot.required, slot.isOption] == [!isOption, isOption])
      #expect(
        [slot.isTerm, slot.isText, slot.isOneLine, slot.isPath] == [false, false, false, false])
      guard case .none = slot.default else {
        Issue.record("nothing stands for it")
        continue
      }
    }
    let text = ValueType<String>.string("text", extent: .tail)
    #expect([text.isOneLine, text.isPath, text.takesFocus] == [false, false, false])
    let fault = ValueFault(expected: ["word"])
    #expect(fault.why == nil && fault.suggestions == [] && fault.span == nil)
    #expect(fault.kind == .badValue && !fault.isWrongType)
  }

  @Test("a place is introduced by a preposition, by its name, by its flag, or by nothing")
  func slots() {
    let parameter = Parameter("ifRevision", "At which.", Self.word, ask: "At which?")
    let slots = [
      parameter.slot(), parameter.slot(after: "at", "on", optional: true),
      parameter.slot(onlyAfter: "at"), parameter.option(), parameter.term(),
      parameter.slot(unless: "draft", ask: "Which?"),
    ]
    let told = slots.map { slot in
      "\(slot.word) \(slot.prepositions) only:\(slot.needsPreposition) required:\(slot.required) "
        + "option:\(slot.isOption) term:\(slot.isTerm) needed:\(slot.isNeeded) \(slot.ask)"
    }
    #expect(
      told == [
        #"if-revision [] only:false required:true option:false term:false needed:true At which?"#,
        #"if-revision ["at", "on"] only:false required:false option:false term:false needed:false At which?"#,
        #"if-revision ["at"] only:true required:true option:false term:false needed:true At which?"#,
        #"if-revision [] only:true required:false option:true term:false needed:false At which?"#,
        #"if-revision [] only:true required:false option:true term:true needed:false At which?"#,
        #"if-revision [] only:false required:true option:false term:false needed:false Which?"#,
      ])
  }

  @Test("a command without more words says no more")
  func command() {
    let command = Command("ticket.take", .write, "Takes it.", verbs: ["take"]) { Schema([:]) }
    #expect(command.details == "" && command.permission == nil && !command.isOpen)
    #expect(command.ground == .desk && command.slots.isEmpty && command.errors.isEmpty)
    #expect(command.examples.isEmpty && command.since == "0.1")
    #expect(command.phrases == [["take"], ["ticket", "take"]])
    #expect(command.usage == "take")
  }

  @Test("what an answer is made of is nothing but what was given")
  func answers() {
    #expect(Candidate("ada").label == "")
    #expect(Focus(value: 1, label: "#1").title == "")
    let slot = Parameter("tag", "The tag.", Self.word).slot()
    let input = Needs.Input(slot: slot, message: "Which?")
    #expect(input.candidates.isEmpty && input.fault == nil && input.agreement == nil)
    #expect(!input.isChoice)
    let outcome = Outcome(.refused(Problem(.badValue, "no")))
    #expect(outcome.call == nil && outcome.inferred == nil && outcome.aside == nil && !outcome.ends)
    let column = Table.Column("due")
    #expect(column.alignment == .left && column.dropOrder == 0)
    #expect(column.shrinksTo == nil && !column.wraps)
    #expect(Table(columns: [column]).rows.isEmpty)
  }

  @Test("an effect writes unless it only reads, or changes what is beside the desk")
  func effects() {
    let writes = [Effect.read, .write, .visible, .aside, .final].map(\.writes)
    #expect(writes == [false, true, true, false, true])
  }

  @Test("a call has its arguments in the order of the command's places, and no others")
  func call() {
    let command = Command(
      "ticket.tag", .write, "Tags it.", verbs: ["tag"],
      slots: [Parameter("ticket", "", Self.word).slot(), Parameter("tag", "", Self.word).slot()]
    ) { Schema([:]) }
    let call = Call(command, ["tag": "a", "other": 1, "ticket": "1"])
    #expect(JSONValue.object(call.arguments).compact() == #"{"ticket":"1","tag":"a"}"#)
    #expect(call.places.isEmpty)
  }

  @Test("an answer holds and leaves the focus unless its shape says otherwise")
  func replies() {
    let fields = [Field<Int64>("number", "Which.", .count) { $0 }]
    let plain = Shape<Int64>("Plain", fields).reply(3)
    #expect(plain.holds && plain.focus == nil && plain.page.blocks.isEmpty)
    #expect(plain.json == ["number": 3])
    let shape = Shape<Int64>(
      "Full", fields, focus: { Focus(value: .integer($0), label: "#\($0)") }, holds: { $0 > 3 },
      page: { Page(.init("it is \($0)")) })
    #expect([3, 4].map { shape.reply($0).holds } == [false, true])
    #expect(shape.reply(3).focus == Focus(value: 3, label: "#3"))
    #expect(shape.reply(3).page.text(width: 80) == "it is 3")
  }

  @Test("a table has the members with a column, a row an answer, empty where there is no value")
  func tables() {
    struct Row: Sendable {
      let number: Int64
      let tags: [String]
      let agent: String?
    }
    let shape = Shape<Row>(
      "Row",
      [
        Field("number", "Which.", .count, column: .init("number", .right), \.number),
        Field("hidden", "Nothing.", .flag) { _ in true },
        Field("tags", "Which.", .list(.text), column: .init("tags"), \.tags),
        Field(maybe: "agent", "Who.", .text, column: .init("agent"), \.agent),
      ])
    let table = shape.table([
      Row(number: 1, tags: ["a", "b"], agent: nil), Row(number: 12, tags: [], agent: "Ada"),
    ])
    #expect(
      Page([.table(table)]).lines(width: 40) == [
        "number  tags  agent", "     1  a, b", "    12        Ada",
      ])
    #expect(
      shape.json(Row(number: 1, tags: [], agent: nil)).compact()
        == #"{"number":1,"hidden":true,"tags":[]}"#)
  }
}
