"""Cases 132 to 134: what is done while a call waits or runs, and what is given up."""
import contextlib, json, sqlite3, time

from client import PING, case, expect, pong, request

SOON = 2


@contextlib.contextmanager
def held(path):
    """Holds the lock that every write of the desk waits for, so that a write is a slow call."""
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        store.execute("ROLLBACK")
        store.close()


def notes(path):
    with sqlite3.connect(path) as store:
        count = store.execute("SELECT count(*) FROM event WHERE kind = 'noted'").fetchone()[0]
    store.close()
    return count


def note(id, **meta):
    return request("ticket.note", {"ticket": 1, "text": "n"} | ({"_meta": meta} if meta else {}), id) + "\n"


def cancel(id):
    return json.dumps({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": id}}) + "\n"


def answers(pipe, count):
    return [json.loads(pipe.line()) for _ in range(count)]


@case(132, "a call that runs and one that waits are cancelled, each answered once and in order")
def _(desk):
    path = desk.store()
    before = notes(path)
    with desk.start(path) as pipe:
        pipe.result("ticket.show", ticket=1)
        with held(path):
            # Ids are told apart by their type.
            pipe.send(note(1) + note("1") + note(2) + note(3))
            began = time.monotonic()
            pipe.send(cancel("1") + cancel(2) + cancel(1))
            first, second, third = answers(pipe, 3)
            assert time.monotonic() - began < SOON, "a call that was cancelled waited"
            for answer, id in ((first, 1), (second, "1"), (third, 2)):
                expect(answer, {"id": id, "error": {"code": -32800, "data": {
                    "kind": "cancelled", "effect": "none", "retryable": False}}})
                if desk.schemas:
                    desk.schemas.check("ticket.note", answer)
        expect(answers(pipe, 1)[0], {"id": 3, "result": {}})
        pipe.end()
    assert notes(path) == before + 1, notes(path)


@case(132, "a long read is cancelled while it runs, and changes nothing that comes behind it")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe:
        # Each of them takes as long as its machine wants; some are cancelled before they begin.
        for id in range(200):
            pipe.send(request("desk.verify", {}, id) + "\n" + cancel(id))
        for id, answer in enumerate(answers(pipe, 200)):
            assert answer["id"] == id, answer
            if "error" in answer:
                expect(answer, {"error": {"code": -32800}})
            else:
                expect(answer, {"result": {"holds": True}})
        assert pipe.result("desk.verify")["holds"]
        pipe.end()


@case(133, "the id of no call, and of one that is answered, is passed over")
def _(desk):
    with desk.start() as pipe:
        pipe.send(note(1))
        expect(answers(pipe, 1)[0], {"id": 1, "result": {}})
        pipe.send(cancel(1) + cancel(99) + cancel("x") + note(1))
        expect(answers(pipe, 1)[0], {"id": 1, "result": {}})
        assert pipe.answer("$/cancelRequest", {"id": 5})["result"] is None
        pipe.end()


@case(134, "ping and status are answered while a call runs, and behind quick calls in their turn")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe:
        pipe.result("ticket.show", ticket=1)
        pipe.send(note(1) + PING + "\n" + note(2))
        expect(answers(pipe, 3), [{"id": 1, "result": {}}, pong("z"), {"id": 2, "result": {}}])
        with held(path):
            pipe.send(note(1) + note(2) + PING + "\n" + note(3))
            expect(answers(pipe, 1)[0], pong("z"))
            status = pipe.result("rpc.status")
            expect(status, {"active": "ticket.note", "queued": 2, "unreadBytes": 0, "limits": {"calls": 256}})
        expect(answers(pipe, 3), [{"id": id, "result": {}} for id in (1, 2, 3)])
        assert "active" not in pipe.result("rpc.status")
        pipe.end()


@case(134, "an answer is written when it is made, and not when all are")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe:
        pipe.result("ticket.show", ticket=1)
        pipe.send("".join(note(id) for id in range(200)))
        expect(answers(pipe, 1)[0], {"id": 0, "result": {}})
        pipe.send(request("rpc.status", None, "s") + "\n")
        before = 0
        while (answer := answers(pipe, 1)[0])["id"] != "s":
            before += 1
        assert answer["result"]["queued"] >= 190 - before, (answer, before)
        expect(answers(pipe, 199 - before), [{"result": {}}] * (199 - before))
        pipe.end()


@case(132, "a call is given up at its deadline, and one without a good one is refused")
def _(desk):
    path = desk.store()
    before = notes(path)
    with desk.start(path) as pipe:
        pipe.result("ticket.show", ticket=1)
        with held(path):
            began = time.monotonic()
            pipe.send(note(1, deadlineMs=100))
            expect(answers(pipe, 1)[0], {"id": 1, "error": {"code": -32800, "data": {
                "kind": "cancelled", "reason": "deadline", "effect": "none"}}})
            assert 0.1 <= time.monotonic() - began < SOON, time.monotonic() - began
        for wrong in (0, -1, 1.5, "1", None, 86_400_001):
            expect(pipe.error("ticket.note", ticket=1, text="n", _meta={"deadlineMs": wrong}),
                   {"code": -32602, "data": {"kind": "bad-value", "pointer": "/_meta/deadlineMs"}})
        expect(pipe.result("ticket.note", ticket=1, text="n", _meta={"deadlineMs": 60_000}), {})
        pipe.end()
    assert notes(path) == before + 1, notes(path)


@case(132, "what is behind a shutdown is never before it")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe:
        pipe.result("ticket.show", ticket=1)
        with held(path):
            pipe.send(note(1) + request("shutdown", None, 2) + "\n" + PING + "\n")
            time.sleep(0.2)
        expect(answers(pipe, 3), [{"id": 1, "result": {}}, {"id": 2, "result": None},
                                  {"id": "z", "error": {"code": -32600}}])
        pipe.end()
