#!/usr/bin/env python3
"""Keeps the habits of the house; prints what breaks one, and exits 1.

usage: tidy.py [--lower]

What was there before a limit is named in Tests/ratchets.json, which only ever gets shorter: what is
worse than named there is a fault, and so is what has become better and is still named; --lower
takes that away.
"""
import json, pathlib, re, subprocess, sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests/Mutants"))
import operators

FILE_LINES_MAX = 300
FUNCTION_LINES_MAX = 50
SYSTEM_LIBRARIES = {"CLinux", "CSQLite", "CSodium", "CEditline"}


def rooms():
    """Each module's folders in their order, as the map's list of rooms has them.

    What has no name in backticks before its words lies in no folder: the list, the store itself.
    """
    floors = {}
    text = (ROOT / "Sources/README.md").read_text().split("## Rooms")[1].split("\n## ")[0]
    for module, row in re.findall(r"^- \*\*(\w+)\*\*: (.*)$", text, re.M):
        named = [re.match(r"`(\w+)`", room) for room in row.split(" · ")]
        floors[module] = [name.group(1) if name else module for name in named]
    return floors


# Each uses only those before it.
FLOORS = rooms()
# Who reads a clock: the desk's, and how long something takes.
READERS_OF_CLOCKS = {"Sources/desk/System.swift", "Sources/Worker/Stopwatch.swift"}
CLOCKS = re.compile(r"clock_gettime|Date\(\)|ContinuousClock|gettimeofday|SystemClock"
                    r"|\btime\(nil\)")
# What puts bytes into a descriptor, and who may: a screen is written to by `Terminal` alone.
WRITES = re.compile(r"Glibc\.write\(|\bfwrite\(|\bf?puts\(|\bf?printf\(|Descriptor\.write\(")
WRITERS = {"Sources/" + name + ".swift" for name in (
    "Console/Descriptor", "Console/Terminal", "Console/EditedFile", "RPC/Connection/PipeConnection",
    "Replay/Pipe", "Storage/Files/ByteSearch",
    "Storage/Files/WholeFile", "desk/DraftsAside",
    "desk/ImportReport", "desk/LostMemory", "desk/ReplayRunner")}
BANNED = re.compile(r"\btry!|\bas!|fatalError\(|@unchecked|nonisolated\(unsafe\)|(?<![.\w`])print\("
                    r"|\bFIXME\b|\bXXX\b")
# What only an engine's own folder says, and the one file that chooses the engine.
ENGINE = re.compile(r"sqlite|\bPRAGMA\b|-(?:wal|shm|journal)\b", re.I)
ENGINE_FOLDER, ENGINE_CHOICE = "Sources/Storage/SQLite/", "Sources/Storage/JournalStore+Engine.swift"
faults = []


class Ratchets:
    """What is worse than its limit, by kind and name, against what was before."""

    def __init__(self, path):
        self.path, self.found = path, {}
        self.allowed = json.loads(path.read_text())

    def note(self, kind, name, value, limit, says):
        """A value above its limit: a fault where it is above what its name was granted."""
        self.found.setdefault(kind, {})
        if value > limit:
            self.found[kind][name] = value
            if value > self.allowed.get(kind, {}).get(name, limit):
                faults.append(says)

    def settle(self, lower):
        """Says, or with `lower` takes away, what is granted and no longer needed."""
        for kind, names in self.allowed.items():
            for name, value in list(names.items()):
                now = self.found.get(kind, {}).get(name)
                if now is not None and now >= value:
                    continue
                if not lower:
                    faults.append(
                        f"better than granted: {kind}, {name}; Tests/tidy.py --lower notes it")
                elif now is None:
                    del names[name]
                else:
                    names[name] = now
        if lower:
            self.path.write_text(json.dumps(self.allowed, indent=2, ensure_ascii=False) + "\n")


class File:
    """A Swift file, its text, and the text without comments and strings."""

    def __init__(self, path):
        self.path, self.name = path, str(path.relative_to(ROOT))
        self.text = path.read_text()
        self.lines = self.text.splitlines()
        self.code = operators.masked(self.text)
        self.target = path.relative_to(ROOT).parts[1]

    def folder(self):
        """The folder inside its module, or the module's own name."""
        parts = self.path.relative_to(ROOT / "Sources").parts
        return parts[1] if len(parts) > 2 else parts[0]


def check_imports(files):
    """The code map's table is what each module may import, and what Package.swift says."""
    table = {}
    text = (ROOT / "Sources/README.md").read_text()
    for row in re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|", text, re.M):
        table[row[0]] = set(re.findall(r"`(\w+)`", row[1]))
    modules = {file.target for file in files}
    for file in files:
        imports = set(re.findall(r"^(?:package |@\w+ )?import (\w+)", file.text, re.M))
        for name in sorted(imports & (modules | SYSTEM_LIBRARIES) - table.get(file.target, set())):
            faults.append(f"{file.name} imports {name}, which the code map does not allow")
        if "Foundation" in imports:
            faults.append(f"{file.name} imports Foundation")
    dump = json.loads(subprocess.check_output(["swift", "package", "dump-package"], cwd=ROOT))
    for entry in dump["targets"]:
        # What is measured with is no part of the program.
        measures = (entry.get("path") or "").startswith("Tests")
        if entry["type"] in ("regular", "executable") and not measures:
            needs = {next(iter(d.values()))[0] for d in entry["dependencies"]}
            if needs != table.get(entry["name"]):
                faults.append(f"Package.swift and the code map differ on {entry['name']}")
    tested = {entry["name"] for entry in dump["targets"] if entry["type"] == "test"}
    for folder in sorted((ROOT / "Tests").glob("*Tests")):
        if folder.name not in tested:
            faults.append(f"Tests/{folder.name} is no test target of Package.swift")


def check_words(files):
    for file in files:
        if CLOCKS.search(file.text) and str(file.name) not in READERS_OF_CLOCKS:
            faults.append(f"{file.name} reads a clock")
        if WRITES.search(file.text) and str(file.name) not in WRITERS:
            faults.append(f"{file.name} writes past Console/Terminal")
        for found in BANNED.findall(file.text):
            faults.append(f"{file.name} says {found}")


def check_engine(files):
    """Storage is written for every engine, but for the folder of one and the file that chooses it."""
    for file in files:
        if file.target != "Storage" or file.name.startswith(ENGINE_FOLDER) or file.name == ENGINE_CHOICE:
            continue
        for number, line in enumerate(file.lines, 1):
            if ENGINE.search(line):
                faults.append(f"{file.name}:{number} knows which engine there is")


def functions(file):
    """Each function, initialiser and computed value with a body: name, first line, lines."""
    inside, partner = operators.brackets(file.code)
    start = re.compile(r"^[ \t]*(?:[\w@]+(?:\([^)\n]*\))? )*"
                       r"(?:func |(?=init[?(<])|(?=subscript[(<])|var (?=\w+: ))([^\s(<:?]+)", re.M)
    goes_on = re.compile(r"\s*(throws|->|where|\{|async|rethrows)")
    for found in start.finditer(file.code):
        at = found.end()
        while at < len(file.code) and file.code[at] not in "{=}":
            if file.code[at] in "([":
                at = partner.get(at, at)
            elif file.code[at] == "\n" and not goes_on.match(file.code, at):
                break
            at += 1
        if at in partner and file.code[at] == "{":
            first = file.code.count("\n", 0, found.start())
            yield found[1], first + 1, file.code.count("\n", 0, partner[at]) - first + 1


def check_lengths(files, ratchets):
    for file in files:
        ratchets.note("file lines", file.name, len(file.lines), FILE_LINES_MAX,
                      f"{file.name} has {len(file.lines)} lines, more than {FILE_LINES_MAX}")
        for name, line, count in functions(file):
            says = f"{file.name}:{line}: {name} has {count} lines, more than {FUNCTION_LINES_MAX}"
            ratchets.note("function lines", f"{file.name} {name}", count, FUNCTION_LINES_MAX, says)


def rings(uses):
    """The groups of two and more that reach each other (Tarjan's way), each sorted."""
    index, low, stack, found = {}, {}, [], []

    def visit(one):
        index[one] = low[one] = len(index)
        stack.append(one)
        for other in sorted(uses[one]):
            if other not in index:
                visit(other)
                low[one] = min(low[one], low[other])
            elif other in stack:
                low[one] = min(low[one], index[other])
        if low[one] == index[one]:
            ring = stack[stack.index(one):]
            del stack[stack.index(one):]
            if len(ring) > 1:
                found.append(sorted(ring))

    for one in sorted(uses):
        if one not in index:
            visit(one)
    return found


WORD = re.compile(r"\b[A-Z]\w+\b")
DEFINES = re.compile(r"^(?:@?\w+(?:\([^)]*\))? )*"
                     r"(?:struct|class|enum|protocol|typealias|actor) (\w+)", re.M)


def check_rings(files, ratchets):
    """Neither the files nor the folders of one module use each other in a circle."""
    shown = []
    for module in sorted({file.target for file in files}):
        mine = [file for file in files if file.target == module]
        owner = {}
        for file in mine:
            for name in DEFINES.findall(file.code):
                owner.setdefault(name, file)
        uses, folders, why = {file.name: set() for file in mine}, {}, {}
        for file in mine:
            folders.setdefault(file.folder(), set())
            for word in sorted(set(WORD.findall(file.code)) & set(owner)):
                other = owner[word]
                if other is not file:
                    uses[file.name].add(other.name)
                if other.folder() != file.folder():
                    folders[file.folder()].add(other.folder())
                    edge = why.setdefault((file.folder(), other.folder()), [])
                    edge.append(f"{file.path.name} {word}")
                floors = FLOORS.get(module, [])
                unknown = {file.folder(), other.folder()} - set(floors) if floors else set()
                if unknown:
                    fault = f"{module}/{min(unknown)} has no room in Sources/README.md"
                    if fault not in faults:
                        faults.append(fault)
                elif floors and floors.index(file.folder()) < floors.index(other.folder()):
                    faults.append(f"{file.name} uses {other.name} of a later folder")
        for folder in folders:
            folders[folder] &= set(folders)
        for kind, graph in (("rings of files", uses), ("rings of folders", folders)):
            for ring in rings(graph):
                members = {pathlib.Path(one).name for one in ring}
                name = f"{module}: {' '.join(sorted(members))}"
                edges = [f"  {a} uses {b}: " + ", ".join(why[a, b][:4])
                         for a in ring for b in ring if (a, b) in why]
                shown.append("\n".join([f"{kind}, {name}"] + edges))
                # What is left of a ring that was granted is not a new one.
                granted = [old for old in ratchets.allowed.get(kind, {})
                           if old.startswith(f"{module}: ")
                           and members <= set(old.split(": ")[1].split())]
                ratchets.note(kind, granted[0] if granted else name, len(ring), 1,
                              f"new among the {kind}: {name}")
    return shown


def requirements(files):
    """The names of the functions that our own protocols ask for."""
    for file in files:
        partner = operators.brackets(file.code)[1]
        for found in re.finditer(r"\bprotocol \w[^{]*\{", file.code):
            end = partner.get(found.end() - 1, found.end())
            yield from re.findall(r"\bfunc (\w+)", file.code[found.end():end])


def check_comments(files, ratchets):
    """Every type of a file and every `package func` says what it is; counted by module."""
    wanted = re.compile(r"^(?:(?:package |private |fileprivate |final |indirect )*"
                        r"(?:struct|class|enum|protocol|actor) \w"
                        r"|\s*package (?:static |mutating |consuming )*func )")
    # A witness needs none: the requirement has it.
    names = "|".join(requirements(files))
    witness = re.compile(rf"func (?:[^\w\s(]+|hash|encode|next|{names}) ?[(<]")
    bare = {}
    for file in files:
        bare.setdefault(file.target, [])
        for number, line in enumerate(file.lines):
            if wanted.match(line) and not witness.search(line):
                above = number - 1
                while above >= 0 and file.lines[above].strip().startswith("@"):
                    above -= 1
                if above < 0 or not file.lines[above].strip().startswith("///"):
                    bare[file.target].append(f"{file.name}:{number + 1}")
    for module, places in sorted(bare.items()):
        says = f"{module}: {len(places)} without a comment, more than before: {' '.join(places)}"
        ratchets.note("without a comment", module, len(places), 0, says)
    return sum(map(len, bare.values()))


def main():
    sources = [File(path) for path in sorted((ROOT / "Sources").rglob("*.swift"))]
    tests = [File(path) for path in sorted((ROOT / "Tests").rglob("*.swift"))]
    ratchets = Ratchets(ROOT / "Tests/ratchets.json")
    check_imports(sources)
    check_words(sources)
    check_engine(sources)
    check_lengths(sources + tests, ratchets)
    shown = check_rings(sources, ratchets)
    bare = check_comments(sources, ratchets)
    ratchets.settle("--lower" in sys.argv)
    for line in shown + faults:
        print(line)
    granted = sum(map(len, ratchets.allowed.values()))
    print(f"tidy: {len(sources)} files, {len(shown)} rings, {bare} without a comment, "
          f"{granted} granted, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
