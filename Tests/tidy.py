#!/usr/bin/env python3
"""Keeps the habits of the house; prints what breaks one, and exits 1.

Limits only ever go down: the longest file and the longest function are ratchets.
"""
import json, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE_LINES_MAX = 420
FUNCTION_LINES_MAX = 75
# Folders of a module, each using only those before it.
FLOORS = {"ServiceLevels": ["Time", "Zones", "Calendars", "Targets", "Clocks", "Availability"]}
# Rings of files that use each other, still to be broken: only ever fewer.
RINGS_MAX = 3
faults = []
rings = []
sources = sorted((ROOT / "Sources").rglob("*.swift"))


def target(path):
    return path.relative_to(ROOT / "Sources").parts[0]


# The code map's table is what each module may import.
table = {}
for row in re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|", (ROOT / "Sources/README.md").read_text(), re.M):
    table[row[0]] = set(re.findall(r"`(\w+)`", row[1]))
modules = {target(path) for path in sources}
for path in sources:
    imports = set(re.findall(r"^(?:package |@\w+ )?import (\w+)", path.read_text(), re.M))
    own = imports & (modules | {"CSQLite", "CSodium", "CEditline"})
    for name in sorted(own - table.get(target(path), set())):
        faults.append(f"{path.relative_to(ROOT)} imports {name}, which the code map does not allow")
    if "Foundation" in imports:
        faults.append(f"{path.relative_to(ROOT)} imports Foundation")
dump = json.loads(subprocess.check_output(["swift", "package", "dump-package"], cwd=ROOT))
for entry in dump["targets"]:
    # What is measured with is no part of the program.
    if entry["type"] in ("regular", "executable") and not (entry.get("path") or "").startswith("Tests"):
        needs = {next(iter(d.values()))[0] for d in entry["dependencies"]}
        if needs != table.get(entry["name"]):
            faults.append(f"Package.swift and the code map differ on {entry['name']}")

CLOCKS = re.compile(r"clock_gettime|Date\(\)|ContinuousClock|gettimeofday|SystemClock|\btime\(nil\)")
BANNED = re.compile(r"\btry!|\bas!|fatalError\(|@unchecked|nonisolated\(unsafe\)|(?<![.\w`])print\(|\bFIXME\b|\bXXX\b")
for path in sources:
    text = path.read_text()
    name = str(path.relative_to(ROOT))
    if CLOCKS.search(text) and name != "Sources/desk/System.swift":
        faults.append(f"{name} reads a clock")
    for found in BANNED.findall(text):
        faults.append(f"{name} says {found}")
    lines = text.splitlines()
    if len(lines) > FILE_LINES_MAX:
        faults.append(f"{name} has {len(lines)} lines, more than {FILE_LINES_MAX}")
    start = None
    for number, line in enumerate(lines):
        found = re.match(r"^(\s*)(?:[\w@()]+ )*(?:func |init[?(<])", line)
        if found and line.rstrip().endswith(("{", "(", "[")):
            start = (number, found[1])
        elif start and line == start[1] + "}":
            if number - start[0] + 1 > FUNCTION_LINES_MAX:
                faults.append(f"{name}:{start[0] + 1} is longer than {FUNCTION_LINES_MAX} lines")
            start = None

# Files of one module must not use each other in a circle.
WORD = re.compile(r"\b[A-Z]\w+\b")
STRIP = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|//[^\n]*')
DEFINES = re.compile(r"^(?:\w+(?:\([^)]*\))? )*(?:struct|class|enum|protocol|typealias) (\w+)", re.M)
for module in sorted(modules):
    code = {p: STRIP.sub(" ", p.read_text()) for p in sources if target(p) == module}
    owner = {}
    for path, text in code.items():
        for name in DEFINES.findall(text):
            owner.setdefault(name, path)
    uses = {p: {owner[w] for w in WORD.findall(t) if w in owner} - {p} for p, t in code.items()}
    floors = FLOORS.get(module, [])
    for path in sorted(code) if floors else []:
        for other in sorted(uses[path]):
            if floors.index(path.parent.name) < floors.index(other.parent.name):
                faults.append(f"{path.relative_to(ROOT)} uses {other.name} of a later folder")
    done, walk = set(), []

    def visit(path):
        if path in walk:
            ring = " -> ".join(p.name for p in walk[walk.index(path):] + [path])
            rings.append(f"{module}: a circle of files: {ring}")
            return
        if path in done:
            return
        walk.append(path)
        for other in sorted(uses[path]):
            visit(other)
        walk.pop()
        done.add(path)

    for path in sorted(code):
        visit(path)

if len(rings) > RINGS_MAX:
    faults += rings
for fault in faults:
    print(fault)
print(f"tidy: {len(sources)} files, {len(rings)} of at most {RINGS_MAX} rings, {len(faults)} faults")
sys.exit(1 if faults else 0)
