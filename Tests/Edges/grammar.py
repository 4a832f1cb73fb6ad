"""The language as the program publishes it: each command's line and each method's parameters.

Read from `desk schema reference` and `desk schema openrpc`, so that a command that is added is tried
without a word here.
"""
import json, re, subprocess

# A value that reads, by the type of a slot as the reference names it; the ticket is the fixture's.
SAMPLES = {
    "ticket": ["1", "2", "#1", "it"], "person": ["Ana", "Ana Lima", "me", "2", "ana@example.org"],
    "customer": ["Cleo Roy", "Nora <nora@example.org>", "me"], "text": ["It works again.", "a : b"],
    "subject": ["Gateway down"], "tag": ["printer", "vip"], "priority": ["urgent", "low"],
    "role": ["agent", "customer", "manager"], "time": ["09:00", "2026-01-02 10:05", "2026-01-02T10:05:00Z"],
    "draft": ["d1"], "flag": ["yes"], "number": ["1", "20"], "key": ["k1"], "topic": ["keys", "list"],
    "filter": ["mine", "agent:me,none urgent", "due<1h or not (tag:printer)"], "file": ["some.file"],
    "anchor": ["3:" + "0" * 64], "words": ["so be it"],
}
# And as JSON, by the names of parameters.
RIGHT = {"ticket": 1, "text": "x", "subject": "x", "priority": "high", "line": "list", "agent": "Ana",
         "customer": "Cleo Roy", "tag": "x", "because": "so", "role": "agent",
         "name": "Nora <nora@example.org>", "path": "some.file", "session": "s"}


class Entry:
    """One command: its usage as pieces, its other verbs, its slots and their types."""

    def __init__(self, name, usage, verbs, slots):
        self.name, self.usage, self.slots = name, usage, slots
        self.pieces = pieces(usage)
        self.verbs = [verb(usage), *verbs, name.replace(".", " ")]

    def value(self, slot, chance):
        """A value that the slot reads, or may read."""
        kind = self.slots.get(slot, (slot, ""))[0]
        return chance.choice(SAMPLES.get(kind, SAMPLES.get(slot, ["1", "high", "word"])))

    def words(self, chance, values=None, optional=0.4):
        """The words of a line that means something, with the values that are wanted in it."""
        values = values or {}
        line = chance.choice(self.verbs).split() if chance.random() < 0.3 else verb(self.usage).split()
        for is_optional, words in self.pieces:
            slots = [word[1:-1] for word in words if word.startswith("<")]
            if is_optional and not set(slots) & set(values) and chance.random() > optional:
                continue
            for word in words:
                line.append(values.get(word[1:-1], self.value(word[1:-1], chance))
                            if word.startswith("<") else word)
        shown = {word for _, words in self.pieces for word in words}
        for slot, value in values.items():
            if f"<{slot}>" not in shown:
                line.insert(len(verb(self.usage).split()), f"--{slot}={value}")
        return line


def verb(usage):
    return re.split(r" ?[\[<:]| --", usage, maxsplit=1)[0]


def pieces(usage):
    """The parts of a usage behind its verb: whether it may be left out, and its words."""
    rest, found = usage[len(verb(usage)):].replace("…", "").strip(), []
    while rest:
        match = re.match(r"\[([^\]]*)\]|(\S+)", rest)
        found.append((match[1] is not None, (match[1] or match[2]).split()))
        rest = rest[match.end():].strip()
    return found


def hyphened(name):
    """A parameter's name as lines write it: `ifRevision` is `if-revision`."""
    return re.sub(r"[A-Z]", lambda letter: "-" + letter[0].lower(), name)


class Grammar:
    def __init__(self, program):
        call = lambda word: subprocess.run([program, "schema", word], check=True, timeout=120,
                                           capture_output=True, text=True).stdout
        self.document = json.loads(call("openrpc"))
        self.methods = {method["name"]: method for method in self.document["methods"]}
        self.entries, self.program_words = [], []
        for part in call("reference").split("\n### ")[1:]:
            name = part.split("\n", 1)[0].strip()
            usage = re.search(r"^    (.+)$", part, re.M)
            if not usage or "{" in usage[1]:
                continue
            also = re.search(r"^Also: (.+)\.$", part, re.M)
            slots = {hyphened(slot): (kind, rest) for slot, kind, rest in
                     re.findall(r"^- `([^`]+)` \(([^,)]+)([^)]*)\)", part, re.M)}
            entry = Entry(name, usage[1], also[1].split(", ") if also else [], slots)
            (self.program_words if name.startswith("program.") else self.entries).append(entry)
        assert len(self.entries) > 20 and len(self.program_words) > 3, "the reference is not read"
        self.vocabulary = sorted({word for entry in self.entries for line in entry.verbs
                                  for word in line.split()}
                                 | {word.strip("[]<>") for entry in self.entries
                                    for word in entry.usage.split()}
                                 | {value for values in SAMPLES.values() for value in values})

    def is_read(self, name):
        """Whether the method says of itself that it changes nothing."""
        method = self.methods.get(name)
        return bool(method) and method["x-safety"]["readOnly"]


# What a slot is given that no slot wants.
HOSTILE = [
    "", " ", "\t", "-", "--", "---", ":", "::", " : ", '"', "'", '""', "\\", "\0", "a\0b", "\n", "a\nb",
    "\r\n", "\x1b[31m", "\x1b]0;evil\x07", "\u009b31m", "\u202etxet", "\u0301", "e" + "\u0301" * 2000,
    "\ufeff", "\u2028", "\ufffe", "\uffff", "\U0010ffff", "\U0010ff80", "\U000e0041", "\u200d", "\u00ad",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616",
    "1" * 400, "-1", "0", "00", "-0", "+1", "1.5", "1e309", "NaN", "0x10", "\u0661\u0662", "\uff11",
    "#", "#0", "#-1", "##1", "#9223372036854775808", "#99999999999999999999",
    "/", "//", "/dev/null", "/proc/self/mem", "a/b", "../../etc/passwd", ".", "..", "~", "%s%n", "$HOME",
    "`id`", "--help", "--db", "-c", "--=", "--=x", "=", "@", "@clock", "?", "!", "*", "\\u0000",
    "0000-00-00", "2026-02-30", "2026-13-01", "9999-12-31", "9999-12-31T23:59:59Z", "10000-01-01",
    "-0001-01-01", "292277026596-12-04", "2026-01-01T25:61", "2026-03-29T01:30", "24:00", "00:00",
    "-1:00", "due<1h", "due<999999999999999w", "due<-1h", "due<9223372036854775807ms", "due<2026-02-30",
    "due<9999-12-31", "due>0000-01-01", "(", ")", "()", "(" * 3000, "not " * 3000, "or", "or or", "not",
    "status:", "status:,", "id:", "id:0", "id:-1", "id:9223372036854775808", "agent:", "tag:\"", "is:", ":x",
    "d0", "d1", "d-1", "d9223372036854775808", "me", "it", "them", "him", "this", "0:", ":0", "3:abc",
    "1:" + "g" * 64, "9223372036854775808:" + "0" * 64, "Nora <", "Nora <>", "<a@b>", "Nora <a@b", "<<a@b>>",
    "Nora <a@b> x", "a@b@c", "@b", "a@", "Nora <nora@example.org>", "x" * 129, "\U0001f600" * 1000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\ufdfa", "\u0130", "\u00df", "\ufb00", "\u1100\u1161",
    "a " * 3000, "because", "at", "to", "for", "at 25:00", "because because", "cancel", "quit", "yes",
]
LONG = "x" * ((1 << 20) - 4096)
# And where a value is JSON.
ODD = [None, True, False, 0, -0.0, 1.5, 1e300, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 10**400, [], [[]], {},
       [None], ["x"], [1, "1"], {"a": 1}, {"": ""}, {"kind": "x"}, {"value": 1}]
