"""Breaks that are built all at once, each behind a switch of its own: one build, then only tests.

A break becomes a piece of Swift that does the broken or the right thing as a file of the copy tells
(`break`, the number of the one that is on). What cannot be said so, or does not compile so, is left
to be built alone. No edit has a line break in it, so that every line keeps its number.
"""
import pathlib, re, subprocess
from typing import NamedTuple

HELPER = "Broken_.swift"
STRICT = ".treatAllWarnings(as: .error),"
# A break that keeps the build from ending is found by its line, so these are rounds, not breaks.
ROUNDS_MAX = 40


class Edit(NamedTuple):
    """What stands before and behind a piece of a text; or, where `token`, in its place."""

    start: int
    end: int
    before: str
    behind: str = ""
    token: bool = False


def name(number):
    """An operator that is nobody else's: the number in three signs."""
    signs = ""
    while number:
        number, digit = divmod(number, 3)
        signs += "^~%"[digit]
    return "~~" + signs


def edit(break_, number):
    """The edit that puts a break behind its switch; None where it has to be built alone."""
    start, end, after = break_.site.start, break_.site.end, break_.site.after
    on = f"broken_({number})"
    kind = break_.site.operator
    if kind == "negated condition":
        return Edit(start, end, "((", f") != {on})")
    if kind in ("changed constant", "changed text", "changed truth"):
        return Edit(start, end, f"({on} ? {after} : ", ")")
    if kind in ("dropped statement", "dropped guard"):
        return Edit(start, end, f"if !{on} {{ ", " }")
    if kind == "emptied case":
        return Edit(start, end, f" if !{on} {{ ", " }") if after else None
    if kind == "empty result":
        returns = re.search(r"\breturn\s+$", break_.text[:start])
        if returns:
            return Edit(returns.start(), end, f"if {on} {{ return {after} }}; ")
        return Edit(start, end, f"if {on} {{ return {after} }}; return ")
    return Edit(start, end, name(number), token=True)


def declared(break_, number):
    """The operator that a break stands for, or nothing where it needs none."""
    was, after = break_.text[break_.site.start:break_.site.end], break_.site.after
    sign, on = name(number), f"broken_({number})"
    either = f"{on} ? a {after} b : a {was} b"
    if was in ("..<", "..."):
        more, less = ("b.advanced(by: 1)", "b")
        bound = f"{on} ? {more} : {less}" if was == "..<" else f"{on} ? {less} : {more}"
        return (f"infix operator {sign}: RangeFormationPrecedence\n"
                f"func {sign} <T: Strideable>(a: T, b: T) -> Range<T> "
                f"where T.Stride: SignedInteger {{ a..<({bound}) }}\n")
    if was in ("&&", "||"):
        kind = "Conjunction" if was == "&&" else "Disjunction"
        return (f"infix operator {sign}: Logical{kind}Precedence\n"
                f"func {sign} (a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool "
                f"{{ {on} ? try a {after} b() : try a {was} b() }}\n")
    head = f"infix operator {sign}: ComparisonPrecedence\n"
    if was in ("===", "!=="):
        return head + f"func {sign} (a: AnyObject?, b: AnyObject?) -> Bool {{ {either} }}\n"
    what = "Equatable" if was in ("==", "!=") else "Comparable"
    return head + (f"func {sign} <T: {what}>(a: T, b: T) -> Bool {{ {either} }}\n"
                   f"func {sign} <T: {what}, U: {what}>(a: (T, U), b: (T, U)) -> Bool "
                   f"{{ {either} }}\n")


def helper(breaks, file):
    """The file that a module gets: which break is on, and the operators of its own breaks."""
    operators = "".join(declared(break_, number) for number, break_ in breaks
                        if edit(break_, number).token)
    return f"""import Glibc

private let number_: Int32 = {{
  guard let file = fopen("{file}", "r") else {{ return 0 }}
  defer {{ fclose(file) }}
  var line = [CChar](repeating: 0, count: 16)
  fgets(&line, 15, file)
  return atoi(line)
}}()

func broken_(_ number: Int32) -> Bool {{ number_ == number }}

{operators}"""


def switched(text, edits):
    """A text with all its edits; one may stand in another, but never half."""
    marks = []
    for each in edits:
        size = each.end - each.start
        if each.token:
            marks.append((each.start, 1, -size, each.before))
            continue
        # At one place what ends comes before what begins, and the inner ends first.
        marks.append((each.start, 1, -size, each.before))
        marks.append((each.end, 0, size, each.behind))
    tokens = {each.start: each.end for each in edits if each.token}
    out, at = [], 0
    for place, _, _, words in sorted(marks, key=lambda mark: mark[:3]):
        out += [text[at:place], words]
        at = tokens.get(place, place)
    return "".join(out) + text[at:]


def crosses(one, other):
    """Whether two pieces are the same, or overlap by half, so that neither holds the other."""
    return (one.start, one.end) == (other.start, other.end) or one.start < other.start < one.end < other.end \
        or other.start < one.start < other.end < one.end


class Switchboard:
    """The breaks of one run that can be told apart by a switch, numbered from 1."""

    def __init__(self, breaks):
        self.breaks, edits = {}, {}
        for number, break_ in enumerate(breaks, 1):
            made = edit(break_, number)
            mates = edits.setdefault(break_.name, [])
            if made and not any(crosses(made, mate) for mate in mates):
                self.breaks[number] = break_
                mates.append(made)

    def number(self, break_):
        return next((number for number, mate in self.breaks.items() if mate is break_), None)

    def write(self, copy):
        """Makes a copy hold every break that is left, all of them off."""
        manifest = copy.tree / "Package.swift"
        put(manifest, manifest.read_text().replace(STRICT, ""))
        modules = {}
        for number, break_ in self.breaks.items():
            modules.setdefault(break_.module, {}).setdefault(break_.name, []).append(
                (number, break_))
        for folder in (copy.tree / "Sources").glob("*/"):
            files = modules.get(folder.name, {})
            if not files:
                (folder / HELPER).unlink(missing_ok=True)
                continue
            every = [pair for pairs in files.values() for pair in pairs]
            put(folder / HELPER, helper(every, copy.number_file))
            for name_, pairs in files.items():
                text = pairs[0][1].text
                put(copy.tree / name_,
                    switched(text, [edit(break_, number) for number, break_ in pairs]))
        copy.turn_on(0)

    def build(self, copy, line):
        """Builds a copy; breaks that do not compile are given up. False where nothing helps."""
        for _ in range(ROUNDS_MAX):
            self.write(copy)
            ended = subprocess.run(["bash", "-c", line], cwd=copy.tree, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if ended.returncode == 0:
                return True
            errors = set(re.findall(r"^(\S+?\.swift):(\d+):\d+: error:", ended.stdout, re.M))
            guilty = set()
            for path, row in errors:
                guilty |= self.behind(pathlib.Path(path), int(row), copy)
            if not guilty:
                print(ended.stdout[-2_000:])
                return False
            texts = {self.breaks.pop(number).name for number in guilty}
            for name_ in texts:
                copy.restore(name_)
        return False

    def behind(self, path, row, copy):
        """The numbers of the breaks that an error of a line may come from."""
        if path.name == HELPER:
            found = re.search(r"broken_\((\d+)\)", path.read_text().splitlines()[row - 1])
            return {int(found[1])} if found and int(found[1]) in self.breaks else set()
        try:
            name_ = str(path.resolve().relative_to(copy.tree.resolve()))
        except ValueError:
            return set()
        here = {number: break_ for number, break_ in self.breaks.items() if break_.name == name_}
        on = {number for number, break_ in here.items() if break_.line == row}
        if on:
            return on
        around = {number for number, break_ in here.items()
                  if break_.line < row <= break_.text.count("\n", 0, break_.site.end) + 1}
        before = [number for number, break_ in here.items() if break_.line < row]
        return around or set(sorted(before, key=lambda number: here[number].line)[-1:]) or set(here)


def put(path, text):
    """Writes a file where it holds something else, so that no build is made for nothing."""
    if not path.is_file() or path.read_text() != text:
        path.write_text(text)
