"""One cell of the matrix: what a role attempts, and all that must hold of the outcome."""
import itertools, json, os, pathlib, re, subprocess

import door
from table import FIXTURE, HIDDEN, NOW, PEOPLE, STRANGER, holders

# A ticket that there is not.
MISSING = 999
HOUR = 3_600_000


class Desk:
    """The program under test and its fixture."""

    def __init__(self, program, folder):
        self.program, self.folder = os.path.abspath(program), pathlib.Path(folder)
        self.numbers = itertools.count(1)
        self.now = 1772445600000
        self.fixture = self.folder / "fixture.db"
        empty = door.empty_store(self.program, self.folder, NOW)
        with door.Door(self.program, empty, self.now) as open:
            for actor, line in FIXTURE:
                open.does(actor, line)
            # A store is one whole file only where it was closed, and a backup always is.
            open.does(door.ADMIN, f"backup to {self.fixture}")
        self.document = json.loads(self.run("schema", "openrpc"))
        self.methods = {method["name"]: method for method in self.document["methods"]}
        self.entries = re.findall(r"^### (\S+)$", self.run("schema", "reference"), re.M)

    def run(self, *words):
        done = subprocess.run([self.program, *words], capture_output=True, text=True, timeout=60,
                              env=door.environment(self.folder))
        assert done.returncode == 0 and done.stdout, done
        return done.stdout

    def opened(self, entry=None):
        """A door on a fresh copy; a clock is accepted where it does not fit the journal."""
        copy = door.copied(self.fixture, f"copy-{next(self.numbers)}.db")
        return door.Door(self.program, copy, self.now - HOUR * (entry == "clock.accept"))

    def deciding(self, row, role):
        """The permission that a refusal names: the entry's own is asked before the row's."""
        own = self.methods.get(row.entry, {}).get("x-permission")
        return row.permission if own is None or role in holders(own) else own


def filled(value, ticket, path="/nowhere/new.db"):
    """A line or a parameter with its ticket: own, the other customer's, or none."""
    if not isinstance(value, str):
        return value

    def number(match):
        own = int(match.group(1))
        return str({"own": own, "other": own + 1, "missing": MISSING}[ticket])

    text = re.sub(r"\{t(\d)\}", number, value).replace("{new}", str(path))
    return int(text) if re.fullmatch(r"\{t\d\}", value) else text


class Cell:
    """One row tried by one person, on copies of the fixture."""

    def __init__(self, desk, row, role):
        self.desk, self.row, self.role = desk, row, role
        self.actor = PEOPLE.get(role, STRANGER)
        self.mark = row.marks.get(role, "unknown")
        self.tries = 0

    def run(self):
        tickets = ["own"]
        if "{t" in self.row.line and self.role in ("customer", None):
            tickets += ["other", "missing"]
        for way in ("line", "method"):
            if way == "method" and self.row.entry not in self.desk.methods:
                continue
            refusals = {}
            for ticket in tickets:
                answer = self.attempt(way, ticket)
                if answer:
                    refusals[ticket] = answer
            self.same(refusals)
        if self.mark == "–":
            self.refuses_bare_verb()
            self.attempt("editor", "own")
        return self.tries

    def expected(self, ticket):
        """The kind of the answer, by the mark."""
        if self.mark == "unknown":
            # Whoever came in can leave.
            return "done" if self.row.entry in ("session.can", "session.quit") else "not-found"
        if self.mark == "–":
            return "forbidden"
        if ticket != "own" and self.role == "customer":
            return "not-found"
        return "question" if self.row.entry in ("ticket.steal", "ticket.merge", "person.erase") else "done"

    def attempt(self, way, ticket):
        """Tries it; gives the refusal's text with the ticket's number taken out."""
        self.tries += 1
        path = self.desk.folder / f"new-{next(self.desk.numbers)}.db"
        line = filled(self.row.line, ticket, path)
        params = {name: filled(value, ticket, path) for name, value in self.row.params.items()}
        place = f"{self.role or 'unknown'}, {way}: {line}"
        with self.desk.opened(self.row.entry) as open:
            before = open.journal()
            can = open.say(self.actor, "can " + line)
            assert open.journal() == before, f"{place}: `can` changed the journal"
            if way == "line":
                answer = open.say(self.actor, line)
            elif way == "editor":
                answer = open.call(self.actor, "workspace/executeCommand",
                                   {"command": "desk.execute", "arguments": [line]})
            else:
                answer = open.call(self.actor, self.row.entry, params)
            after = open.journal()
        wanted = self.expected(ticket)
        assert answer.kind == wanted, f"{place}: {wanted} is due, not {answer.text}"
        self.foresaw(place, can, wanted)
        if wanted not in ("done", "question"):
            assert after == before, f"{place}: refused, but the journal changed"
        if self.role in ("customer", None):
            self.tells_nothing(place, answer, line)
        if wanted == "forbidden":
            self.names_permission(place, answer)
        if wanted in ("forbidden", "not-found"):
            return re.sub(r"#\d+", "#N", answer.text)
        return None

    def foresaw(self, place, can, wanted):
        """`can` says the same before."""
        assert can.kind == "done", f"{place}: can: {can.text}"
        if self.mark == "unknown" and self.row.entry == "session.can":
            return
        allowed = wanted in ("done", "question")
        assert can.data["can"] is allowed, f"{place}: can says {can.data}"
        assert allowed or can.data["kind"] == wanted, f"{place}: can says {can.data}"
        if self.role in ("customer", None):
            self.tells_nothing(place, can, place)

    def tells_nothing(self, place, answer, said):
        for word in HIDDEN:
            hides = word.lower() in answer.text.lower() and word.lower() not in said.lower()
            assert not hides, f"{place}: tells {word}: {answer.text}"

    def names_permission(self, place, answer):
        given = answer.data.get("evidence", {}).get("permission") or answer.data.get("permission")
        wanted = self.desk.deciding(self.row, self.role)
        assert given == wanted, f"{place}: refused for {given}, not for {wanted}: {answer.text}"

    def same(self, refusals):
        """What is hidden is refused in the words for what there is not."""
        if len(refusals) < 2:
            return
        texts = set(refusals.values())
        assert len(texts) == 1, f"{self.role}: {self.row.line}: refusals differ: {refusals}"

    def refuses_bare_verb(self):
        """Nobody is asked for the values of what they may not do."""
        self.tries += 1
        verb = self.row.line.split(" {t")[0].split(" for ")[0].split(" to ")[0]
        if self.row.entry in ("person.add", "ticket.new"):
            # The role, or for whom it is, decides, and so comes first.
            return
        with self.desk.opened() as open:
            before = open.journal()
            answer = open.say(self.actor, verb, session="main")
            assert answer.kind == "forbidden", f"{self.role}: {verb}: {answer.text}"
            assert open.journal() == before, f"{self.role}: {verb}: the journal changed"
