#!/usr/bin/env python3
"""While a long read runs, others write, and are heard; it tells how far it is, and is given up at a
word.

usage: surveys.py DESK [TICKETS]
"""
import json, os, pty, re, select, subprocess, sys, tempfile, time

from servicenow import Desk, WAIT, made_up

PROGRAM = os.path.abspath(sys.argv[1])
INCIDENTS = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
failed = 0


def expect(holds, what):
    global failed
    if not holds:
        failed += 1
        print(f"FAILED {what}")


class Pipe:
    """A connection, whose messages are read one by one."""

    def __init__(self, desk):
        self.process = subprocess.Popen(
            [PROGRAM, "--db", desk.path, "rpc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, bufsize=1)

    def send(self, id_, method, **params):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self.process.stdin.write(json.dumps(message | ({"id": id_} if id_ else {})) + "\n")

    def until(self, holds):
        """Every message up to the first of which that holds."""
        seen, end = [], time.monotonic() + WAIT
        while time.monotonic() < end:
            line = self.process.stdout.readline()
            if not line:
                break
            seen.append(json.loads(line))
            if holds(seen[-1]):
                return seen
        raise AssertionError(f"the end, behind {str(seen)[-600:]}")

    def answer(self, id):
        return self.until(lambda message: message.get("id") == id)

    def end(self):
        self.process.stdin.close()
        self.process.stdout.close()
        expect(self.process.wait(WAIT) == 0, "the end of a connection")


def value(message):
    return message["params"]["value"] if message.get("method") == "$/progress" else {}


def progress_is_told(pipe):
    """Of a proof by its token: from begin to end, growing, before the answer."""
    pipe.send("v", "desk.verify", _meta={"progressToken": "t"})
    seen = pipe.answer("v")
    told = [value(message) for message in seen if value(message)]
    done = [one["done"] for one in told if one["kind"] == "report"]
    expect([told[0]["kind"], told[-1]["kind"]] == ["begin", "end"], f"begin and end: {told}")
    expect(len(done) > 0 and done == sorted(set(done)), f"growing: {done}")
    expect(value(seen[-2]).get("kind") == "end" and seen[-1]["result"]["holds"], seen[-2:])
    expect(all(one["done"] <= one["total"] for one in told if "done" in one), told)
    pipe.send("q", "desk.verify")
    expect(len(pipe.answer("q")) == 1, "no token, and still told")


def others_are_heard(pipe, desk):
    """A write of another program is told while a proof runs, and a poll that waits is answered."""
    pipe.send("s", "events.subscribe", types=["ticket.noted"])
    place = pipe.answer("s")[-1]["result"]["seq"]
    pipe.send("p", "events.poll", since=place, types=["ticket.noted"], waitMs=30000)
    pipe.send("v", "desk.verify", _meta={"progressToken": "t"})
    pipe.until(lambda message: value(message).get("kind") == "report")
    desk.said("note", "1", ":", "meanwhile")
    seen = pipe.answer("v")
    order = [message.get("method", message.get("id")) for message in seen]
    expect("desk.event" in order and order.index("desk.event") < order.index("v"), f"event: {order}")
    expect("p" in order and order.index("p") < order.index("v"), f"poll: {order}")
    expect(seen[-1]["result"]["holds"], "the proof beside it")


def it_is_given_up(pipe):
    """At a word, at once; a ping is answered beside it."""
    for method in ("desk.verify", "desk.export"):
        pipe.send("v", method, _meta={"progressToken": "t"})
        pipe.until(lambda message: value(message).get("kind") == "report")
        pipe.send("z", "rpc.ping")
        pipe.answer("z")
        began = time.monotonic()
        pipe.send(None, "$/cancelRequest", id="v")
        given = pipe.answer("v")[-1]
        expect(given.get("error", {}).get("code") == -32800, f"{method}: {str(given)[:200]}")
        expect(time.monotonic() - began < 1, f"{method} took {time.monotonic() - began} s")


def the_report_is_given_up(pipe):
    """It is quick, so that many are asked for: of each that is still carried out the answer says so."""
    codes = set()
    for turn in range(40):
        pipe.send("r", "report.sla")
        time.sleep(turn % 10 / 500)
        pipe.send(None, "$/cancelRequest", id="r")
        codes.add(pipe.answer("r")[-1].get("error", {}).get("code"))
    expect(-32800 in codes, f"the report: {codes}")


def the_console_shows_it(desk):
    """How far it is, and what a customer writes meanwhile; ^C gives it up."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [PROGRAM], dict(
            os.environ, DESK_DB=desk.path, TERM="xterm", LC_ALL="C.UTF-8", HOME=desk.folder))
    output = b""

    def wait(pattern, what):
        nonlocal output
        end = time.monotonic() + 30
        while not re.search(pattern, output):
            if time.monotonic() > end or not select.select([terminal], [], [], 1)[0]:
                if time.monotonic() > end:
                    raise AssertionError(f"{what}: {output[-400:]}")
                continue
            output += os.read(terminal, 65536)
        found, output = re.search(pattern, output), output[re.search(pattern, output).end():]
        return found

    wait("▸".encode(), "no prompt")
    os.write(terminal, b"verify\r")
    wait(rb"\d %  \d+ of \d+ facts", "no progress")
    desk.said("new", "for", "Cleo Crane", "<cleo@acme.example>", "low", ":", "Lamp")
    desk.said("--as", "Cleo Crane", "reply", str(INCIDENTS + 2), ":", "Dark")
    wait(rb"Cleo Crane wrote", "nothing is heard")
    os.write(terminal, b"\x03")
    wait(rb"cancelled", "it goes on")
    wait("▸".encode(), "no prompt behind it")
    os.write(terminal, b"quit\r")
    # It may be read on until the terminal is gone.
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass
    expect(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, "the end of a console")


with tempfile.TemporaryDirectory() as folder:
    desk = Desk(PROGRAM, folder)
    desk.said("new", "for", "me", "urgent", ":", "first")
    desk.said("import", "servicenow", made_up(os.path.join(folder, "log.csv"), INCIDENTS))
    pipe = Pipe(desk)
    progress_is_told(pipe)
    others_are_heard(pipe, desk)
    it_is_given_up(pipe)
    the_report_is_given_up(pipe)
    pipe.end()
    the_console_shows_it(desk)
    desk.said("verify")
    left = [name for name in os.listdir(folder) if name.startswith("desk.db") and name != "desk.db"]
    expect(left == [], f"left beside the store: {left}")
print(f"surveys: {INCIDENTS} tickets, {failed} failed")
sys.exit(1 if failed else 0)
