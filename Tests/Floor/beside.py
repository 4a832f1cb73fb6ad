#!/usr/bin/env python3
"""How long a reply takes on one connection: alone, beside reports asked for in a row, beside twenty
sessions that read and write by turns, and beside an import.

usage: beside.py DESK FOLDER [TICKETS] [SECONDS]     10000 tickets and 10 seconds each unless told

FOLDER keeps the stores, as of calls.py. Nothing here decides a test.
"""
import json, multiprocessing, os, pathlib, shutil, statistics, subprocess, sys, time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Store"))
from servicenow import made_up

DESK, FOLDER = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
SIZE = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
SECONDS = float(sys.argv[4]) if len(sys.argv) > 4 else 10
SESSIONS, PAUSE = 20, 0.1
REPORT = ("report.sla", {})


class Connection:
    def __init__(self, store):
        self.process = subprocess.Popen([DESK, "--db", str(store), "rpc"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def call(self, method, params):
        """Milliseconds of a call, and what it gives."""
        text = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}) + "\n"
        began = time.perf_counter()
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        took = (time.perf_counter() - began) * 1e3
        assert b'"result"' in answer, answer[:300]
        return took, json.loads(answer)["result"]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def go(store, calls, pause, end):
    """Makes calls by turns until then."""
    connection = Connection(store)
    while time.monotonic() < end:
        for call in calls:
            connection.call(*call)
        time.sleep(pause)
    connection.end()


def beside(store, *loops):
    """The milliseconds of replies, to each of two hundred new tickets by turns, while each loop goes round."""
    end = time.monotonic() + SECONDS
    # Each in a process of its own: threads of Python wait for one another.
    loops = [multiprocessing.Process(target=go, args=(store, *loop, end)) for loop in loops]
    for loop in loops:
        loop.start()
    connection, times = Connection(store), []
    new = {"customer": "me", "priority": "low", "subject": "Lamp"}
    tickets = [connection.call("ticket.new", new)[1]["ticket"]["number"] for _ in range(200)]
    while time.monotonic() < end:
        params = {"ticket": tickets[len(times) % len(tickets)], "text": "Hello"}
        times.append(connection.call("ticket.reply", params)[0])
    connection.end()
    for loop in loops:
        loop.join()
    return sorted(times)


def tell(name, times):
    half, most = statistics.median(times), times[int(len(times) * 0.99)]
    print(f"  reply {name:24} {len(times):6}  half within {half:6.2f} ms, 99 % within {most:7.2f} ms"
          f" ({most / half:5.1f} ×), longest {times[-1]:7.1f} ms")


def main():
    def fresh():
        for end in "-wal", "-shm":
            pathlib.Path(f"{FOLDER}/beside.db{end}").unlink(missing_ok=True)
        return shutil.copyfile(FOLDER / f"base-{SIZE}.db", FOLDER / "beside.db")
    print(f"{SIZE} tickets")
    tell("alone", beside(fresh()))
    tell("beside reports", beside(fresh(), ([REPORT], 0)))
    sessions = [([("ticket.show", {"ticket": 5_001 + number}), ("ticket.list", {}), ("ticket.note", {
        "ticket": 5_001 + number, "text": "n"})], PAUSE) for number in range(SESSIONS)]
    tell("beside twenty sessions", beside(fresh(), *sessions))
    log = pathlib.Path(made_up(str(FOLDER / "beside.csv"), 30_000))
    # The store has incidents of these numbers.
    log.write_text(log.read_text().replace("INC", "NEW"))
    store = fresh()
    importing = subprocess.Popen([DESK, "--db", str(store), "import", "servicenow", str(log)],
                                 stdout=subprocess.DEVNULL)
    tell("beside an import", beside(store))
    importing.terminate()
    importing.wait()


main()
