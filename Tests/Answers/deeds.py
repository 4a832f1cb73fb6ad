"""What every method of a kind is tried with: the same slips, terms and refusals for each of them.

The sessions say in words what each command does; here the whole list is gone through.
"""
import datetime, json, os, pathlib, sqlite3, subprocess, tempfile

WAIT = 30
TICKET = {
    "ticket.take": {}, "ticket.steal": {}, "ticket.release": {}, "ticket.reopen": {},
    "ticket.close": {}, "ticket.assign": {"agent": "Ben"}, "ticket.reply": {"text": "Hello."},
    "ticket.note": {"text": "Seen."}, "ticket.receive": {"text": "Hello?"},
    "ticket.wait": {"text": "Which one?"}, "ticket.resolve": {"text": "Done."},
    "ticket.set": {"priority": "urgent"}, "ticket.rename": {"subject": "Another"},
    "ticket.no-reply-needed": {"because": "they thanked us"},
    "ticket.transfer": {"customer": "Dan Dole", "because": "it is his"},
    "ticket.merge": {"into": 2}, "ticket.split": {"message": 1}, "ticket.link": {"other": 2},
    "ticket.unlink": {"other": 2}, "ticket.snooze": {"until": "2099-01-01"}, "ticket.wake": {},
    "ticket.tag": {"tag": "new"}, "ticket.untag": {"tag": "old"},
}
POLICY = "policy fast; zone UTC; calendar office; " + "; ".join(
    f"{number}0 {priority} respond 15m resolve 2h"
    for number, priority in enumerate(("urgent", "high", "medium", "low"), 1))
OTHER = {
    "ticket.new": {"customer": "Cleo Crane", "priority": "low", "subject": "One"},
    "person.add": {"role": "customer", "name": "Eve Ely"}, "clock.accept": {},
    "person.approve-erasure": {"person": "Dan Dole", "because": "he asked"},
    "person.erase": {"person": "Dan Dole"},
    "policy.propose": {"text": POLICY, "because": "it is faster"},
    "policy.apply": {"text": POLICY, "because": "it is faster"},
    "calendar.new": {"calendar": "late", "text": "zone UTC\nhours Mon-Fri 09:00-23:00"},
    "calendar.amend": {"calendar": "office", "text": "zone UTC\nhours Mon-Sat 09:00-17:00"},
}
# What a read needs besides the parameter that is tried.
READS = {"policy.try": {"priority": "urgent"}}
# The words of a text, by the methods that have one.
TEXTS = {"text", "subject", "because", "tag", "name"}
FAULTS = []
SET_UP = [
    "add agent Ben Okri <ben@desk.example>",
    "new for Cleo Crane <cleo@acme.example> high : Printer",
    "new for Dan Dole <dan@acme.example> low : Question",
    "tag 1 old", "assign 1 to Ben", "calendar new office : zone UTC; hours Mon-Fri 09:00-17:00",
]


class Pipe:
    """A connection to `desk rpc`, every call of which is recorded."""

    def __init__(self, program, path, records, *options):
        self.records, self.id, self.told = records, 0, []
        self.process = subprocess.Popen(
            [program, "--db", path, *options, "rpc"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(WAIT)
        self.process.stdout.close()

    def batch(self, calls):
        """What is told behind a batch of calls that make one event, whose ids are call-1 and so on."""
        self.process.stdin.write(json.dumps([
            {"jsonrpc": "2.0", "id": f"call-{number}", "method": method, "params": params}
            for number, (method, params) in enumerate(calls, 1)]) + "\n")
        answers = json.loads(self.process.stdout.readline())
        assert isinstance(answers, list) and len(answers) == len(calls), answers
        return [json.loads(self.process.stdout.readline())]

    def call(self, method, params=None, of=None):
        """The answer; `of` names the method that a line stands for, where it is refused unread."""
        self.id += 1
        text = params if isinstance(params, str) else json.dumps(params or {})
        self.process.stdin.write(
            f'{{"jsonrpc":"2.0","id":{self.id},"method":"{method}","params":{text}}}\n')
        answer = json.loads(self.process.stdout.readline())
        while "method" in answer:
            self.told.append(answer)
            answer = json.loads(self.process.stdout.readline())
        record = {"file": f"{method} {text}", "line": self.id, "method": method}
        result = answer.get("result")
        if "error" in answer:
            record |= {"answer": "refused", "error": answer["error"]["data"],
                       "method": of or method}
        elif isinstance(result, dict) and result.get("status") == "input_required":
            record |= {"answer": "needs", "asked": result, "params": result["command"]["params"],
                       "inputs": result["inputs"], "method": result["command"]["method"]}
            if result["command"]["method"] != method:
                self.records.append(record | {"method": method, "params": {}})
        else:
            record |= {"answer": "done", "result": result}
        self.records.append(record)
        return answer

    def kind(self, method, params=None, of=None):
        return self.call(method, params, of).get("error", {}).get("data", {}).get("kind")


def make(program, path, lines):
    for line in lines:
        subprocess.run([program, "--db", path, "-c", line], check=True, capture_output=True)


def expect(given, wanted, what):
    if given != wanted:
        FAULTS.append(f"{what}: {given}, not {wanted}")


def run(program, folder, document, records):
    path = os.path.join(folder, "deeds.db")
    make(program, path, SET_UP)
    with Pipe(program, path, records) as desk:
        terms(desk)
        slips(desk, document)
        schemas(desk, document)
        echoes(desk, document)
        names(desk)
        erasures(desk, folder)
        calendars(desk)
        policies(desk)
        relations(desk)
        reports(desk)
        shut(desk)
        alone(desk)
        wire(desk, document, folder)
    with Pipe(program, path, records) as desk:
        follows(desk, document)
    with Pipe(program, path, records, "--as", "cleo@acme.example") as desk:
        customers(desk, document)
    with Pipe(program, path, records) as desk:
        busy(desk, path)
    imported(program, folder, records)
    long(program, folder, records)
    ahead(program, folder, records)
    damaged(program, path, folder, records)


def reports(desk):
    """What a manager signs, and why a ticket is not what it is not."""
    for by in ("month", "priority", "agent", "customer", "policy"):
        desk.call("report.sla", {"by": by})
    for method in ("report.sla", "report.breaches", "report.pauses"):
        desk.call(method)
        desk.call(method, {"month": "2026-03"})
        expect(desk.kind(method, {"month": "May"}), "bad-value", method)
    for number in (1, 2):
        desk.call("sla.why-not", {"ticket": number})
        desk.call("sla.why-not", {"ticket": number, "asOf": desk.call("ticket.show", {"ticket": number})[
            "result"]["openedAt"]})
        expect(desk.kind("sla.why-not", {"ticket": number, "asOf": "2001-01-01T00:00:00Z"}), "bad-value",
               "before there was anything")


def shut(desk):
    """A clock that runs while its calendar is closed says so, and a forced wait who had the ticket."""
    today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    desk.call("calendar.new", {"calendar": "shut", "text": "zone UTC; hours Mon-Sun 00:00-24:00;"
                               f" closed {today} a holiday"})
    desk.call("policy.apply", {"because": "x", "text": "policy shut; zone UTC; 1 any respond 1h resolve 2h"
                               " on shut"})
    number = desk.call("ticket.new", {"customer": "Rita Roe", "priority": "high", "subject": "x"})[
        "result"]["ticket"]["number"]
    desk.call("ticket.take", {"ticket": number})
    desk.call("ticket.wait", {"ticket": number, "force": True, "because": "x"})
    desk.call("ticket.receive", {"ticket": number, "text": "x"})
    desk.call("sla.why", {"ticket": number})
    desk.call("report.pauses")


def relations(desk):
    """What has two tickets to do with each other, and what comes back by itself."""
    one, two, three = (
        desk.call("ticket.new", {"customer": who, "priority": "high", "subject": who})["result"]
        ["ticket"]["number"] for who in (
            "Rita Roe <rita@acme.example>", "Rita Roe", "Sam Sole <sam@acme.example>"))
    for method, params, kind in (
            ("ticket.merge", {"into": one}, "bad-value"), ("ticket.merge", {"into": three}, "illegal-transition"),
            ("ticket.link", {"other": one}, "bad-value"), ("ticket.split", {"message": 1}, "not-found"),
            ("ticket.snooze", {"until": "2020-01-01"}, "bad-value"), ("ticket.wake", {}, "unchanged"),
            ("ticket.unlink", {"other": two}, "unchanged")):
        expect(desk.kind(method, {"ticket": one} | params), kind, method)
    desk.call("ticket.link", {"ticket": one, "other": two, "dryRun": True})
    desk.call("ticket.link", {"ticket": one, "other": two})
    desk.call("ticket.snooze", {"ticket": one, "until": "2099-01-01", "dryRun": True})
    desk.call("ticket.snooze", {"ticket": one, "until": "2099-01-01"})
    desk.call("ticket.wake", {"ticket": one, "dryRun": True})
    desk.call("ticket.wake", {"ticket": one})
    desk.call("ticket.snooze", {"ticket": one, "until": "tomorrow"})
    desk.call("ticket.show", {"ticket": one})
    desk.call("ticket.list", {"filter": "snoozed"})
    desk.call("ticket.unlink", {"ticket": two, "other": one, "dryRun": True})
    desk.call("ticket.unlink", {"ticket": two, "other": one})
    desk.call("ticket.link", {"ticket": two, "other": three})
    said = desk.call("ticket.receive", {"ticket": one, "text": "And more."})["result"]
    expect(desk.kind("ticket.split", {"ticket": one, "message": said["events"][0], "subject": "a\0b"}),
           "bad-text", "a subject")
    for params in ({}, {"since": "message", "priority": "low", "subject": "More"}):
        said = desk.call("ticket.receive", {"ticket": one, "text": "And more."})["result"]
        desk.call("ticket.split", {"ticket": one, "message": said["events"][0], "dryRun": True} | params)
        part = desk.call("ticket.split", {"ticket": one, "message": said["events"][0]} | params)["result"]
    desk.call("ticket.show", {"ticket": part["ticket"]["number"]})
    expect(desk.kind("ticket.split", {"ticket": one, "message": said["events"][0]}), "unchanged", "a part")
    merge = {"ticket": one, "into": two}
    plan = desk.call("ticket.merge", merge | {"dryRun": True})["result"]
    expect(desk.kind("ticket.merge", merge | {"confirm": "x", "_meta": {"dialogue": False}}),
           "conflict", "another plan")
    desk.call("ticket.merge", merge | {"confirm": plan["confirm"]})
    late = desk.call("ticket.new", {"customer": "Rita Roe", "priority": "high", "subject": "x"})
    late = {"ticket": late["result"]["ticket"]["number"], "into": two}
    desk.call("ticket.reply", {"ticket": two, "text": "Yes?"})
    plan = desk.call("ticket.merge", late | {"dryRun": True})["result"]
    desk.call("ticket.merge", late | {"confirm": plan["confirm"]})
    expect(desk.kind("ticket.merge", merge), "illegal-transition", "merged already")
    for method, params in TICKET.items():
        if method not in ("ticket.steal", "ticket.release", "ticket.reply", "ticket.note", "ticket.receive",
                          "ticket.assign"):
            params = params | {"ticket": one} | (
                {"into": three} if "into" in params else
                {"customer": "Sam Sole"} if "customer" in params else {})
            expect(desk.kind(method, params), "illegal-transition", method)
    landed = desk.call("ticket.reply", {"ticket": one, "text": "x"})["result"]
    expect(landed["ticket"]["number"], two, "what is said lands where it goes on")
    for number in (one, two, part["ticket"]["number"]):
        desk.call("ticket.show", {"ticket": number})
        desk.call("ticket.history", {"ticket": number})


def terms(desk):
    """The terms of every write, and its ticket."""
    expect(desk.kind("ticket.wait", {"ticket": 2, "because": "x"}), "bad-value", "a reason unasked")
    expect(desk.call("ticket.wait", {"ticket": 2, "force": True}).get("result", {}).get("status"),
           "input_required", "why it is forced")
    desk.call("ticket.wait", {"ticket": 2, "force": True, "because": "x", "dryRun": True})
    desk.call("ticket.no-reply-needed", {"ticket": 2, "because": "x", "dryRun": True})
    desk.call("ticket.note", {"ticket": 1, "text": "first", "idempotencyKey": "k"})
    for method, params in TICKET.items():
        params = {"ticket": 1} | params
        expect(desk.kind(method, params | {"ifRevision": 99}), "conflict", method)
        expect(desk.kind(method, params | {"ticket": 99}), "not-found", method)
        expect(desk.kind(method, params | {"idempotencyKey": "k"}), "idempotency-mismatch", method)
    for method, params in OTHER.items():
        expect(desk.kind(method, params | {"idempotencyKey": "k"}), "idempotency-mismatch", method)
    for method, params in (OTHER | TICKET).items():
        ticket = {"ticket": 1} if method in TICKET else {}
        # The clock fits here, so there is nothing to accept; `ahead` has one that does not.
        params = ticket | params | {"idempotencyKey": "k " + method}
        first, again = desk.call(method, params), desk.call(method, params)
        if first.get("result", {"status": None}).get("status") != "input_required" \
                and ("result" in first
                     or method in OTHER and method not in ("clock.accept", "person.erase")):
            expect(again["result"], first["result"] | {"replayed": True}, f"{method} again")
    for method in ("ticket.show", "ticket.history", "sla.why", "sla.why-not"):
        expect(desk.kind(method, {"ticket": 99}), "not-found", method)


def slips(desk, document):
    """What is missing, too many, of a wrong kind, or said of nothing."""
    for name, method in document.methods.items():
        if "x-cli" not in method:
            continue
        expect(desk.kind(name, {"colour": "blue"}), "unknown-field", name)
        if any(param["required"] for param in method["params"]):
            asked = desk.call(name, {})
            if "result" in asked:
                expect(asked["result"]["status"], "input_required", name)
            expect(desk.kind(name, {"_meta": {"dialogue": False}}), "missing-input", name)
        for param in method["params"]:
            if param["name"] in TEXTS:
                params = TICKET.get(name, OTHER.get(name, READS.get(name, {})))
                ticket = {"ticket": 1} if name in TICKET else {}
                # What is made once cannot be called so again, which is told first.
                ticket |= {"calendar": "fresh"} if name == "calendar.new" else {}
                expect(desk.kind(name, params | ticket | {param["name"]: "a\0b"}), "bad-text",
                       f"{name} {param['name']}")
        if any(param["name"] == "ticket" for param in method["params"]):
            verb = method["x-cli"].split(" [ticket]")[0]
            expect(desk.kind("desk.execute", {"line": f"{verb} it"}, of=name), "no-focus", name)
    expect(desk.kind("ticket.rename", {"ticket": 1, "subject": "two\nlines"}), "bad-text", "lines")
    expect(desk.kind("ticket.show", {"ticket": True}), "bad-value", "a ticket that is true")
    for text, code in (("a\a", "U+0007"), ("a\u009f", "U+009F"), ("a\u001f", "U+001F")):
        told = desk.call("ticket.rename", {"ticket": 1, "subject": text})["error"]["message"]
        expect(code + " " in told + " ", True, told)
    # A number is its digits: no sign, and no other script's.
    for line in ("show #+1", "show +1", "list --limit +5", "list --limit ٣", "note 1 --draft d+1"):
        expect(desk.kind("desk.execute", {"line": line}, of="ticket.list"), "bad-value", line)
    expect(desk.kind("ticket.show", '{"ticket":1,"ticket":2}'), "repeated", "two tickets")
    expect(desk.kind("ticket.list", {"filter": "prioritty:high"}), "unknown-field", "a filter")
    expect(desk.kind("ticket.list", {"filter": '"x'}), "unfinished", "a filter's quotation")
    expect(desk.kind("ticket.list", {"cursor": "x"}), "invalid-cursor", "a cursor")
    expect(desk.kind("desk.help", {"topic": "replly"}), "not-found", "a topic")


def forbidden(schema):
    """Values that a parameter's published schema does not allow, next to those that it does."""
    kinds = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type")]
    examples = {"string": "x", "integer": 7, "boolean": True, "object": {"x": 1}, "array": [],
                "null": None, "number": 1.5}
    yield from (value for kind, value in examples.items()
                if kind not in kinds and not (kind == "object" and "array" in kinds)
                and not (kind == "integer" and "number" in kinds))
    if "minimum" in schema:
        yield schema["minimum"] - 1
        yield -(2 ** 63)
    if "maximum" in schema:
        yield schema["maximum"] + 1
    if "integer" in kinds:
        yield 2 ** 63
    if schema.get("minLength"):
        yield ""
    if "maxLength" in schema:
        yield "x" * (schema["maxLength"] + 1)
    if "enum" in schema:
        yield from (schema["enum"][0] + "x", "")
    if "pattern" in schema:
        yield from ("", "d0", "d+1", "d1x", "1:" + "g" * 64, "1:" + "0" * 63)
    if "minItems" in schema:
        yield ["list"] * (schema.get("maxItems", 0) + 1) if "maxItems" in schema else []


def whole(name, method):
    """The parameters of a call that lacks nothing and asks nothing."""
    quiet = {"_meta": {"dialogue": False}} if "x-cli" in method else {}
    return quiet | ({"ticket": 2} | TICKET[name] if name in TICKET else OTHER.get(name, READS.get(name, {})))


def echoes(desk, document):
    """Whatever is refused, no answer repeats more of it than tells which it was."""
    for name, method in document.methods.items():
        if name in ("shutdown", "exit"):
            continue
        given = whole(name, method)
        for param in method["params"]:
            for value in ("x" * 60_000, "x " * 30_000, ["x" * 60_000]):
                trial = {"dryRun": True} if any(one["name"] == "dryRun" for one in method["params"]) else {}
                answer = desk.call(name, given | trial | {param["name"]: value})
                data = answer.get("error", {}).get("data", {})
                # What is wrong with a value is told with the parameter that has it.
                if data.get("kind") in ("bad-text", "bad-value", "exists"):
                    expect(data.get("pointer", "").split("/")[1:2] in [[one["name"]] for one in method["params"]],
                           True, f"{name} {param['name']}: {str(data)[:200]}")
                size = len(json.dumps(answer.get("error")))
                expect(size < 8_000, True, f"{name} {param['name']}: {size} bytes of an error")


def schemas(desk, document):
    """Whatever the schema of a parameter forbids is refused as that parameter's, and names it."""
    for name, method in document.methods.items():
        if name in ("shutdown", "exit"):
            continue
        given = whole(name, method)
        if "customer" in given:
            given["customer"] = "Cleo Crane"
        for param in method["params"]:
            for value in forbidden(param["schema"]):
                answer = desk.call(name, given | {param["name"]: value})
                fault = answer.get("error", {})
                pointer = fault.get("data", {}).get("pointer", "")
                if name in ("clock.accept", "person.approve-erasure", "calendar.amend",
                            "calendar.new", "policy.apply", "policy.propose") \
                        and fault.get("data", {}).get("kind") in ("unchanged", "exists"):
                    continue
                # No message is there to be split, whatever the rest says.
                if name == "ticket.split" and fault.get("data", {}).get("kind") == "not-found":
                    continue
                if fault.get("code") != -32602 or not pointer.startswith("/" + param["name"]):
                    FAULTS.append(f"{name} {param['name']} {value!r}: {str(answer)[:200]}")


def names(desk):
    """Two of one name, where nobody can be asked which."""
    for address in ("ben@beta.example", "okri@beta.example"):
        desk.call("person.add", {"role": "agent", "name": f"Ben Okri <{address}>"})
    for address in ("dole@beta.example", "crane@beta.example"):
        for name in ("Cleo Crane", "Dan Dole"):
            desk.call("person.add", {"role": "customer", "name": f"{name} <{name[0]}{address}>"})
    quiet = {"_meta": {"dialogue": False}}
    for method, params in {
            "ticket.new": OTHER["ticket.new"],
            "ticket.assign": {"ticket": 1, "agent": "Ben Okri"},
            "ticket.receive": {"ticket": 1, "text": "Hello.", "author": "Cleo Crane"},
            "ticket.transfer": {"ticket": 1} | TICKET["ticket.transfer"],
            "person.export": {"person": "Cleo Crane"},
            "person.approve-erasure": {"person": "Cleo Crane", "because": "x"},
            "person.erase": {"person": "Cleo Crane"},
            "policy.try": {"priority": "low", "customer": "Cleo Crane"},
            "ticket.list": {"filter": 'customer:"Cleo Crane"'}}.items():
        expect(desk.kind(method, params | quiet), "ambiguous", method)
    expect(desk.kind("person.add", {"role": "customer", "name": "X <cleo@acme.example>"}), "exists",
           "an address that somebody has")


def places(line, folder):
    """Where the files beside the store have a line, with what stands around it."""
    found = []
    for path in pathlib.Path(folder).glob("deeds.db*"):
        data, start = path.read_bytes(), 0
        while (start := data.find(line.encode(), start)) >= 0:
            page = data[start // 4096 * 4096:][:16].hex()
            found.append((path.name, len(data), start, page, data[start - 80:start + 80]))
            start += 1
    return found


def erasures(desk, folder):
    """A person, a staff member and the last administrator, erased or not."""
    quiet, erase = {"_meta": {"dialogue": False}}, "person.erase"
    for method in ("person.export", "person.approve-erasure", erase):
        params = OTHER.get(method, {}) | {"person": 99}
        expect(desk.kind(method, params), "not-found", f"{method} of nobody")
    desk.call("person.export", {"person": "me"})
    added = desk.call("person.add", {"role": "customer", "name": "Fay Fern <fay@fern.example>"})
    fay = added["result"]["person"]["number"]
    desk.call("ticket.new", {"customer": fay, "priority": "low", "subject": "Ferns"})
    desk.call("ticket.note", {"ticket": 2, "text": "Ask Fay Fern."})
    desk.call("ticket.receive", {"ticket": 2, "author": fay, "text": "Of me?"})
    desk.call("ticket.tag", {"ticket": 2, "tag": "fern"})
    exported = desk.call("person.export", {"person": fay})["result"]
    expect((len(exported["tickets"]), len(exported["written"])), (1, 1), "an export")
    expect(desk.kind(erase, {"person": fay}), "not-approved", "an erasure that nobody approved")
    approval = {"person": fay, "because": "she asked"}
    desk.call("person.approve-erasure", approval | {"dryRun": True})
    desk.call("person.approve-erasure", approval)
    desk.call("desk.backup", {"path": os.path.join(folder, "before.db")})
    expect(desk.kind("person.approve-erasure", approval), "unchanged", "approved twice")
    expect(desk.kind(erase, {"person": "Fay Fern", "idempotencyKey": "f"}), "bad-value", "a key")
    expect(desk.kind(erase, quiet | {"person": fay}), "missing-input", "unconfirmed")
    expect(desk.kind(erase, quiet | {"person": fay, "confirm": "0"}), "conflict", "another plan")
    trial = desk.call(erase, {"person": fay, "dryRun": True})["result"]
    params = {"person": fay, "confirm": trial["confirm"], "idempotencyKey": "f"}
    done = desk.call(erase, params)["result"]
    where = [place for line in done["remains"] for place in places(line, folder)]
    expect((done["remains"], where, len(done["mentions"]), len(done["tags"])), ([], [], 1, 1),
           "an erasure")
    again = desk.call(erase, params)["result"]
    expect(again["replayed"], True, "an erasure again")
    expect(desk.kind(erase, {"person": fay}), "unchanged", "erased twice")
    desk.call("person.approve-erasure", {"person": 1, "because": "x"})
    expect(desk.kind(erase, {"person": 1}), "needed", "the last administrator")
    desk.call("person.export", {"person": fay})


def calendars(desk):
    """What is wrong with a text is told by its line, and what has passed changes on somebody's word."""
    for method, params in (("calendar.new", {"calendar": "drafted"}), ("calendar.amend", {"calendar": "office"}),
                           ("policy.propose", {"because": "x"}), ("policy.apply", {"because": "x"})):
        expect(desk.kind(method, params | {"draft": "d999"}), "not-found", f"{method} of no draft")
    text = "zone Europe/London\nhours Mon-Fri 09:00-17:00\nclosed *-12-24 13:00-24:00 Eve"
    for method, params in (("calendar.check", {}), ("calendar.new", {"calendar": "new"}),
                           ("calendar.amend", {"calendar": "office"})):
        expect(desk.kind(method, params | {"text": "zone Nowhere"}), "bad-document", method)
        many = "\n".join(f"closed never {day}" for day in range(30))
        expect(desk.kind(method, params | {"text": many}), "bad-document", method)
        expect(desk.kind(method, params | {"file": "/nowhere"}), "bad-document", method)
    with tempfile.NamedTemporaryFile("w", suffix=".ics") as holidays:
        print("nonsense", file=holidays, flush=True)
        expect(desk.kind("calendar.check", {"text": f"{text}\nholidays {holidays.name}"}), "bad-document",
               "what is no iCalendar file")
    desk.call("calendar.check", {"text": text})
    expect(desk.call("calendar.check").get("result", {}).get("status"), "input_required", "no text")
    desk.call("calendar.new", {"calendar": "new", "text": text, "dryRun": True})
    expect(desk.kind("calendar.new", {"calendar": "office", "text": text}), "exists", "office")
    for method in ("calendar.show", "calendar.days", "calendar.amend"):
        expect(desk.kind(method, {"calendar": "nil", "text": text} if "amend" in method else
                         {"calendar": "nil"}), "not-found", method)
    expect(desk.kind("calendar.days", {"calendar": "office", "month": "May"}), "bad-value", "May")
    amend = {"calendar": "office", "text": text, "from": "2020-01-01", "because": "a day forgotten"}
    expect(desk.kind("calendar.amend", amend), "retroactive", "without a word")
    amend["retroactive"] = True
    plan = desk.call("calendar.amend", amend | {"dryRun": True})["result"]
    expect(desk.kind("calendar.amend", amend | {"confirm": "x", "_meta": {"dialogue": False}}),
           "conflict", "another plan")
    desk.call("calendar.amend", amend | {"confirm": plan["confirm"]})
    expect(desk.kind("calendar.amend", amend), "unchanged", "again")
    desk.call("calendar.show", {"calendar": "office"})


def policies(desk):
    """A policy is a text; who is opened from then on is promised what it says."""
    for method in ("policy.check", "policy.diff", "policy.propose", "policy.apply"):
        params = {"because": "x"} if method in ("policy.propose", "policy.apply") else {}
        expect(desk.kind(method, params | {"text": "policy x; zone UTC; 1 urgent respond 1d"}),
               "bad-document", method)
        expect(desk.kind(method, params | {"file": "/nowhere"}), "bad-document", method)
        if not params:
            desk.call(method, {"text": POLICY})
            expect(desk.call(method).get("result", {}).get("status"), "input_required", "no text")
    faster = {"text": POLICY.replace("15m", "10m next 5m"), "because": "it is faster"}
    expect(desk.kind("policy.apply", faster | {"because": "a\0b"}), "bad-text", "a reason")
    desk.call("policy.apply", faster | {"dryRun": True})
    desk.call("policy.apply", faster)
    expect(desk.kind("policy.apply", faster), "unchanged", "again")
    desk.call("policy.apply", faster | {"text": POLICY, "from": "2099-01-01"})
    desk.call("policy.show")
    rows = ("policy x; zone UTC; pause never; on-priority-change restart; 5 any tagged new for"
            " cleo@acme.example respond 15m next 5m resolve 2h update 1h; 10 any nothing")
    for method in ("policy.check", "policy.diff", "policy.apply"):
        params = {"proposed": True} | ({"because": "x"} if method == "policy.apply" else {})
        expect(desk.kind(method, params), "not-found", "nothing is proposed")
        expect(desk.kind(method, params | {"text": rows}), "bad-value", "either")
    expect(desk.kind("policy.show", {"version": 99}), "not-found", "no such version")
    tried = {"priority": "urgent", "tag": "new", "customer": "cleo@acme.example", "at": "2099-01-02 10:00"}
    desk.call("policy.try", tried)
    desk.call("policy.try", tried | {"text": rows})
    desk.call("policy.try", {"priority": "low", "text": "policy x; zone UTC; 1 any nothing"})
    for params, kind in (({"customer": "Nobody There"}, "not-found"), ({"customer": "Nobody"}, "not-found"),
                         ({"at": "2001-01-01"}, "bad-value"), ({"text": "policy"}, "bad-document"),
                         ({"text": "a\0b"}, "bad-text"), ({"file": "/nowhere"}, "bad-document")):
        expect(desk.kind("policy.try", {"priority": "urgent"} | params), kind, params)
    # A draft may have a reason, and nothing else may.
    expect(desk.call("policy.propose", {"text": rows})["result"]["status"], "input_required", "no reason")
    desk.call("policy.propose", {"text": rows, "because": "x", "dryRun": True})
    desk.call("policy.propose", {"text": rows, "because": "x"})
    expect(desk.kind("policy.propose", {"text": rows, "because": "x"}), "unchanged", "proposed twice")
    desk.call("policy.show")
    move = {"proposed": True, "because": "x", "to": "open"}
    expect(desk.kind("policy.apply", move | {"from": "2099-01-01"}), "bad-value", "to come")
    plan = desk.call("policy.apply", move | {"dryRun": True})["result"]
    expect(desk.kind("policy.apply", move | {"confirm": "x", "_meta": {"dialogue": False}}),
           "conflict", "another plan")
    moved = desk.call("policy.apply", move | {"confirm": plan["confirm"]})["result"]
    expect(moved["moved"] > 0, True, "what is open is moved")
    number = moved["changes"][0]["ticket"]
    desk.call("ticket.history", {"ticket": number})
    back = {"text": POLICY, "because": "x", "to": "open"}
    desk.call("policy.apply", back | {
        "confirm": desk.call("policy.apply", back | {"dryRun": True})["result"]["confirm"]})
    desk.call("ticket.set", {"ticket": number, "priority": "high", "because": "x"})


def alone(desk):
    """A call that names no session leaves nothing behind, and a trial changes nothing."""
    def line(text, **more):
        return desk.call("desk.execute", {"line": text} | more)

    def events():
        shown = desk.call("ticket.history", {"ticket": 2})["result"]["events"]
        return [event["kind"] for event in shown]

    line("show 2")
    expect(line("reply 2")["result"]["status"], "input_required", "a text is asked for")
    before = events()
    line("note 2 : internal, for the desk alone")
    expect(events(), before + ["noted"], "a line behind an unanswered question")
    expect(desk.kind("desk.execute", {"line": "note it : whose?"}), "no-focus", "it of no session")
    status = desk.call("ticket.show", {"ticket": 2})["result"]["status"]
    expect(line("resolve 2 : Done", dryRun=True)["result"]["data"]["status"], "dry-run", "a trial")
    expect(desk.call("ticket.show", {"ticket": 2})["result"]["status"], status, "after a trial")
    expect(line("list all", wdith=40)["error"]["code"], -32602, "a member that is not known")
    # No word of a text is a command's.
    for text in ("# Steps", "due:tomorrow priority:low list", "https://docs.example/edit#gid=0"):
        line(f"note 2 {text}")
        shown = desk.call("ticket.history", {"ticket": 2})["result"]["events"][-1]
        expect(shown.get("text"), text, "a text")


def wire(desk, document, folder):
    """The protocol's own methods."""
    desk.call("rpc.ping")
    desk.call("rpc.discover")
    expect(desk.kind("ticket.new", {"_meta": {"dialogue": False}}), "missing-input",
           "who takes no questions")
    session = {"session": "s"}
    for line in ("use 1", "show it", "list all", "reply it", "cancel", "bogus"):
        desk.call("desk.execute", session | {"line": line})
    desk.call("desk.cancel", session)
    desk.call("desk.parse", {"line": "take 1"})
    desk.call("desk.parse", {"line": ""})
    desk.call("desk.parse", {"line": "assign 1"})
    desk.call("desk.complete", {"line": "list priority:"})
    desk.call("desk.complete", {"line": "show "})
    desk.call("desk.execute", session | {"line": "assign 1"})
    expect(desk.kind("desk.execute", session | {"line": "Ben", "dryRun": True}), "open-question",
           "a term beside an answer")
    desk.call("desk.cancel", session)
    for line, kind in {"take 1 now": "extra-words", 'new for "x': "unfinished",
                       "zz": "unknown-verb", "a\a": "not-text", "show 1 --ticket 2": "repeated",
                       "take it": "no-focus", "set 1 hihg": "bad-value",
                       "list x:y": "unknown-field"}.items():
        for method in ("desk.execute", "desk.parse"):
            expect(desk.kind(method, {"line": line}), kind, f"{method} {line}")
    expect(desk.kind("desk.execute", {"line": "rpc"}), "not-here", "a word of the shell")
    editor = {"command": "desk.execute"}
    desk.call("workspace/executeCommand", editor | {"arguments": ["list"]})
    desk.call("workspace/executeCommand", editor | {"arguments": ["assign 1"]})
    desk.call("initialize", {"capabilities": {}})
    expect(desk.kind("initialize", {"capabilities": {}}), "wrong-state", "initialize twice")
    for method in ("initialized", "$/setTrace"):
        desk.call(method)
    path = os.path.join(folder, "copy.db")
    desk.call("desk.backup", {"path": path})
    expect(desk.kind("desk.backup", {"path": path}), "exists", "a backup over a file")
    expect(desk.kind("desk.backup", {"path": folder + "/none/x.db"}), "storage-failed", "nowhere")
    desk.call("desk.verify", {"anchor": "1:00"})
    desk.call("desk.doctor")
    desk.call("desk.tick")
    desk.call("shutdown")
    desk.call("exit")


def customers(desk, document):
    """Whatever staff alone may is refused to a customer, by the permission's name."""
    mine = desk.call("session.whoami")["result"]["permissions"]
    for name, method in document.methods.items():
        permission = method.get("x-permission")
        if permission and permission not in mine:
            params = {"ticket": 1} | TICKET[name] if name in TICKET else OTHER.get(name, {})
            if name == "desk.backup":
                params = {"path": "x"}
            expect(desk.kind(name, params), "forbidden", name)
    expect(desk.kind("ticket.new", OTHER["ticket.new"] | {"customer": "Dan Dole"}), "forbidden",
           "a ticket for somebody else")


def follows(desk, document):
    """Events of the journal: from a place on, of a ticket, and what there is not."""
    wanted = {"types": ["notice.withdrawn"], "ticket": 1}
    for number in range(32):
        desk.call("events.subscribe", wanted)
    expect(desk.kind("events.subscribe", wanted), "too-many-subscriptions", "one more")
    expect(desk.kind("events.unsubscribe", {"subscription": "sub-99"}), "unknown-subscription",
           "no subscription")
    expect(desk.call("events.unsubscribe", {"subscription": "sub-7"})["result"], None, "one")
    expect(desk.kind("events.subscribe", wanted | {"ticket": 99}), "not-found", "no ticket")
    expect(desk.kind("events.poll", {"since": 0, "ticket": 99}), "not-found", "no ticket")
    place, seen = 0, []
    while True:
        batch = desk.call("events.poll", {"since": place, "ticket": 1, "limit": 7})["result"]
        seen += [event["seq"] for event in batch["events"]]
        place = batch["seq"]
        if not batch["more"]:
            break
    history = desk.call("ticket.history", {"ticket": 1})["result"]["events"]
    expect(seen, sorted(event["sequence"] for event in history if "sequence" in event),
           "what a poll tells")
    expect(desk.call("events.poll", {"since": place + 5})["result"]["gap"],
           {"from": place + 1, "to": place + 5}, "what is gone")
    desk.call("events.unsubscribe", {"subscription": "sub-8"})
    gone = desk.call("events.subscribe", {"since": place + 5})["result"]
    expect(gone["gap"], {"from": place + 1, "to": place + 5}, "what is gone")
    expect(gone["seq"], place, "where it goes on")
    desk.call("ticket.note", {"ticket": 1, "text": "told"})
    desk.call("ticket.show", {"ticket": 1})
    expect([told["params"]["requestId"] for told in desk.told], [desk.id - 1], "its own echo")
    # A call that is answered again under its key caused nothing.
    told = desk.batch([("ticket.note", {"ticket": 1, "text": "x", "idempotencyKey": "echo"})] * 2)
    expect([one["params"]["requestId"] for one in told], ["call-1"], "whose echo it is")
    desk.call("desk.verify", {"_meta": {"progressToken": "t"}})
    for told in desk.told:
        FAULTS.extend(f"{told}: {fault}" for fault in document.judge_notification(told))
    # What only a replaced store, a long read or the end gives is as it is published.
    for method, params in (
            ("desk.event", {"subscription": "sub-1", "type": "events.gap", "from": 1, "to": 2}),
            ("desk.event", {"subscription": "sub-1", "type": "server.stopping"}),
            ("$/progress", {"token": 1, "value": {
                "kind": "report", "done": 1, "total": 2, "percentage": 50,
                "message": "1 of 2 facts"}})):
        told = {"method": method, "params": params}
        FAULTS.extend(f"{told}: {fault}" for fault in document.judge_notification(told))


def busy(desk, path):
    """Another program that holds the store's lock."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    # While a call waits it is told what is done, and it is given up.
    desk.process.stdin.write('{"jsonrpc":"2.0","id":"n","method":"ticket.note",'
                             '"params":{"ticket":1,"text":"x"}}\n')
    expect(desk.call("rpc.status")["result"].get("active"), "ticket.note", "what is done")
    desk.call("$/cancelRequest", {"id": "n"})
    expect(json.loads(desk.process.stdout.readline())["error"]["code"], -32800, "a cancelled call")
    expect(desk.kind("ticket.note", {"ticket": 1, "text": "x", "_meta": {"deadlineMs": 50}}),
           "cancelled", "a deadline")
    expect(desk.kind("ticket.note", {"ticket": 1, "text": "x"}), "storage-busy", "a lock")
    other.execute("ROLLBACK")
    other.close()


def imported(program, folder, records):
    """Tickets of another system: a name of theirs, and an answer that is inferred."""
    log, path = os.path.join(folder, "log.csv"), os.path.join(folder, "imported.db")
    with open(log, "w") as file:
        file.write("number,incident_state,active,caller_id,opened_at,sys_updated_at,category,"
                   "subcategory,u_symptom,priority,assigned_to\n")
        for state, at, agent in (("New", "2/3/2026 09:00", "?"),
                                 ("Active", "2/3/2026 09:30", "Resolver 1"),
                                 ("Awaiting User Info", "2/3/2026 10:00", "Resolver 1"),
                                 ("Active", "2/3/2026 11:00", "Resolver 1"),
                                 ("Resolved", "2/3/2026 12:00", "Resolver 1")):
            file.write(f"INC0000001,{state},true,Caller 1,2/3/2026 09:00,{at},Hardware,Screen,Dark,"
                       f"2 - High,{agent}\n")
    subprocess.run([program, "--db", path, "import", "servicenow", log], check=True,
                   capture_output=True)
    with Pipe(program, path, records) as desk:
        shown = desk.call("ticket.show", {"ticket": "INC0000001"})["result"]
        expect(shown["reference"], "INC0000001", "the other system's name")
        kinds = [event["kind"] for event in
                 desk.call("ticket.history", {"ticket": 1})["result"]["events"]]
        assert "responded" in kinds, kinds
        expect(desk.kind("ticket.reopen", {"ticket": 1}), "illegal-transition",
               "reopen, years later")
        for method in ("sla.why", "report.sla", "ticket.list"):
            desk.call(method, {"ticket": 1} if method == "sla.why" else {})


def long(program, folder, records):
    """A journal that is longer than an answer may be, and is had in parts."""
    log, path = os.path.join(folder, "long.csv"), os.path.join(folder, "long.db")
    with open(log, "w") as file:
        file.write("number,incident_state,active,caller_id,opened_at,sys_updated_at,category,"
                   "subcategory,u_symptom,priority,assigned_to\n")
        for number in range(24_000):
            file.write(f"INC{number:07},New,true,Caller 1,2/3/2026 09:00,2/3/2026 09:00,Hardware,"
                       "Screen,Dark,2 - High,?\n")
    subprocess.run([program, "--db", path, "import", "servicenow", log], check=True,
                   capture_output=True)
    with Pipe(program, path, records) as desk:
        expect(desk.kind("desk.export"), "too-long", "the whole journal")
        desk.call("desk.export", {"first": 1, "limit": 2})


def ahead(program, folder, records):
    """A journal that ran ahead of this machine's clock."""
    path, quiet = os.path.join(folder, "ahead.db"), {"_meta": {"dialogue": False}}
    for line in SET_UP:
        subprocess.run(["faketime", "-f", "+2d", program, "--db", path, "-c", line], check=True,
                       capture_output=True)
    with Pipe(program, path, records) as desk:
        expect(desk.kind("ticket.note", {"ticket": 1, "text": "x"}), "clock-suspect", "a note")
        expect(desk.kind("clock.accept", quiet), "missing-input", "a clock, unconfirmed")
        for params, kind in (({"because": ""}, "bad-value"), ({"confirm": "0"}, "conflict")):
            expect(desk.kind("clock.accept", quiet | params), kind, str(params))
        desk.call("clock.accept", {"because": "a battery", "dryRun": True})
        params = {"because": "a battery", "idempotencyKey": "k"}
        first, again = desk.call("clock.accept", params), desk.call("clock.accept", params)
        expect(again["result"], first["result"] | {"replayed": True}, "a clock again")


def damaged(program, path, folder, records):
    """A journal that somebody rewrote, and rows that are not its fold: more faults than are told."""
    other = sqlite3.connect(path, isolation_level=None)
    guards = other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in guards.fetchall():
        other.execute(f'DROP TRIGGER "{name}"')
    with Pipe(program, path, records) as desk:
        anchor = desk.call("audit.head")["result"]
        expect(anchor["anchor"], " ".join(str(anchor[part]) for part in ("store", "change", "hash")),
               "the anchor's parts")
        other.execute("UPDATE change SET method = 'ticket.note' WHERE sequence > 2")
        other.close()
        found = desk.call("desk.verify", {"anchor": anchor["anchor"]})["result"]
        assert not found["holds"] and found["untold"] and found["proven"] == 2, found
