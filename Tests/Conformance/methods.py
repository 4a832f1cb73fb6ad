"""Cases 99 to 122: typed methods, and the lines that stand for them."""
import json, re

from client import case, error, expect, request, table

SHOW = "ticket.show"
ADDRESS = "Cleo Roy"


def new(pipe, subject, **more):
    return pipe.result("ticket.new", customer=ADDRESS, priority="low", subject=subject, **more)


@case(99, "a ticket is shown as it is published")
def _(desk):
    with desk.start() as pipe:
        expect(pipe.result(SHOW, ticket=1), {"number": 1, "revision": 3, "status": "open"})
        expect(pipe.result(SHOW, ticket=2), {"number": 2, "revision": 9, "status": "closed"})
        expect(pipe.result(SHOW, ticket="#1"), {"number": 1})


@case(100, "a typed method takes no array, and names its parameters")
def _(desk):
    with desk.start() as pipe:
        fault = pipe.answer(SHOW, [1])["error"]
        expect(fault, {"code": -32602, "data": {"pointer": "", "expected": ["ticket", "asOf", "knownAt"]}})
        assert "ticket" in fault["data"]["hint"], fault


@case(103, "a line that is no text is told what would be")
def _(desk):
    with desk.start() as pipe:
        for wrong, got in ((3, "integer"), (["list"], "array"), (None, "null")):
            for method in ("desk.execute", "desk.parse", "desk.complete"):
                expect(pipe.error(method, line=wrong), {"code": -32602, "data": {
                    "kind": "bad-value", "pointer": "/line", "expected": ["string"], "got": got}})


@case(102, "who takes no questions is told what is missing")
def _(desk):
    with desk.start() as pipe:
        expect(pipe.error(SHOW, _meta={"dialogue": False}), {
            "code": -32602, "data": {"kind": "missing-input", "pointer": "/ticket",
                                     "inputs": {"ticket": {"schema": {}}}}})
        expect(pipe.error(SHOW, _meta={"dialogue": 1}), {
            "code": -32602, "data": {"pointer": "/_meta/dialogue", "got": "integer"}})
        expect(pipe.error(SHOW, _meta=1), {"code": -32602, "data": {"pointer": "/_meta"}})


table(103, (request(SHOW, {"ticket": True}),
            error(-32602, 1, "bad-value", pointer="/ticket", got="boolean",
                  expected=lambda words: len(words) > 0)))
table(104, (request(SHOW, {"Ticket": 1}),
            error(-32602, 1, "unknown-field", pointer="/Ticket", didYouMean=["ticket"])),
      (request(SHOW, {"a/b~": 1}), error(-32602, 1, "unknown-field", pointer="/a~1b~0")),
      (request(SHOW, '{"ticket":1,"ticket":2}'), error(-32602, 1, "repeated", pointer="/ticket")))
table(105, (request(SHOW, {"ticket": 999}), error(4001, 1, "not-found", retryable=False)))


@case(107, "a stale revision is a conflict, and nothing is changed")
def _(desk):
    with desk.start() as pipe:
        before = pipe.result(SHOW, ticket=1)
        fault = pipe.error("ticket.set", ticket=1, priority="urgent", ifRevision=2)
        expect(fault, {"code": 4001, "data": {"kind": "conflict", "actual": 3, "effect": "none"}})
        assert pipe.result(SHOW, ticket=1)["revision"] == before["revision"]


@case(108, "the right revision is one more afterwards, with the events that it is recorded as")
def _(desk):
    with desk.start() as pipe:
        expect(pipe.result("ticket.set", ticket=1, priority="urgent", ifRevision=3), {
            "ticket": {"revision": 4, "priority": "urgent"},
            "events": lambda events: len(events) == 1})


@case(110, "the same call under one key is carried out once")
def _(desk):
    with desk.start() as pipe:
        first = new(pipe, "a", idempotencyKey="k")
        again = new(pipe, "a", idempotencyKey="k")
        expect(again, {"ticket": {"number": first["ticket"]["number"]},
                       "events": first["events"], "replayed": True})
        assert "replayed" not in first, first
        expect(pipe.error(SHOW, ticket=4), {"data": {"kind": "not-found"}})


@case(111, "another call under a used key is refused")
def _(desk):
    with desk.start() as pipe:
        new(pipe, "a", idempotencyKey="k")
        fault = pipe.error("ticket.new", customer=ADDRESS, priority="low", subject="b",
                           idempotencyKey="k")
        expect(fault, {"code": 4001, "data": {"kind": "idempotency-mismatch"}})
        fault = pipe.error("ticket.new", customer=ADDRESS, priority="low", subject="b",
                           idempotencyKey="k" * 129)
        expect(fault, {"code": -32602, "data": {"pointer": "/idempotencyKey"}})


@case(115, "a reply to a closed ticket names what is allowed")
def _(desk):
    with desk.start() as pipe:
        fault = pipe.error("ticket.reply", ticket=2, text="Hello?")
        expect(fault, {"code": 4001, "data": {"kind": "illegal-transition"}})
        assert any(fault["data"].get(name) for name in ("expected", "allowed", "hint")), fault


@case(116, "a walk through a list gives each ticket once")
def _(desk):
    with desk.start() as pipe:
        for number in range(5):
            new(pipe, f"ticket {number}")
        seen, more = [], {}
        while True:
            page = pipe.result("ticket.list", filter="all", limit=2, **more)
            assert len(page["items"]) <= 2
            seen += [item["number"] for item in page["items"]]
            if "nextCursor" not in page:
                break
            assert len(page["items"]) == 2
            more = {"cursor": page["nextCursor"]}
        assert sorted(seen) == list(range(1, 8)), seen


table(117, (request("ticket.list", {"cursor": "garbage"}),
            error(-32602, 1, "invalid-cursor", pointer="/cursor")))


@case(117, "a place that is nearly one of the list's is none")
def _(desk):
    with desk.start() as pipe:
        place = pipe.result("ticket.list", filter="all", limit=1)["nextCursor"]
        due, number, mark = place.split(".")
        pipe.result("ticket.list", filter="all", cursor=place)
        for wrong in (f"{due}..{number}.{mark}", f".{place}", f"{place}.", f"{due}.0.{mark}",
                      f"{due}.-1.{mark}", f"{due}.{number}.{mark}x", f"{due}.{number}",
                      f"x.{number}.{mark}",
                      f".{number}.{mark}"):
            expect(pipe.error("ticket.list", filter="all", cursor=wrong),
                   {"code": -32602, "data": {"kind": "invalid-cursor", "pointer": "/cursor"}})
        expect(pipe.error("ticket.list", filter="mine", cursor=place),
               {"data": {"kind": "invalid-cursor"}})


@case(118, "the count is of all, not of the page")
def _(desk):
    with desk.start() as pipe:
        for number in range(5):
            new(pipe, f"ticket {number}")
        expect(pipe.result("ticket.list", filter="all", limit=2, count=True), {"total": 7})


@case(119, "a line gives what the typed method gives, and what the prompt shows")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe:
        typed = pipe.result(SHOW, ticket=1)
        spoken = pipe.result("desk.execute", line="show 1")
        expect(spoken, {"status": "done", "warnings": [],
                        "command": {"method": SHOW, "params": {"ticket": 1}}})
        assert steady(spoken["data"]) == steady(typed), spoken
        shown = desk.line("show 1", path)
        assert steady(spoken["text"]) == steady(shown.rstrip("\n")), (spoken["text"], shown)


@case(119, "the terms of a write may stand beside the line")
def _(desk):
    with desk.start() as pipe:
        dry = pipe.result("desk.execute", line="tag 1 new", dryRun=True)
        expect(dry, {"data": {"status": "dry-run", "would": [{}]}})
        expect(pipe.result(SHOW, ticket=1), {"revision": 3})
        expect(pipe.error("desk.execute", line="tag 1 new", ifRevision=2),
               {"code": 4001, "data": {"kind": "conflict"}})
        expect(pipe.error("desk.execute", line="show 1", dryRun=True),
               {"code": -32602, "data": {"kind": "unknown-field", "pointer": "/dryRun"}})
        expect(pipe.result("desk.execute", line="tag 1 new", ifRevision=3, idempotencyKey="k"),
               {"data": {"ticket": {"revision": 4}}})
        expect(pipe.result("desk.execute", line="tag 1 new", ifRevision=3, idempotencyKey="k"),
               {"data": {"replayed": True}})


table(119, (request("desk.execute", {"line": "show 1", "wdith": 40}),
            error(-32602, 1, "unknown-field", pointer="/wdith", didYouMean=["width"])),
      (request("desk.execute", {"line": "show 1", "width": "40"}),
       error(-32602, 1, "bad-value", pointer="/width", got="string")),
      (request("desk.execute", {"line": "show 1", "width": 19}),
       error(-32602, 1, "bad-value", pointer="/width")),
      (request("desk.execute", {"line": "tag 1 x", "dryRun": "yes"}),
       error(-32602, 1, "bad-value", pointer="/dryRun", got="string")),
      (request("desk.execute", {"line": "tag 1 x", "ifRevision": 0}),
       error(-32602, 1, "bad-value", pointer="/ifRevision")),
      (request("desk.execute", {}), error(-32602, 1, "missing-input", pointer="/line")),
      (request("desk.execute"), error(-32602, 1, "missing-input", pointer="/line")),
      (request("desk.execute", {"line": 5}),
       error(-32602, 1, "bad-value", pointer="/line", got="integer")))

table(120, (request("desk.execute", {"line": "shwo 1"}),
            error(4000, 1, "unknown-verb", span={"start": 0, "end": 4},
                  didYouMean=lambda words: "show" in words)),
      (request("desk.parse", {"line": "shwo 1"}),
       error(4000, 1, "unknown-verb", span={"start": 0, "end": 4})))


@case(120, "a line that says nothing is carried out, and means nothing")
def _(desk):
    with desk.start() as pipe:
        for line in ("", "  "):
            expect(pipe.result("desk.execute", line=line), {"status": "done", "text": ""})
            expect(pipe.result("desk.parse", line=line), {"status": "empty"})
            expect(pipe.result("desk.complete", line=line), {"start": len(line)})


# Instants, lengths of time as people read them, and digests.
CHANGING = re.compile(r"""
    \d{4}-\d\d-\d\d[T ][\d:.]+Z? | \b\d\d:\d\d(?::\d\d)?\b | \d+\ ?[smhd]\b(?:\ \d+\ ?[smhd]\b)*
    | \b[0-9a-f]{12,}""", re.VERBOSE)


def steady(value):
    """The same without instants and what is left of time, which differ between two calls."""
    if isinstance(value, dict):
        return {name: 0 if name.endswith("Ms") else steady(part) for name, part in value.items()}
    if isinstance(value, list):
        return [steady(part) for part in value]
    if isinstance(value, str):
        return CHANGING.sub("…", value)
    return value


def examples(desk):
    """The lines of the list's examples, with their methods."""
    return [(method["name"], example["line"]) for method in desk.document["methods"]
            for example in method.get("x-lines", [])]


@case(121, "each example's typed call does what its line does")
def _(desk):
    lines = examples(desk)
    assert lines, "no method has an example"
    for method, line in lines:
        with desk.start() as one, desk.start() as other:
            parsed = one.answer("desk.parse", {"line": line})
            spoken = one.answer("desk.execute", {"line": line})
            if "error" in parsed:
                assert spoken["error"]["data"]["kind"] == parsed["error"]["data"]["kind"], line
                continue
            assert parsed["result"]["command"]["method"] == method, (line, parsed)
            call = parsed["result"]["command"]
            typed = other.answer(call["method"], call["params"])
            if "error" in typed:
                kinds = [answer["error"]["data"]["kind"] for answer in (typed, spoken)]
                assert kinds[0] == kinds[1], (line, kinds)
            elif typed["result"].get("status") == "input_required":
                assert spoken["result"]["inputs"] == typed["result"]["inputs"], line
            else:
                assert spoken["result"]["command"] == call, (line, spoken)
                given = [steady(typed["result"]), steady(spoken["result"]["data"])]
                assert given[0] == given[1], (line, given)


@case(122, "completion offers what there is of the kind that stands there")
def _(desk):
    path = desk.store()
    desk.line("add customer Cleo Roy <roy@example.net>", path)
    with desk.start(path) as pipe:
        for line, start, wanted in [
                ("show ", 5, {"1": "Printer on fire"}), ("assign 1 to a", 12, {"ana": "Ana Lima"}),
                ("new for cl", 8, {"cleo@example.org": "Cleo Roy"}),
                ("list customer:c", 14, {"cleo@example.org": "Cleo Roy"}),
                ("untag 2 m", 8, {"mobile": None}), ("list tag:g", 9, {"gateway": None}),
                ("help ex", 5, {"exit-codes": None})]:
            found = pipe.result("desk.complete", line=line)
            assert found["start"] == start, (line, found)
            labels = {one["value"]: one.get("label") for one in found["candidates"]}
            for value, label in wanted.items():
                assert value in labels and label in (None, labels[value]), (line, found)
        found = pipe.result("desk.complete", line="help f")
        assert {one["value"]: one["label"] for one in found["candidates"]}.items() >= {
            "filters": "Which tickets a list shows.", "files": "Where desk keeps what it keeps.",
        }.items(), found
        topics = {one["value"]: one["label"] for one in
                  pipe.result("desk.complete", line="help ")["candidates"]}
        assert topics.items() >= {
            "exit-codes": "What the exit status tells.", "errors": "Every kind of error.",
            "environment": "The variables that desk reads.",
            "keys": "What the keys do at the prompt."}.items(), topics
        # Nobody's customers are told to whoever types nothing.
        found = pipe.result("desk.complete", line="new for ")
        assert not any("@" in one["value"] for one in found["candidates"]), found


@case(122, "completion is never an error")
def _(desk):
    with desk.start() as pipe:
        for line in ["assign 1 to Ana", "new for Cleo Roy high : Größe 😀", "show 1 \"x", "--", ":"] + [
                line for _, line in examples(desk)]:
            size = len(line.encode())
            for cursor in range(size + 2):
                found = pipe.result("desk.complete", line=line, cursor=cursor)
                assert 0 <= found["start"] <= size and len(found["candidates"]) <= 100, found
        # A blank in an open quotation begins no other term.
        expect(pipe.result("desk.complete", line='list tag:"a b'), {"candidates": []})
        expect(pipe.result("desk.complete", line='list tag:"a" b'),
               {"candidates": lambda all: "breached" in [one["value"] for one in all]})
        expect(pipe.result("desk.complete", line="sho"),
               {"start": 0, "candidates": lambda all: "show" in [one["value"] for one in all]})
