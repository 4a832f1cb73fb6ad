"""Cases 136 to 141: what a program is told that follows the journal."""
import contextlib, json, signal, socket, sqlite3, subprocess, time

from client import PING, case, error, expect, pong, request


def note(id, ticket=1):
    return request("ticket.note", {"ticket": ticket, "text": "n"}, id) + "\n"


def told(pipe, count):
    return [json.loads(pipe.line()) for _ in range(count)]


def settled(pipe):
    """Nothing is told before the answer to a ping."""
    pipe.send(request("rpc.ping", id="settled") + "\n")
    expect(json.loads(pipe.line()), pong("settled"))


@case(136, "without a subscription nothing is told")
def _(desk):
    with desk.start() as pipe:
        pipe.send(note(1))
        expect(told(pipe, 1)[0], {"id": 1, "result": {}})
        time.sleep(0.5)
        settled(pipe)
        pipe.end()


@case(137, "the answer comes first, then the event it caused, which knows the call")
def _(desk):
    with desk.start() as pipe:
        made = pipe.result("events.subscribe")
        pipe.send(note("mine"))
        answer, event = told(pipe, 2)
        expect(answer, {"id": "mine", "result": {}})
        expect(event, {"method": "desk.event", "params": {
            "subscription": made["subscription"], "seq": answer["result"]["events"][0],
            "type": "ticket.noted", "ticket": 1, "revision": answer["result"]["ticket"]["revision"],
            "requestId": "mine", "data": {"kind": "noted"}, "origin": {"method": "ticket.note"}}})
        assert "id" not in event
        # Many at once: each answer, then its event.
        pipe.send("".join(note(id) for id in range(50)))
        place = 0
        for id in range(50):
            answer, event = told(pipe, 2)
            assert answer["id"] == id and event["params"]["requestId"] == id, (answer, event)
            assert event["params"]["seq"] > place, event
            place = event["params"]["seq"]
        pipe.end()


@case(137, "what others do is told within a second, by type, ticket and place")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe:
        begin = pipe.result("events.subscribe", types=["ticket.replied", "sla.*"], ticket=1)["seq"]
        began = time.monotonic()
        for line in ("note 1 : no", "reply 1 : yes"):
            subprocess.run([desk.program, "--db", path, "-c", line], check=True, capture_output=True)
        event = told(pipe, 1)[0]["params"]
        assert event["type"] == "ticket.replied" and event["data"]["text"] == "yes", event
        assert "requestId" not in event, event
        assert time.monotonic() - began < 2, "it took too long"
        # From an earlier place on, by another subscription, the same and what was left out.
        pipe.send(request("events.subscribe", {"since": begin}, "again") + "\n")
        answer, first, second = told(pipe, 3)
        expect(answer, {"id": "again", "result": {"seq": begin}})
        assert [first["params"]["type"], second["params"]["type"]] == [
            "ticket.noted", "ticket.replied"], (first, second)
        assert second["params"]["seq"] == event["seq"]
        pipe.end()


@case(138, "behind the end of a subscription nothing is told")
def _(desk):
    with desk.start() as pipe:
        made = pipe.result("events.subscribe")
        assert pipe.result("events.unsubscribe", subscription=made["subscription"]) is None
        pipe.send(note(1))
        told(pipe, 1)
        time.sleep(0.5)
        settled(pipe)
        pipe.end()


@case(140, "a poll waits for the first event while other calls are answered")
def _(desk):
    with desk.start() as pipe:
        place = pipe.result("events.poll", since=0, limit=500)["seq"]
        began = time.monotonic()
        pipe.send(request("events.poll", {"since": place, "waitMs": 1000}, "slow") + "\n")
        settled(pipe)
        assert time.monotonic() - began < 0.9, "a poll held the others up"
        empty = told(pipe, 1)[0]
        expect(empty, {"id": "slow", "result": {"events": [], "seq": place, "more": False}})
        assert 0.9 < time.monotonic() - began < 2, time.monotonic() - began
        pipe.send(request("events.poll", {"since": place, "waitMs": 30000}, "two") + "\n" + note(3))
        answers = {answer["id"]: answer for answer in told(pipe, 2)}
        expect(answers["two"]["result"]["events"][0], {"type": "ticket.noted"})
        # One that is given up is answered as such, and in a batch none waits.
        last = answers["two"]["result"]["seq"]
        pipe.send(request("events.poll", {"since": last, "waitMs": 30000}, "given up") + "\n")
        settled(pipe)
        pipe.send(json.dumps({"jsonrpc": "2.0", "method": "$/cancelRequest",
                              "params": {"id": "given up"}}) + "\n")
        expect(told(pipe, 1)[0], {"id": "given up", "error": {"code": -32800}})
        began = time.monotonic()
        pipe.send("[" + request("events.poll", {"since": last, "waitMs": 30000}, "batch") + "]\n")
        expect(told(pipe, 1)[0][0], {"id": "batch", "result": {"events": []}})
        assert time.monotonic() - began < 5, "a batch waited"
        # At the end of the input nobody waits any longer, and everything is answered.
        pipe.send(request("events.poll", {"since": last, "waitMs": 30000}, "end") + "\n")
        pipe.process.stdin.close()
        expect(told(pipe, 1)[0], {"id": "end", "result": {"events": []}})
        assert pipe.process.wait(5) == 0


@case(141, "what falls due is told once, by the clock's own time")
def _(desk):
    path = desk.store()
    # An hour is a second: the first response of ticket 1 is due within some of them.
    with desk.start(path, under=["faketime", "-f", "+0 x3600"]) as pipe:
        pipe.result("events.subscribe", types=["sla.*"])
        pipe.send(request("ticket.new", {
            "customer": "Cleo Crane <cleo@acme.example>", "priority": "high",
            "subject": "Late"}, 1) + "\n")
        answer = told(pipe, 1)[0]
        number = answer["result"]["ticket"]["number"]
        events = []
        while len(events) < 2:
            event = told(pipe, 1)[0]["params"]
            if event["ticket"] == number and event["data"]["clock"] == "response":
                events.append((event["type"], event["data"]["thresholdPercent"]))
        assert events == [("sla.warning", 75), ("sla.breached", 100)], events
        pipe.end()


@case(137, "a client that does not read is told every event when it does, each once")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe:
        begin = pipe.result("events.subscribe")["seq"]
        with desk.start(path) as other:
            for id in range(1500):
                other.send(request("ticket.note", {"ticket": 1, "text": "x" * 2000}, id) + "\n")
            for id in range(1500):
                assert "result" in json.loads(other.line())
            other.end()
        places = [event["params"]["seq"] for event in told(pipe, 1500)]
        assert places == list(range(begin + 1, begin + 1501)), places[:5]
        settled(pipe)
        pipe.end()


@case(140, "a poll that waits does not crawl through what is there already")
def _(desk):
    with desk.start() as pipe:
        for id in range(300):
            pipe.send(note(id))
        told(pipe, 300)
        began, place, more = time.monotonic(), 0, True
        while more:
            batch = pipe.result(
                "events.poll", since=place, types=["sla.*"], limit=10, waitMs=500)
            place, more = batch["seq"], batch["more"]
        assert 0.4 < time.monotonic() - began < 3, time.monotonic() - began
        pipe.end()


@case(140, "a shutdown that is refused leaves what is urgent urgent")
def _(desk):
    with desk.start() as pipe:
        place = pipe.result("events.poll", since=0, limit=500)["seq"]
        pipe.send(request("events.poll", {"since": place, "waitMs": 20000}, "slow") + "\n")
        assert "_meta" in pipe.error("shutdown", _meta={"deadlineMs": "soon"})["message"]
        began = time.monotonic()
        pipe.send(json.dumps({"jsonrpc": "2.0", "method": "$/cancelRequest",
                              "params": {"id": "slow"}}) + "\n")
        expect(told(pipe, 1)[0], {"id": "slow", "error": {"code": -32800}})
        assert time.monotonic() - began < 5, "it was not heard"
        pipe.end()


@case(137, "at the end of the input every event is told before the program ends, also to who reads late")
def _(desk):
    calls = request("events.subscribe") + "\n" + "".join(
        request("ticket.note", {"ticket": 1, "text": "x" * 2000}, id) + "\n" for id in range(600))
    done = subprocess.Popen(
        [desk.program, "rpc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=desk.environment(desk.store()))
    done.stdin.write(calls.encode())
    done.stdin.close()
    time.sleep(1)
    lines = [json.loads(line) for line in done.stdout]
    done.stdout.close()
    assert done.wait(20) == 0
    events = [line["params"] for line in lines if "method" in line]
    assert len(lines) == 1201 and len(events) == 600, (len(lines), len(events))
    # And each knows the call that caused it, however late it is read.
    assert [event["requestId"] for event in events] == list(range(600))


@case(135, "progress is told by a token, before the answer, and only to who gave one")
def _(desk):
    with desk.start() as pipe:
        execute = {"command": "desk.execute", "arguments": ["verify"], "workDoneToken": "t"}
        for method, params in (("desk.verify", {"_meta": {"progressToken": "t"}}),
                               ("workspace/executeCommand", execute)):
            pipe.send(request(method, params) + "\n")
            *told, answer = (json.loads(pipe.line()) for _ in range(3))
            assert [one["method"] for one in told] == ["$/progress"] * 2, told
            assert [one["params"]["token"] for one in told] == ["t"] * 2, told
            assert [one["params"]["value"]["kind"] for one in told] == ["begin", "end"], told
            assert answer["id"] == 1, answer
        assert pipe.result("desk.verify")["holds"]
        assert not pipe.waits(0.3), "something is told behind the answer"
        expect(pipe.error("desk.verify", _meta={"progressToken": 1.5}),
               {"code": -32602, "data": {"pointer": "/_meta/progressToken"}})
        pipe.end()


@case(137, "who listens is told that the server was asked to end, and everything before it")
def _(desk):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with desk.start() as pipe:
            name = pipe.result("events.subscribe", types=["ticket.noted"])["subscription"]
            pipe.result("events.subscribe", types=["sla.*"])
            pipe.send(note(7))
            assert json.loads(pipe.line())["id"] == 7
            pipe.process.send_signal(number)
            told = [json.loads(line)["params"] for line in pipe.rest().splitlines()]
            assert [one["type"] for one in told] == [
                "ticket.noted", "server.stopping", "server.stopping"], told
            assert [one["subscription"] for one in told[1:]] == [name, "sub-2"], told
            assert pipe.process.wait(5) == 128 + number


@case(138, "a journal that was put back is told from the one it was, however long it has become")
def _(desk):
    path = desk.store()
    desk.line(f"backup {path}.bak", path)
    with desk.start(path) as pipe:
        for id in range(3):
            pipe.send(note(id))
            pipe.line()
        known = pipe.result("events.poll", since=0, limit=500)
        last = known["events"][-1]
        assert (known["seq"], known["mark"]) == (last["seq"], last["mark"])
        again = pipe.result("events.poll", since=last["seq"], mark=last["mark"])
        assert "gap" not in again and again["events"] == [], again
        pipe.end()
    subprocess.run([desk.program, "restore", f"{path}.bak"], env=desk.environment(path), check=True,
                   capture_output=True)
    time.sleep(0.01)
    with desk.start(path) as pipe:
        for id in range(5):
            pipe.send(note(id))
            pipe.line()
        # What stands behind that place is told, whatever stands up to it.
        behind = [last["seq"] + 1, last["seq"] + 2]
        answer = pipe.result("events.poll", since=last["seq"], mark=last["mark"])
        expect(answer, {"gap": {"from": 1, "to": last["seq"]}, "seq": behind[1]})
        assert [event["seq"] for event in answer["events"]] == behind, answer
        follows = pipe.result("events.poll", since=answer["seq"], mark=answer["mark"])
        assert "gap" not in follows, follows
        answer = pipe.result("events.subscribe", since=last["seq"], mark=last["mark"])
        expect(answer, {"gap": {"from": 1, "to": last["seq"]}, "seq": last["seq"]})
        assert "mark" not in answer, answer
        assert [json.loads(pipe.line())["params"]["seq"] for _ in behind] == behind
        pipe.result("events.unsubscribe", subscription=answer["subscription"])
        # What was before the backup is what it was.
        first = known["events"][0]
        assert "gap" not in pipe.result("events.poll", since=first["seq"], mark=first["mark"])
        pipe.end()


@case(137, "whatever waits when the server is asked to end is answered, and nothing of it done")
def _(desk):
    path = desk.store()
    with desk.start(path) as pipe, contextlib.closing(sqlite3.connect(path, isolation_level=None)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        pipe.send("".join(note(id) for id in range(60)))
        while pipe.result("rpc.status")["queued"] < 59:
            time.sleep(0.02)
        pipe.process.send_signal(signal.SIGTERM)
        answers = [json.loads(line) for line in pipe.rest().splitlines()]
        expect(answers, [error(-32800, id, "cancelled", reason="stopping", effect="none") for id in range(60)])
        assert pipe.process.wait(5) == 143
        lock.execute("ROLLBACK")


@case(137, "a client that hangs up its end of a socket ends the program, whatever it has open still")
def _(desk):
    mine, theirs = socket.socketpair()
    process = subprocess.Popen([desk.program, "rpc"], stdin=subprocess.PIPE, stdout=theirs,
                               env=desk.environment(desk.store()))
    theirs.close()
    process.stdin.write(PING.encode() + b"\n")
    process.stdin.flush()
    assert json.loads(mine.makefile().readline()) == pong("z")
    mine.close()
    try:
        process.wait(5)
    finally:
        process.kill()
        process.stdin.close()


@case(137, "a client that does not read holds up no end")
def _(desk):
    with desk.start() as pipe:
        pipe.result("events.subscribe")
        for id in range(400):
            pipe.send(request("ticket.show", {"ticket": 1}, id) + "\n")
        time.sleep(0.3)
        began = time.monotonic()
        pipe.process.send_signal(signal.SIGTERM)
        assert pipe.process.wait(5) == 143 and time.monotonic() - began < 3
