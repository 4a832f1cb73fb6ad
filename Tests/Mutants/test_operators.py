#!/usr/bin/env python3
"""Each operator of the breaks does what it says on sample lines; comments and texts stay.

Also: every argued survivor of argued.txt still stands in the sources.
"""
import pathlib, sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import operators

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
failed = passed = 0


def expect(operator, text, *after):
    """That an operator makes of a text exactly these, and in this order."""
    global failed, passed
    made = [text[:site.start] + site.after + text[site.end:]
            for site in operators.sites(text) if site.operator == operator]
    if made == list(after):
        passed += 1
    else:
        failed += 1
        print(f"FAILED {operator} on {text!r}\n  gives {made!r}\n  not   {list(after)!r}")


def statement(line):
    return f"func f() {{\n  {line}\n}}\n"


def check(operator, line, *after):
    expect(operator, statement(line), *map(statement, after))


negated = "negated condition"
check(negated, "if a { b() }", "if !(a) { b() }")
check(negated, "while x.contains(where: { $0 }) { b() }",
      "while !(x.contains(where: { $0 })) { b() }")
check(negated, "guard let a, a > 1, b else { return }",
      "guard let a, !(a > 1), b else { return }", "guard let a, a > 1, !(b) else { return }")
check(negated, "for a in b where a.isOpen { c() }", "for a in b where !(a.isOpen) { c() }")
check(negated, "if case .a = b { c() }")
check(negated, 'log("if a { b }")  // if a { b }')
check(negated, "let a = ifs { $0 }")

check("moved bound", "a < b", "a <= b")
check("moved bound", "a >= b && c > d", "a > b && c > d", "a >= b && c >= d")
check("moved bound", "a = b[0..<c]", "a = b[0...c]")
check("moved bound", "a = b[0...c] + d[1...]", "a = b[0..<c] + d[1...]")
check("moved bound", "let a: Array<Int> = f() -> b")
check("moved bound", "a = b.sorted { ($0.c, $0.d) < ($1.c, $1.d) }")
check("moved bound", "a = b.sorted(by: { $0.c < $1.c }).filter { $0 < d }",
      "a = b.sorted(by: { $0.c < $1.c }).filter { $0 <= d }")
check("moved bound", "a = b.min { $0.c < $1.c }")
check("moved bound", "if a < .max { b < c }", "if a <= .max { b < c }", "if a < .max { b <= c }")
check("swapped equality", "a == b || c != d", "a != b || c != d", "a == b || c == d")
check("swapped logic", "a && (b || c)", "a || (b || c)", "a && (b && c)")
check("swapped logic", 'say("a && b")  // a || b')

check("changed constant", "a = 10", "a = 11", "a = 9")
check("changed constant", "a = 0", "a = 1")
check("changed constant", "a = 1_000", "a = 1001", "a = 999")
check("changed constant", "a = 0x0A", "a = 0xB", "a = 0x9")
check("changed constant", "a = [UInt8](repeating: 0, count: 4_096)")
check("changed constant", "a = [UInt8](repeating: 0, count: b + 2)",
      "a = [UInt8](repeating: 1, count: b + 2)", "a = [UInt8](repeating: 0, count: b + 3)",
      "a = [UInt8](repeating: 0, count: b + 1)")
check("changed constant", "a.0 = $1 + b2.c + 1.5")
check("changed constant", 'a = "7"  // 7')
check("changed constant", '@available(1)')
check("changed truth", "a = true", "a = false")
check("changed truth", "a = isfalse + falsehood + \"true\"")

check("changed text", 'guard let a else { preconditionFailure("no a") }')
check("changed text", 'a = "b"', 'a = "b~"')
check("changed text", 'a = ""', 'a = "~"')
check("changed text", 'a = "b \\(c("d")) e"')
check("changed text", 'a = #"b"#')
check("changed text", 'a = "\\"" + "x"', 'a = "\\"~" + "x"', 'a = "\\"" + "x~"')
check("changed text", '/* "a" /* "b" */ "c" */')
expect("changed text", 'let a = """\n  "b"\n  """\n')

drop = "dropped statement"
check(drop, "store.close()", "")
check(drop, "try a?.b(c) { $0 }", "")
check(drop, "a += 1", "")
check(drop, "a[1].b = c", "")
check(drop, "call(\n    first(),\n    second())", "")
check(drop, "let a = b()")
check(drop, "return b()")
check(drop, "self.a = a")
check(drop, "a\n    .b()")
check(drop, "precondition(a())")
check(drop, "// a.b()")

expect("emptied case",
       "func f() {\n  switch a {\n  case .b: c()\n  case .d:\n    e()\n  }\n  g()\n}\n",
       "func f() {\n  switch a {\n  case .b: break\n  case .d:\n    e()\n  }\n  g()\n}\n",
       "func f() {\n  switch a {\n  case .b: c()\n  case .d: break\n  }\n  g()\n}\n")
expect("emptied case", "func f() {\n  switch a {\n  case .b: 1\n  default: 2\n  }\n}\n",
       "func f() {\n  switch a {\n\n  default: 2\n  }\n}\n")
expect("emptied case", "enum A {\n  case b(c: Int)\n  case d\n}\n")

empty = "empty result"
expect(empty, "var a: String? { b }", "var a: String? { nil }")
expect(empty, "func a() -> [Int] { b }", "func a() -> [Int] { [] }")
expect(empty, "func a(b: C) throws(D) -> Bool {\n  if b { return c }\n  return d(e)\n}",
       "func a(b: C) throws(D) -> Bool {\n  if b { return false }\n  return d(e)\n}",
       "func a(b: C) throws(D) -> Bool {\n  if b { return c }\n  return false\n}")
expect(empty, "func a() -> String {\n  // why\n  b\n}", 'func a() -> String {\n  // why\n  ""\n}')
expect(empty, "func a() -> Int { 0 + b.map { return 1 } }")
expect(empty, "func a() -> Int {\n  b.map {\n    return 1\n  }\n}")
expect(empty, "func a() -> Thing { b }")

check("dropped guard", "guard a else { return }", "")
check("dropped guard", "guard let a else { return }")
check("dropped guard", "guard a,\n    b > 1\n  else {\n    return\n  }", "")

for text in ("import JSON\n", "package import JSON\n", "/// a == b && true, 1\n",
             "#if DEBUG == true\n#endif\n", "@Test(arguments: 0..<5, true) func f() {}\n"):
    found = operators.sites(text)
    passed, failed = passed + (not found), failed + bool(found)
    if found:
        print(f"FAILED: {text!r} is broken by {found}")

for number, line in enumerate((ROOT / "Tests/Mutants/argued.txt").read_text().splitlines(), 1):
    if not line.strip() or line.startswith("#"):
        continue
    parts = line.split(" :: ")
    path = ROOT / parts[0]
    stands = len(parts) == 4 and parts[3].strip() and path.is_file() and any(
        parts[1] == row.strip() for row in path.read_text().splitlines())
    passed, failed = passed + bool(stands), failed + (not stands)
    if not stands:
        print(f"FAILED: argued.txt:{number} argues for a line that is not there, or says nothing")

print(f"breaks: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
