#!/usr/bin/env python3
"""The tidy test can fail: rings, lengths, comments and ratchets on small samples."""
import json, pathlib, sys, tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tidy

passed = failed = 0


def expect(what, found, wanted):
    global passed, failed
    passed, failed = passed + (found == wanted), failed + (found != wanted)
    if found != wanted:
        print(f"FAILED {what}: {found!r}, not {wanted!r}")


expect("no ring", tidy.rings({"a": {"b"}, "b": {"c"}, "c": set()}), [])
expect("rings", sorted(tidy.rings({"a": {"b"}, "b": {"a", "c"}, "c": {"d"}, "d": {"e"}, "e": {"c"},
                                   "f": {"a"}})), [["a", "b"], ["c", "d", "e"]])

with tempfile.TemporaryDirectory() as folder:
    tidy.ROOT = pathlib.Path(folder)

    def file(name, text):
        path = tidy.ROOT / "Sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return tidy.File(path)

    long = file("M/Long.swift", "struct Long {\n  func f(\n    a: Int\n  ) -> Int {\n" + "    a\n" * 49
                + "  }\n  var v: Int {\n    1\n  }\n  // func g() {\n  init?() {}\n}\n")
    expect("functions", list(tidy.functions(long)), [("f", 2, 53), ("v", 55, 3), ("init", 59, 1)])
    ratchets = tidy.Ratchets(file("ratchets.json", json.dumps({"function lines": {
        "Sources/M/Gone.swift g": 70}})).path)
    tidy.check_lengths([long], ratchets)
    expect("a long function", tidy.faults, ["Sources/M/Long.swift:2: f has 53 lines, more than 50"])
    tidy.faults.clear()
    ratchets.settle(False)
    expect("a grant that nobody needs", len(tidy.faults), 1)
    tidy.faults.clear()
    ratchets.settle(True)
    expect("and is taken away", json.loads(ratchets.path.read_text()), {"function lines": {}})

    files = [file("M/A/One.swift", "/// One.\nstruct One { var other: Two? }\n"),
             file("M/B/Two.swift", 'struct Two { func f() { One() } }  // "Three"\n'),
             file("M/B/Three.swift", "/// T.\nstruct Three {\n  package func f() {}\n"
                  "  package static func < (a: Three, b: Three) -> Bool { true }\n}\n")]
    shown = tidy.check_rings(files, ratchets)
    expect("circles of files and of folders", [line.split("\n")[0] for line in shown],
           ["rings of files, M: One.swift Two.swift", "rings of folders, M: A B"])
    expect("are faults", len(tidy.faults), 2)
    tidy.faults.clear()
    ratchets.allowed["rings of files"] = {"M: One.swift Three.swift Two.swift": 3}
    tidy.check_rings(files, ratchets)
    expect("what is left of a ring that was granted is none", len(tidy.faults), 1)
    tidy.faults.clear()
    expect("comments that are wanting", tidy.check_comments(files, ratchets), 2)
    expect("are faults of the module", len(tidy.faults), 1)
    tidy.faults.clear()
    tidy.check_words([file("M/Bad.swift", "let a = try! b() as! C\nlet d = Date()\n")])
    expect("banned words", len(tidy.faults), 3)
    tidy.faults.clear()
    telling = 'let a = SQLiteDatabase()\nlet b = path + "-wal"\ntry run("PRAGMA user_version")\n'
    tidy.check_engine([file(name, telling) for name in (
        "Storage/Store.swift", "Storage/SQLite/One.swift", "Storage/JournalStore+Engine.swift",
        "Other/Store.swift")])
    expect("lines that know the engine", tidy.faults, [
        f"Sources/Storage/Store.swift:{line} knows which engine there is" for line in (1, 2, 3)])

print(f"tidy's own: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
