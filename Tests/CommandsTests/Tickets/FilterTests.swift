import Interpreter
import ServiceLevels
import SupportDesk
import Testing

@testable import Commands

/// Which filters there are, what they mean, and where they are wrong (console.md 2.9).
struct FilterTests {
  static let now = Instant(milliseconds: 1_000_000)
  static let live = TicketCondition.status([.new, .open, .waiting])

  /// What a filter means to person 7; `ann` is person 1, `ben` 2.
  static func condition(
    _ source: String, isStaff: Bool = true
  ) throws -> TicketCondition {
    let find: FilterAsker.Finder = { word, span throws(Failure) in
      guard let number = ["ann": 1, "ben": 2, "none": 3, "me": 4][word] as Int64? else {
        let unknown = Refusal.noSuchPerson(word, role: nil, near: [])
        throw .refused(.within(slot: "filter", span: span, unknown))
      }
      return PersonNumber(number)
    }
    let asker = FilterAsker(me: PersonNumber(7), isStaff: isStaff, now: now, zone: .utc)
    return try Filter(source).condition(for: asker, agent: find, customer: find)
  }

  private static func shown(_ source: String) throws -> TicketCondition {
    let said = try condition(source)
    if case .all(let parts) = said, parts.last == .not(.snoozed(at: now)) { return parts[0] }
    return said
  }

  @Test func `snoozed tickets are left out unless the filter speaks of them`() throws {
    let awake = TicketCondition.not(.snoozed(at: Self.now))
    for source in ["", "mine", "live", "urgent or tag:x", "-closed"] {
      #expect(try Self.condition(source) == .all([Self.shown(source), awake]))
      #expect(try Self.condition(source, isStaff: false) != Self.condition(source))
    }
    for source in ["all", "snoozed", "-snoozed", "id:1", "mine (urgent or snoozed)"] {
      #expect(try Self.shown(source) == Self.condition(source))
    }
  }

  private static func people(_ numbers: Int64...) -> Set<PersonNumber> {
    Set(numbers.map { PersonNumber($0) })
  }

  private static func due(_ comparison: Comparison, afterMs: Int64) -> TicketCondition {
    .due(comparison, now.advanced(byMilliseconds: afterMs))
  }

  @Test(
    "a term says one thing of a ticket",
    arguments: [
      ("mine", .agent(people(7), orNobody: false)), ("unassigned", .agent([], orNobody: true)),
      ("overdue", .overdue(at: now)), ("is:breached", .breached(by: now)),
      ("urgent", .priority([.urgent])), ("priority:urgent,HIGH", .priority([.urgent, .high])),
      ("agent:ann", .agent(people(1), orNobody: false)),
      ("owner:ann", .agent(people(1), orNobody: false)),
      ("agent:me,none,ben", .agent(people(7, 2), orNobody: true)),
      ("agent:\"none\",\"me\"", .agent(people(3, 4), orNobody: false)),
      ("customer:ann,me", .customer(people(1, 7))), ("tag:ui,cli", .tag(["ui", "cli"])),
      ("tag:\"feature proposal\"", .tag(["feature proposal"])),
      ("tag:“a b”,c,\"d, e\"", .tag(["a b", "c", "d, e"])),
      ("id:1,#2", .number([TicketNumber(1), TicketNumber(2)])),
      ("due<1h", due(.before, afterMs: 3_600_000)), ("due<=2d", due(.by, afterMs: 172_800_000)),
      ("due>30m", due(.after, afterMs: 1_800_000)), ("DUE>=1h30", due(.from, afterMs: 5_400_000)),
      ("due<1970-01-01T01:00:00Z", .due(.before, Instant(milliseconds: 3_600_000))),
      ("due>\"1970-01-01 01:00\"", .due(.after, Instant(milliseconds: 3_600_000))),
      ("-mine", .not(.agent(people(7), orNobody: false))),
      ("not urgent", .not(.priority([.urgent]))),
    ] as [(String, TicketCondition)])
  func term(source: String, condition: TicketCondition) throws {
    #expect(try Self.shown(source) == .all([condition, Self.live]))
  }

  @Test(
    "where a status is named, anywhere, not only live tickets are meant",
    arguments: [
      ("all", .all([])), ("closed", .status([.closed])), ("live", live),
      ("status:new,open", .status([.new, .open])), ("is:closed", .status([.closed])),
      ("-closed", .not(.status([.closed]))), ("-live", .not(live)),
      ("is:resolved,overdue", .any([.status([.resolved]), .overdue(at: now)])),
      ("urgent or closed", .any([.priority([.urgent]), .status([.closed])])),
      ("", live),
    ] as [(String, TicketCondition)])
  func statuses(source: String, condition: TicketCondition) throws {
    #expect(try Self.shown(source) == condition)
  }

  @Test(
    "terms all count, or binds weaker, parentheses hold together",
    arguments: [
      ("all tag:a tag:b", .all([.all([]), .tag(["a"]), .tag(["b"])])),
      (
        "all (urgent or tag:a b:)".replacing("b:", with: "tag:b"),
        .all([.all([]), .any([.priority([.urgent]), .all([.tag(["a"]), .tag(["b"])])])])
      ),
      ("new tag:a or open", .any([.all([.status([.new]), .tag(["a"])]), .status([.open])])),
      ("new OR open or waiting", .any([.status([.new]), .status([.open]), .status([.waiting])])),
      ("not (new or open)", .not(.any([.status([.new]), .status([.open])]))),
      ("-(new tag:a)", .not(.all([.status([.new]), .tag(["a"])]))),
      ("--new", .not(.not(.status([.new])))), ("((new))", .status([.new])),
      ("(new)tag:a", .all([.status([.new]), .tag(["a"])])),
    ] as [(String, TicketCondition)])
  func joined(source: String, condition: TicketCondition) throws {
    #expect(try Self.shown(source) == condition)
  }

  @Test(
    "any blank parts terms, and any quotation mark holds words together",
    arguments: [" ", "\t", "\n", "\r", "\r\n", "\u{A0}", "\u{202F}", " \t "])
  func blanks(blank: String) throws {
    #expect(try Filter("mine\(blank)urgent").canonical == "mine urgent")
    #expect(try Filter(blank + "mine" + blank).canonical == "mine")
    for mark in ["\"", "“", "”", "„"] {
      let filter = try Filter("tag:\(mark)a\(blank)b\(mark)\(blank)mine")
      #expect(filter.canonical == "tag:\"a\(blank)b\" mine")
    }
  }

  @Test(
    "what looks like a blank or a mark is part of a word",
    arguments: ["‘", "‟", "\u{2010}", "\u{202E}", "é", "§", "½", "\u{A1}"])
  func letters(letter: String) throws {
    #expect(try Filter("tag:a\(letter)b").canonical == "tag:a\(letter)b")
  }

  @Test("a customer's own tickets are those whose customer they are")
  func customers() throws {
    #expect(
      try Self.condition("mine", isStaff: false)
        == .all([.customer([PersonNumber(7)]), Self.live]))
  }

  @Test(
    "what cannot be honoured is refused at its place",
    arguments: [
      ("urgent ⟦prioritty⟧:high", "unknown-field", ["priority:"]),
      ("⟦prioritty⟧:", "unknown-field", ["priority:"]), ("⟦urgnt⟧", "unknown-field", ["urgent"]),
      ("mine ⟦gateway⟧", "unknown-field", []), ("⟦\"two words\"⟧", "unknown-field", []),
      ("⟦\"mine\"⟧", "unknown-field", ["mine", "live"]), ("new ⟦and⟧ mine", "unknown-field", []),
      ("priority:high,⟦lwo⟧", "bad-value", ["low"]), ("status:⟦opne⟧", "bad-value", ["open"]),
      ("is:⟦mine⟧", "bad-value", ["live"]), ("is:\"⟦ne⟧\"", "bad-value", ["new"]),
      ("id:⟦x⟧", "bad-value", []), ("id:⟦0⟧", "bad-value", []), ("id:⟦+1⟧", "bad-value", []),
      ("id:⟦#⟧", "bad-value", []),
      ("priority⟦<⟧high", "bad-value", []), ("due⟦:⟧1h", "bad-value", []),
      ("due⟦=⟧1h", "bad-value", []), ("tag⟦=⟧x", "bad-value", []),
      ("due<⟦fortnight⟧", "bad-value", []), ("due<1h,⟦2h⟧", "bad-value", []),
      ("due<⟦2026-02-30T00:00:00Z⟧", "bad-value", []), ("⟦due<⟧ 1h", "bad-value", []),
      ("new ⟦tag:⟧", "bad-value", []), ("tag:⟦\"\"⟧", "bad-value", []),
      ("tag:a⟦,⟧", "bad-value", []), ("tag:a,⟦,⟧b", "bad-value", []),
      ("tag:⟦,⟧a", "bad-value", []), ("tag:⟦\"a⟧", "unfinished", []),
      ("tag:a⟦\"⟧b", "bad-value", []), ("tag:\"a\"⟦b⟧", "bad-value", []),
      ("⟦(⟧new", "bad-value", []), ("new⟦)⟧ mine", "bad-value", []), ("⟦(⟧)", "bad-value", []),
      ("new ⟦or⟧", "bad-value", []), ("⟦or⟧ new", "bad-value", []),
      ("new or ⟦or⟧ open", "bad-value", []), ("⟦not⟧", "bad-value", []),
      ("(new ⟦-⟧)", "bad-value", []), ("new⟦(⟧open)", "bad-value", []),
      ("ä ⟦x⟧".replacing("ä", with: "tag:ä"), "unknown-field", []),
    ])
  func refused(marked: String, kind: String, suggestions: [String]) {
    let source = marked.filter { $0 != "⟦" && $0 != "⟧" }
    do {
      let filter = try Filter(source)
      Issue.record("\(source) reads as \(filter.canonical)")
    } catch {
      #expect(Self.marked(error.span, in: source) == marked)
      #expect(error.kind.word == kind)
      #expect(error.suggestions == suggestions)
    }
  }

  @Test(
    "what is refused says why, and what would have been right",
    arguments: [
      ("prioritty:high", "no field \"prioritty\" in a ticket filter", fields),
      ("gateway", "a ticket filter does not know \"gateway\"", nil),
      ("is:mine", "\"mine\" is no state", nil),
      ("priority:lwo", "\"lwo\" is no priority", ["urgent", "high", "medium", "low"]),
      ("priority<high", "priority does not take <", ["priority:"]),
      ("due:1h", "due does not take :", ["due<", "due<=", "due>=", "due>"]),
      (
        "due<fortnight", "\"fortnight\" is no span of time and no time",
        ["30m", "1h", "2d", "2026-03-02T09:00:00Z"]
      ),
      ("due<1h,2h", "due is compared with one time", []),
      ("tag:", "a value of tag is missing", ["tag"]),
      ("tag:\"a", "the quotation has no end", []),
      ("tag:a\"b", "a quotation mark stands inside a word", []),
      ("tag:\"a\"b", "words stand right behind the quotation", []),
      ("(new", "this parenthesis is not closed", []),
      ("new)", "this parenthesis closes none", []),
      ("new(open)", "a parenthesis opens inside a word", []),
      ("()", "a term is missing between the parentheses", ["term"]),
      ("new or", "a term is missing behind or", ["term"]),
      ("or new", "a term is missing before or", ["term"]),
      ("new or or open", "a term is missing before or", ["term"]),
      ("not", "a term is missing behind not", ["term"]),
      ("(new -)", "a term is missing behind -", ["term"]),
      (String(repeating: "new ", count: 201), "the filter has too many terms", []),
      (String(repeating: "-", count: 32) + "new", "terms nest too deep", []),
      (String(repeating: "(", count: 32) + "new", "terms nest too deep", []),
    ] as [(String, String, [String]?)])
  func reasons(source: String, why: String, expected: [String]?) {
    let fault = #expect(throws: ValueFault.self) { try Filter(source) }
    #expect(fault?.why == why)
    if let expected { #expect(fault?.expected == expected) }
  }

  private static let fields = Filter.Property.allCases.map(\.rawValue)

  static func marked(_ span: Range<Int>?, in text: String) -> String {
    guard let span else { return text }
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return part(0..<span.lowerBound) + "⟦" + part(span) + "⟧" + part(span.upperBound..<bytes.count)
  }

  @Test(
    "what stands at the cursor is completed from where it begins",
    arguments: [
      ("", 0, "mine"), ("mi", 0, "mine"), ("new mi", 4, "mine"), ("new\tmi", 4, "mine"),
      ("(mi", 1, "mine"), ("(new or (mi", 9, "mine"), ("-mi", 1, "mine"), ("--mi", 2, "mine"),
      ("new -", 5, "mine"), ("mi", 0, "not"), ("mi", 0, "or"), ("d", 0, "due<"),
      ("ag", 0, "agent:"), ("priority:", 9, "high"), ("priority:low,", 13, "high"),
      ("new status:cl", 11, "closed"), ("is:", 3, "overdue"), ("due<", 4, "1h"), ("due<=", 5, "1h"),
      ("due>", 4, "30m"), ("due>=3", 5, "1d"), ("agent:", 6, "me"), ("owner:", 6, "none"),
      ("customer:", 9, "me"), ("tag:\"a b\" mi", 10, "mine"), ("tag:\"a b", 4, nil),
      ("nonsense:", 9, nil), ("tag:", 4, nil), ("id:", 3, nil),
    ] as [(String, Int, String?)])
  func completion(source: String, start: Int, offer: String?) throws {
    let partial = try #require(ValueType.filter.complete?(source))
    #expect(partial.start == start)
    if let offer {
      #expect(partial.candidates.contains(Candidate(offer)))
    } else {
      #expect(partial.candidates.isEmpty)
    }
  }

  @Test("a person nobody knows is told at the name's place")
  func unknownPerson() throws {
    let source = "mine agent:ann,\"Cy D\""
    let failure = #expect(throws: Failure.self) { try Self.condition(source) }
    guard case .refused(.within(_, let span, .noSuchPerson("Cy D", _, _))) = failure else {
      Issue.record("refused otherwise: \(String(describing: failure))")
      return
    }
    #expect(Self.marked(span, in: source) == "mine agent:ann,\"⟦Cy D⟧\"")
  }

  @Test(
    "a filter has one canonical form",
    arguments: [
      ("  Mine   URGENT ", "mine urgent"), ("owner:ann", "agent:ann"), ("status:new", "new"),
      ("is:new,overdue", "(new or overdue)"), ("tag:“a b”", "tag:\"a b\""),
      ("not (new tag:x)", "-(new tag:x)"), ("new or open tag:x", "(new or (open tag:x))"),
      ("due<=90m", "due<=1h30m"), ("tag:=x", "tag:=x"), ("tag:<x", "tag:<x"), ("- -new", "-(-new)"),
      ("id:#3", "id:3"), ("", ""),
    ])
  func canonical(source: String, canonical: String) throws {
    #expect(try Filter(source).canonical == canonical)
  }

  @Test("a filter has at most 200 terms, those of a list of values among them, 31 deep")
  func bounds() throws {
    let values = { (count: Int) in "tag:" + (1...count).map { "t\($0)" }.joined(separator: ",") }
    #expect(throws: Never.self) { try Filter(values(200)) }
    #expect(throws: ValueFault.self) { try Filter(values(201)) }
    #expect(throws: Never.self) { try Filter(String(repeating: "new ", count: 200)) }
    #expect(throws: ValueFault.self) { try Filter(String(repeating: "new ", count: 201)) }
    #expect(throws: ValueFault.self) { try Filter("new " + values(200)) }
    let nested = { (depth: Int) in
      String(repeating: "(", count: depth) + "new" + String(repeating: ")", count: depth)
    }
    let negated = { (depth: Int) in String(repeating: "-", count: depth) + "new" }
    for write in [nested, negated] {
      #expect(throws: Never.self) { try Filter(write(31)) }
      #expect(throws: ValueFault.self) { try Filter(write(32)) }
    }
    for many in [
      Array(repeating: "mine", count: 201).joined(separator: " "),
      "id:" + (1...201).map { "\($0)" }.joined(separator: ","),
    ] {
      #expect {
        try Filter(many)
      } throws: {
        ($0 as? ValueFault)?.why == "the filter has too many terms"
      }
    }
    let deep = String(repeating: "(", count: 100_000)
    #expect(throws: ValueFault.self) { try Filter(deep) }
    #expect(throws: ValueFault.self) { try Filter(String(repeating: "-", count: 100_000) + "new") }
    #expect(throws: ValueFault.self) { try Filter(String(repeating: "new ", count: 10_000)) }
    #expect(throws: ValueFault.self) {
      try Filter("tag:" + String(repeating: "a,", count: 10_000) + "a")
    }
  }
}
