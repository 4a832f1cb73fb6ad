"""Cases 123 to 131: what is missing is asked for, and the repeated call is the whole state."""
from client import case, expect

PRIORITIES = ["urgent", "high", "medium", "low"]
NEW = {"customer": "Cleo Roy", "subject": "printer"}


@case(123, "a call that lacks values is asked for them")
def _(desk):
    with desk.start() as pipe:
        expect(pipe.result("ticket.new", **NEW), {
            "status": "input_required", "command": {"method": "ticket.new"},
            "inputs": {"priority": {"schema": {"enum": PRIORITIES}, "message": "Which priority?",
                                    "why": lambda why: bool(why)}}})


@case(123, "a value that a slot cannot take is asked for again, with what was wrong")
def _(desk):
    with desk.start() as pipe:
        expect(pipe.result("ticket.new", **NEW, priority="hihg"), {
            "status": "input_required",
            "inputs": {"priority": {"error": lambda error: "hihg" in error}}})
        expect(pipe.error("ticket.new", **NEW, priority=3),
               {"code": -32602, "data": {"pointer": "/priority", "got": "integer"}})


@case(124, "the call repeated with the values is carried out once")
def _(desk):
    with desk.start() as pipe:
        asked = pipe.result("ticket.new", **NEW)
        done = pipe.result("ticket.new", **asked["command"]["params"], priority="high")
        expect(done, {"ticket": {"number": 3, "priority": "high"}})
        expect(pipe.error("ticket.show", ticket=4), {"data": {"kind": "not-found"}})


@case(129, "who takes no questions gets the inputs with the error, in a call and in a line")
def _(desk):
    inputs = {"kind": "missing-input", "pointer": "/priority",
              "inputs": {"priority": {"schema": {"enum": PRIORITIES}}}}
    meta = {"dialogue": False}
    with desk.start() as pipe:
        expect(pipe.error("ticket.new", **NEW, _meta=meta), {"code": -32602, "data": inputs})
        line = "new for Cleo Roy : printer"
        expect(pipe.error("desk.execute", line=line, _meta=meta), {"code": 4000, "data": inputs})
        expect(pipe.error("desk.parse", line=line, _meta=meta), {"code": 4000, "data": inputs})
        expect(pipe.error("desk.execute", line=line, session="s", _meta=meta), {"data": inputs})
        expect(pipe.result("desk.execute", line="show 1", session="s"), {"data": {"number": 1}})
        wrong = pipe.error("ticket.new", **NEW, priority="hihg", _meta=meta)
        expect(wrong, {"code": -32602, "data": {"kind": "bad-value", "didYouMean": ["high"],
                                                "inputs": {"priority": {}}}})
        expect(pipe.error("ticket.show", ticket=3), {"data": {"kind": "not-found"}})


@case(130, "taking another's ticket is confirmed by the digest of the plan")
def _(desk):
    path = desk.store()
    desk.line("assign 1 to Ana", path)
    with desk.start(path) as pipe:
        before = pipe.result("ticket.show", ticket=1)
        asked = pipe.result("ticket.steal", ticket=1)
        slot = asked["inputs"]["confirm"]
        plan = slot["schema"]["enum"][0]
        assert len(plan) == 12 and set(plan) <= set("0123456789abcdef"), plan
        expect(asked, {"status": "input_required",
                       "inputs": {"confirm": {"message": lambda text: "Ana" in text}}})
        again = pipe.result("ticket.steal", ticket=1, confirm="yes")
        expect(again, {"status": "input_required", "inputs": {"confirm": {"error": lambda _: True}}})
        assert pipe.result("ticket.show", ticket=1)["revision"] == before["revision"]
        expect(pipe.error("ticket.steal", ticket=1, _meta={"dialogue": False}), {
            "code": -32602, "data": {"pointer": "/confirm", "inputs": {"confirm": {}}}})
        done = pipe.result("ticket.steal", ticket=1, confirm=plan)
        expect(done, {"ticket": {"revision": before["revision"] + 1}})


@case(131, "in a session the next line is the answer")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe:
        line = dict(line="new for me : printer", session="s")
        expect(pipe.result("desk.execute", **line), {
            "status": "input_required", "inputs": {"priority": {}},
            "text": lambda text: text.endswith("Which priority?")})
        expect(pipe.result("desk.execute", line="high", session="s"), {
            "status": "done", "data": {"ticket": {"subject": "printer", "priority": "high"}},
            "command": {"method": "ticket.new", "params": {"priority": "high"}}})


@case(131, "what was asked can be given up, and a line without a session answers nothing")
def _(desk):
    with desk.start() as pipe:
        pipe.result("desk.execute", line="new for me : printer", session="s")
        expect(pipe.error("desk.execute", line="high"), {"code": 4000})
        expect(pipe.error("desk.execute", line="high", session="t"), {"code": 4000})
        expect(pipe.result("desk.cancel", session="s"), {"status": "done"})
        expect(pipe.error("desk.execute", line="high", session="s"), {"code": 4000})
        expect(pipe.error("desk.cancel"),
               {"code": -32602, "data": {"kind": "missing-input", "pointer": "/session"}})


@case(131, "who takes no questions closes none that was open, and quit ends the session")
def _(desk):
    with desk.start() as pipe:
        pipe.result("desk.execute", line="new for me : printer", session="s")
        expect(pipe.error("desk.execute", line="reply 1 : hello", session="s",
                          _meta={"dialogue": False}),
               {"code": 4000, "data": {"kind": "open-question", "text": lambda text: bool(text)}})
        expect(pipe.result("desk.execute", line="high", session="s"), {
            "status": "done", "data": {"ticket": {"subject": "printer"}}})
        expect(pipe.result("desk.execute", line="quit", session="s"), {"data": {"ended": True}})
        expect(pipe.error("desk.execute", line="show it", session="s"),
               {"data": {"kind": "no-focus"}})


@case(131, "a text of a call that is given up is a draft, and a draft is sent once")
def _(desk):
    with desk.start() as pipe:
        pipe.result("desk.execute", line="reply : kept", session="s")
        expect(pipe.result("desk.cancel", session="s"),
               {"data": {"cancelled": True, "draft": "d1"}})
        expect(pipe.result("desk.cancel", session="s"), {"data": {"cancelled": False}})
        call = dict(ticket=1, draft="d1")
        expect(pipe.result("desk.parse", line="reply 1 --draft d1"), {
            "command": {"method": "ticket.reply", "params": call}})
        expect(pipe.result("ticket.reply", **call, dryRun=True), {"status": "dry-run"})
        expect(pipe.error("ticket.note", **call), {"data": {"kind": "bad-value", "pointer": "/draft"}})
        expect(pipe.error("ticket.reply", **call, text="x"),
               {"data": {"kind": "bad-value", "pointer": "/draft"}})
        first = pipe.result("ticket.reply", **call, idempotencyKey="k")
        expect(pipe.result("ticket.reply", **call, idempotencyKey="k"),
               {"ticket": {"revision": first["ticket"]["revision"]}})
        expect(pipe.error("ticket.reply", **call), {"data": {"kind": "not-found"}})
