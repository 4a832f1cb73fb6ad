"""The small breaks that scripts/mutants draws from: where a Swift text can be broken, and how.

`sites(text)` gives every one. Comments, imports, attributes and preconditions are never broken, and
of texts only those without a value in them. The numbers of a room for bytes that are read into it,
`[UInt8](repeating: 0, count: 4_096)`, stay: how much is read at once and what stood there before are
no behaviour, for each such read is in a loop and looks at what it was given. In the closure of a
sort, a least or a greatest no bound is moved: it would change the order of equals alone, which Swift
does not promise.
"""
import re
from typing import NamedTuple


class Site(NamedTuple):
    """A piece of a text, from `start` to `end`, and what stands there in the broken one."""

    operator: str
    start: int
    end: int
    after: str


def masked(text):
    """The text with every comment as spaces and every string's inside as `s`, place for place."""
    out, at = list(text), 0

    def blank(start, end, by):
        for place in range(start, end):
            if text[place] != "\n":
                out[place] = by

    while at < len(text):
        if text.startswith("//", at):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            blank(at, end, " ")
        elif text.startswith("/*", at):
            end, depth = at + 2, 1
            while depth and end < len(text):
                step = text[end:end + 2]
                depth += (step == "/*") - (step == "*/")
                end += 2 if step in ("/*", "*/") else 1
            blank(at, end, " ")
        elif found := re.compile(r'(#*)("""|")').match(text, at):
            end = string_end(text, found.end(), found[2], found[1])
            blank(found.end(), end - len(found[0]), "s")
        else:
            end = at + 1
        at = end
    return "".join(out)


def string_end(text, at, quote, hashes):
    """The place behind a string; values in it may hold strings of their own."""
    while at < len(text):
        if text.startswith(quote + hashes, at):
            return at + len(quote) + len(hashes)
        if text.startswith("\\" + hashes + "(", at):
            at, depth = at + len(hashes) + 2, 1
            while depth and at < len(text):
                if text[at] == '"':
                    at = string_end(text, at + 1, '"', "")
                    continue
                depth += {"(": 1, ")": -1}.get(text[at], 0)
                at += 1
        elif text[at] == "\\":
            at += 2
        else:
            at += 1
    return len(text)


def brackets(code):
    """For each place the bracket that it stands in, or -1; and for each bracket its partner."""
    inside, partner, stack = [], {}, [-1]
    for at, letter in enumerate(code):
        if letter in ")]}" and len(stack) > 1:
            partner[stack[-1]] = at
            partner[at] = stack.pop()
        inside.append(stack[-1])
        if letter in "([{":
            stack.append(at)
    return inside, partner


class Source:
    """A Swift text, made ready for the operators."""

    def __init__(self, text):
        self.text, self.code = text, masked(text)
        self.inside, self.partner = brackets(self.code)
        # Lines that are no behaviour: what is imported, said to the compiler, or promised.
        self.dead = set()
        for found in re.finditer(
                r"^[ \t]*(?:(?:package |@\w+ )*import\b|[@#]|precondition|assert|infix|operator)",
                self.code, re.M):
            end = self.code.find("\n", found.start())
            opened = self.code.find("(", found.start(), end)
            self.dead.update(range(found.start(), max(end, self.partner.get(opened, 0)) + 1))
        for found in re.finditer(r"\b(?:precondition|preconditionFailure)(\()", self.code):
            self.dead.update(range(found.start(), self.partner.get(found.start(1), 0) + 1))

    def is_in_sort(self, at):
        """Whether a place is in the closure by which something is sorted, or the first of it is found."""
        while (at := self.inside[at]) >= 0:
            if self.code[at] == "{":
                return bool(re.search(r"[\w)\]}]\.(sort(ed)?|min|max)(\(by:)? *$", self.code[:at]))
        return False

    def statements(self):
        """Where each line that begins a statement begins and ends, brackets closed."""
        for found in re.finditer(r"^[ \t]*(\S)", self.code, re.M):
            start = found.start(1)
            holder = self.inside[start]
            before = self.code[:found.start()].rstrip()
            goes_on = before[-1:] in tuple(",=(&|?:+-*<[") and not re.search(
                r"\b(case\b.*|default):$", before)
            if holder < 0 or self.code[holder] != "{" or goes_on:
                continue
            if self.code[start] in ".?&|+-=)}]:":
                continue
            end = start
            while end < len(self.code) and self.code[end] != "\n":
                end = self.partner.get(end, end) if self.code[end] in "([{" else end
                end += 1
            following = self.code[end:].lstrip()[:1]
            if following not in tuple(".?&|+"):
                yield start, end

    def clauses(self):
        """Each condition of an `if`, `while`, `guard` or `where` that names nothing new."""
        for found in re.finditer(r"\b(if|while|guard|where)[ \n]", self.code):
            start = at = found.end()
            pieces = []
            while at < len(self.code):
                letter = self.code[at]
                if letter in "([":
                    at = self.partner.get(at, at)
                elif letter == "," or letter == "{" or self.code.startswith("else", at):
                    pieces.append((start, at))
                    start = at + 1
                    if letter != ",":
                        break
                elif letter in ")]}:" or letter == "\n" and found[1] == "where":
                    break
                at += 1
            for start, end in pieces:
                while start < end and self.code[start].isspace():
                    start += 1
                while end > start and self.code[end - 1].isspace():
                    end -= 1
                if not re.match(r"(let|var|case|#)\b|#", self.code[start:end]) and start < end:
                    yield start, end

    def bodies(self):
        """The body of each function and value that has a type, and that type."""
        kinds = (r"\b(?:func [^\n{}]*?(?:\([^{}]*?\))[^{}()]*?-> |var \w+: )"
                 r"([^{}\n=]+?) \{")
        for found in re.finditer(kinds, self.code):
            opened = found.end() - 1
            if opened in self.partner and not re.match(r"\s*(get|set|willSet|didSet)\b",
                                                       self.code[opened + 1:]):
                yield opened + 1, self.partner[opened], found[1].split(" where ")[0].strip()


def nothing(kind):
    """What a function of a type returns that returns nothing of worth, as far as that is known."""
    if kind.endswith("?"):
        return "nil"
    if kind.startswith("[") and kind.endswith("]"):
        return "[:]" if re.match(r"\[\w+: ", kind) else "[]"
    return {"String": '""', "Bool": "false", "Int": "0", "Int64": "0",
            "JSONObject": "[:]"}.get(kind)


def negated(source):
    for start, end in source.clauses():
        yield start, end, f"!({source.text[start:end]})"


def swapped(pairs):
    """An operator that puts one word for another, where it stands between spaces or in a range."""
    wanted = "|".join(re.escape(word) for word in sorted(pairs, key=len, reverse=True))
    pattern = re.compile(rf"(?<=[ \w)\]])(?:(?<= )({wanted})(?= )|(\.\.<|\.\.\.)(?=[\w(-]))")

    def operator(source):
        for found in pattern.finditer(source.code):
            if found[0] in pairs and not ("<" in pairs and source.is_in_sort(found.start())):
                yield found.start(), found.end(), pairs[found[0]]
    return operator


def constant(source):
    rooms = {place for room in re.finditer(r"\[UInt8\]\(repeating: 0, count: \d[\d_]*\)", source.code)
             for place in range(*room.span())}
    for found in re.finditer(r"(?<![\w.#$])(0x[0-9A-Fa-f_]+|\d[\d_]*)(?![\w.]|\.\d)", source.code):
        if found.start() in rooms:
            continue
        value = int(found[0].replace("_", ""), 0)
        form = "0x{:X}" if found[0].startswith("0x") else "{}"
        yield found.start(), found.end(), form.format(value + 1)
        if value > 0:
            yield found.start(), found.end(), form.format(value - 1)


def text(source):
    for found in re.finditer(r'(?<!["#])"(s*)"(?!["#])', source.code):
        said = source.text[found.start():found.end()]
        if "\\(" not in said:
            yield found.start(), found.end(), said[:-1] + '~"'


def boolean(source):
    for found in re.finditer(r"\b(true|false)\b", source.code):
        yield found.start(), found.end(), "false" if found[0] == "true" else "true"


def dropped(source):
    """A call or an assignment that stands as a statement of its own."""
    call = re.compile(r"(?:_ = )?(?:try[?!]? )?[\w.?!]+(?:\[[^\n]*\])?[\w.?!]*\(")
    assignment = re.compile(r"[\w.?!]+(?:\[[^\n]*\])?[\w.?!]* [-+*&|/%]{0,2}= ")
    no = re.compile(r"(?:return|throw|case|let|var|if|for|while|switch|guard|func|init|package"
                    r"|private|self\.init|super\.init|static|mutating|defer|do|struct|enum"
                    r"|extension)\b")
    for start, end in source.statements():
        line = source.code[start:end].rstrip()
        whole = line.endswith((")", "}")) and call.match(line) or assignment.match(line)
        if whole and not no.match(line) and not re.match(r"self\.(\w+) = \1$", line):
            yield start, start + len(line), ""


def case(source):
    """A case of a switch: emptied, or taken away where there is a default."""
    labels = list(re.finditer(r"^[ \t]*(?:case\b[^\n]*?|default):(?=[ \n])", source.code, re.M))
    for found in labels:
        start = found.end() - 1
        holder = source.inside[start]
        if holder < 0 or not re.search(r"\bswitch [^\n{}]*$", source.code[:holder]):
            continue
        end = source.partner.get(holder, start)
        mates = [other for other in labels if source.inside[other.end() - 1] == holder]
        end = min([other.start() for other in mates if other.start() > start] + [end])
        body = source.code[start + 1:end]
        # What only gives a value, and what leaves a function that must give one, would not compile.
        last = source.code[source.partner[holder] + 1:].lstrip()[:1] == "}"
        gives = not re.search(r"[(=]", body) or last and re.search(r"\b(return|throw)\b", body)
        if not gives:
            yield start + 1, start + 1 + len(body.rstrip()), " break"
        if any("default" in other[0] for other in mates) and "default" not in found[0]:
            yield found.start(), found.start() + len(source.text[found.start():end].rstrip()), ""


def returned(source):
    for start, end, kind in source.bodies():
        value = nothing(kind)
        if value is None:
            continue
        body = source.code[start:end]
        if not re.search(r"\b(return|let|var|guard|for|while)\b", body) \
                and not re.match(r"\s*(if|switch|do)\b", body):
            lead = len(body) - len(body.lstrip())
            if body.strip():
                yield start + lead, start + len(body.rstrip()), value
        for found in re.finditer(r"\breturn ([^\n}]+)", body):
            first = start + found.start(1)
            opened = source.inside[first]
            last = start + found.end(1)
            balanced = source.inside[last - 1] == opened or (
                source.partner.get(last - 1, -1) >= first)
            # Up through the blocks of statements; a closure's return is not the function's.
            while opened >= start and re.match(
                    r"\s*(\}\s*)?(if|else|for|while|switch|do|guard|repeat|catch)\b",
                    source.code[source.code.rfind("\n", 0, opened) + 1:opened]):
                opened = source.inside[opened]
            said = source.text[first:last].rstrip()
            if balanced and opened == start - 1 and said != value:
                yield first, first + len(said), value


def unguarded(source):
    """A guard that names nothing new, taken away with what it does."""
    for found in re.finditer(r"^[ \t]*(guard) ", source.code, re.M):
        start = found.start(1)
        middle = re.compile(r"\belse \{").search(source.code, start)
        names = middle and re.search(r"\b(let|var|case)\b", source.code[start:middle.start()])
        if middle and not names:
            yield start, source.partner.get(middle.end() - 1, start) + 1, ""


OPERATORS = {
    "negated condition": negated,
    "moved bound": swapped(
        {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "..<": "...", "...": "..<"}),
    "swapped equality": swapped({"==": "!=", "!=": "==", "===": "!==", "!==": "==="}),
    "swapped logic": swapped({"&&": "||", "||": "&&"}),
    "changed constant": constant,
    "changed text": text,
    "changed truth": boolean,
    "dropped statement": dropped,
    "emptied case": case,
    "empty result": returned,
    "dropped guard": unguarded,
}


def sites(text):
    """Every break of a text, in the order of the operators and then of the places."""
    source = Source(text)
    found = []
    for name, operator in OPERATORS.items():
        for start, end, after in operator(source):
            if start not in source.dead and text[start:end] != after:
                found.append(Site(name, start, end, after))
    return found
