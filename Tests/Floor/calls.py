#!/usr/bin/env python3
"""Calls of desk beside the floor: a C program that does the very same calls of SQLite, durably, and
hashes as much.

usage: calls.py DESK FOLDER [TICKETS…]     FOLDER keeps the stores and what is built; 10000 unless told

What desk has SQLite do is recorded on one copy of a store; then desk and the floor take turns on two
more, call by call, so that what slows the machine slows both. Shown are medians, and the median of
each pair's ratio. Nothing here decides a test.
"""
import json, os, pathlib, shutil, statistics, subprocess, sys, threading, time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Store"))
from servicenow import made_up

DESK, FOLDER = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
SIZES = [int(size) for size in sys.argv[3:]] or [10_000]
PAIRS, ROUNDS, WRITES, READS = 30, 5, 300, 1000
# By name: the words of the shell, the method and its parameters, and whether it writes.
CALLS = {
    "new": (["new", "for", "me", "low", ":", "Lamp"], "ticket.new",
            {"customer": "me", "priority": "low", "subject": "Lamp"}, True),
    "reply": (["reply", "1", ":", "Hello"], "ticket.reply", {"ticket": 1, "text": "Hello"}, True),
    "show": (["show", "1"], "ticket.show", {"ticket": 1}, False),
    "history": (["history", "1"], "ticket.history", {"ticket": 1}, False),
    "why": (["why", "1"], "sla.why", {"ticket": 1}, False),
    "list": (["list"], "ticket.list", {}, False),
    "next": (["next"], "ticket.next", {}, False),
}
WHOLE = {"report sla": ["report", "sla"], "verify": ["verify"], "export": ["export", "--journal"]}
ENVIRONMENT = os.environ | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def build():
    """The recorder and the floor."""
    for source, target, more in (("record.c", "record.so", ["-shared", "-fPIC"]),
                                 ("floor.c", "floor", [])):
        libraries = ["-ldl"] if more else ["-lsqlite3", "-lsodium"]
        subprocess.run(["clang", "-O2", *more, str(HERE / source), "-o",
                        str(FOLDER / target), *libraries], check=True)


def base(size):
    """A store of so many tickets."""
    path = FOLDER / f"base-{size}.db"
    if not path.exists():
        log, made = str(FOLDER / "log.csv"), str(path) + ".made"
        subprocess.run([DESK, "--db", made, "new", "for", "me", "urgent", ":", "First"], check=True,
                       capture_output=True, env=ENVIRONMENT)
        began = time.monotonic()
        subprocess.run([DESK, "--db", made, "import", "servicenow", made_up(log, size)], check=True,
                       capture_output=True, env=ENVIRONMENT)
        seconds = time.monotonic() - began
        print(f"import of {size * 6} rows: {seconds:.1f} s, {size * 6 / seconds:.0f} rows a second")
        os.rename(made, path)
    return path


def copies(path, *names):
    return [shutil.copyfile(path, FOLDER / f"{name}.db") for name in names]


def timed(words, **more):
    began = time.perf_counter()
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, **more)
    seconds = time.perf_counter() - began
    assert done.returncode == 0, (words, done.stderr[-300:])
    return seconds * 1e6, done.stdout


def recorded(store, words, name):
    """Runs desk under the recorder; where what it had done is recorded."""
    record = FOLDER / f"{name}.record"
    record.unlink(missing_ok=True)
    done = subprocess.run([DESK, "--db", str(store), *words], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                          env=ENVIRONMENT | {"LD_PRELOAD": str(FOLDER / "record.so"),
                                             "DESK_RECORD": str(record)})
    assert done.returncode == 0, done.stderr[-300:]
    return str(record)


def tell(name, mine, floor):
    ratio = statistics.median(a / b for a, b in zip(mine, floor))
    print(f"  {name:24} {statistics.median(mine):9.0f} µs  floor {statistics.median(floor):9.0f} µs"
          f"  {ratio:5.2f} ×")


def from_shell(size, name, words, pairs=PAIRS):
    """Whole processes, in turn."""
    path = base(size)
    first, mine, other = copies(path, "first", "mine", "other")
    records = [recorded(first, words, f"call-{turn}") for turn in range(pairs)]
    times = [], []
    for record in records:
        times[0].append(timed([DESK, "--db", str(mine), *words])[0])
        times[1].append(timed([str(FOLDER / "floor"), record, str(other)])[0])
    tell(name, *times)


class Connection:
    def __init__(self, store, record=None):
        more = {"LD_PRELOAD": str(FOLDER / "record.so"), "DESK_RECORD": record} if record else {}
        self.process = subprocess.Popen([DESK, "--db", str(store), "rpc"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, env=ENVIRONMENT | more)

    def calls(self, method, params, count):
        """Microseconds of so many calls, which are all sent before the first answer is read."""
        text = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}) + "\n"
        data, out = memoryview((text * count).encode()), self.process.stdout
        began = time.perf_counter()
        writer = threading.Thread(target=self.send, args=(data,))
        writer.start()
        for _ in range(count):
            answer = out.readline()
        seconds = time.perf_counter() - began
        writer.join()
        assert b'"result"' in answer, answer[:300]
        return seconds * 1e6 / count

    def send(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def end(self):
        self.process.stdin.close()
        self.process.stdout.read()
        assert self.process.wait() == 0


def over_a_connection(size, name, method, params, count):
    """Calls on one open connection, and the same of the floor on one that is open."""
    path, record = base(size), FOLDER / "connection.record"
    record.unlink(missing_ok=True)
    first = copies(path, "first")[0]
    connection = Connection(first, str(record))
    connection.calls("ticket.show", {"ticket": 8}, 1)
    start = record.stat().st_size
    connection.calls(method, params, count)
    connection.end()
    times = [], []
    for _ in range(ROUNDS):
        mine, other = copies(path, "mine", "other")
        connection = Connection(mine)
        connection.calls("ticket.show", {"ticket": 8}, 1)
        times[0].append(connection.calls(method, params, count))
        connection.end()
        told = timed([str(FOLDER / "floor"), str(record), str(other), str(start)])[1]
        times[1].append(int(told) / count)
    tell(f"{name}, connection", *times)


def memory(size):
    """Of an idle connection that has answered one call."""
    connection = Connection(copies(base(size), "mine")[0])
    connection.calls("ticket.show", {"ticket": 8}, 1)
    with open(f"/proc/{connection.process.pid}/status") as status:
        print("  " + next(line.strip() for line in status if line.startswith("VmRSS")))
    connection.end()


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    build()
    for size in SIZES:
        print(f"{size} tickets")
        for name, (words, method, params, writes) in CALLS.items():
            from_shell(size, f"{name}, shell", words)
            over_a_connection(size, name, method, params, WRITES if writes else READS)
        for name, words in WHOLE.items():
            from_shell(size, f"{name}, shell", words, pairs=3)
        memory(size)
    for name in ("first", "mine", "other"):
        (FOLDER / f"{name}.db").unlink(missing_ok=True)


main()
