#!/usr/bin/env python3
"""Programs that write, and programs that listen, side by side for long: each event is told once to each,
in order, and no program grows once its memory of pages is full.

usage: listeners.py DESK [SECONDS] [SEED]
"""
import json, os, random, sqlite3, subprocess, sys, tempfile, threading, time

PROGRAM = os.path.abspath(sys.argv[1])
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 15
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
# Calls are about so many tickets, the newest; where programs shall not grow, the store is larger than the
# pages that each remembers from the beginning.
TICKETS, WRITERS, WAIT = 60, 3, 120
LONG, LARGE = 1_800, 6_000
faults = []


def expect(holds, what):
    if not holds:
        faults.append(what)
        print(f"FAILED {what}")


class Connection:
    """A `desk rpc`; what it writes is read on a thread of its own."""

    def __init__(self, path, name, *words):
        self.name, self.id, self.answers = name, 0, {}
        self.events, self.gaps, self.samples = [], [], []
        self.pause, self.changed, self.newest = 0, threading.Condition(), TICKETS
        self.process = subprocess.Popen(
            [PROGRAM, "--db", path, *words, "rpc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            message = json.loads(line)
            with self.changed:
                if message.get("method") == "desk.event":
                    told = message["params"]
                    (self.gaps if told["type"] == "events.gap" else self.events).append(told)
                elif "id" in message:
                    self.answers[message["id"]] = message
                self.changed.notify_all()
            if self.pause:
                time.sleep(self.pause)

    def post(self, method, **params):
        self.id += 1
        message = {"jsonrpc": "2.0", "id": self.id, "method": method, "params": params}
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()
        return self.id

    def call(self, method, **params):
        id = self.post(method, **params)
        with self.changed:
            if not self.changed.wait_for(lambda: id in self.answers, WAIT):
                raise AssertionError(f"{self.name}: {method} is not answered")
            return self.answers.pop(id)

    def sample(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            self.samples.append(next(int(line.split()[1]) for line in status
                                     if line.startswith("VmRSS")))

    def end(self):
        self.pause = 0
        self.process.stdin.close()
        expect(self.process.wait(WAIT) == 0, f"{self.name} ended with {self.process.returncode}")
        self.reader.join(WAIT)
        self.process.stdout.close()

    def is_flat(self):
        """Whether the last quarter of the time took no more memory than the second."""
        quarter = len(self.samples) // 4
        if quarter < 3:
            return
        before, after = (sorted(part)[len(part) // 2] for part in (
            self.samples[quarter:2 * quarter], self.samples[-quarter:]))
        expect(after <= before * 1.1 + 1024, f"{self.name} grew from {before} to {after} KiB")
        return before, after


def write(connection, chance, end):
    """Random valid calls; some are refused, for the state of a ticket is what others made it."""
    count = 0
    while time.monotonic() < end:
        ticket = connection.newest - chance.randrange(TICKETS)
        method, params = chance.choice([
            ("ticket.new", {"customer": "cleo@acme.example", "priority": "low", "subject": "More"}),
            ("ticket.note", {"ticket": ticket, "text": "seen " * chance.randrange(1, 40)}),
            ("ticket.reply", {"ticket": ticket, "text": "Hello."}),
            ("ticket.receive", {"ticket": ticket, "text": "Hello?"}),
            ("ticket.take", {"ticket": ticket}), ("ticket.release", {"ticket": ticket}),
            ("ticket.set", {"ticket": ticket, "because": "it burns",
                            "priority": chance.choice(["low", "medium", "high", "urgent"])}),
            ("ticket.wait", {"ticket": ticket, "text": "Which?"}),
            ("ticket.resolve", {"ticket": ticket, "text": "Done."}),
            ("ticket.reopen", {"ticket": ticket}), ("ticket.tag", {"ticket": ticket, "tag": "x"}),
            ("ticket.untag", {"ticket": ticket, "tag": "x"}),
            ("ticket.list", {"limit": 500}), ("ticket.show", {"ticket": ticket}),
            ("sla.why", {"ticket": ticket}), ("report.sla", {}), ("desk.help", {}),
            ("desk.execute", {"line": f"show {ticket}", "session": "s"})])
        answer = connection.call(method, **params)
        fault = answer.get("error")
        if fault and fault["code"] == -32603:
            expect(False, f"{method} {params}: {fault}")
        if method == "ticket.new":
            connection.newest = answer["result"]["ticket"]["number"]
        count += 1
        time.sleep(chance.random() * 0.02)
    connection.count = count


def poll(connection, end):
    """Follows by polls that wait, and goes on behind the last."""
    place = connection.begin
    while True:
        over = time.monotonic() >= end
        batch = connection.call("events.poll", since=place, limit=50, waitMs=0 if over else 2000)
        batch = batch["result"]
        connection.events += batch["events"]
        if "gap" in batch:
            connection.gaps.append(batch["gap"])
        place = batch["seq"]
        if over and not batch["more"]:
            return


def come_and_go(path, begin, events, end):
    """One that is closed again and again, and goes on behind the last event that it saw."""
    place = begin
    while True:
        over = time.monotonic() >= end
        connection = Connection(path, "one that comes and goes")
        connection.call("events.subscribe", since=place)
        time.sleep(0 if over else 0.7)
        connection.end()
        events += connection.events
        place = connection.events[-1]["seq"] if connection.events else place
        if over:
            return


def told_once(name, events, gaps, wanted, known):
    """What was recorded until the last deed was done, and what more it told, is told once and in order.

    What falls due while the slow one is still told is told by it alone, for the others have ended.
    """
    found = [event["seq"] for event in events]
    end = max([known, *found[-1:]])
    wanted = [sequence for sequence in wanted if sequence <= end]
    expect(gaps == [], f"{name}: gaps {gaps[:3]}")
    expect(found == wanted,
           f"{name}: {len(found)} events, not {len(wanted)}; the first that differs is behind "
           f"{next((a for a, b in zip(found, wanted) if a != b), 'all of the shorter')}")


def journal(path, begin):
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return [row[0] for row in store.execute(
            "SELECT sequence FROM event WHERE sequence > ? AND stream GLOB 'ticket/*'"
            " ORDER BY sequence", (begin,))]
    finally:
        store.close()


def main(folder):
    path = os.path.join(folder, "desk.db")
    lines = "\n".join(f"new for Cleo Crane <cleo@acme.example> high : Ticket {number}"
                      for number in range(TICKETS))
    subprocess.run([PROGRAM, "--db", path], input=lines.encode(), check=True,
                   stdout=subprocess.DEVNULL)
    if SECONDS >= LONG:
        notes = "\n".join(f"note {number % TICKETS + 1} : {'seen ' * 700}" for number in range(LARGE))
        subprocess.run([PROGRAM, "--db", path], input=notes.encode(), check=True,
                       stdout=subprocess.DEVNULL)
    begun, chance = time.monotonic(), random.Random(SEED)
    end = begun + SECONDS
    writers = [Connection(path, f"writer {number}") for number in range(WRITERS)]
    ready, slow, poller = (Connection(path, name) for name in
                           ("a listener", "a slow listener", "one that polls"))
    everybody = [*writers, ready, slow, poller]
    begins = [one.call("events.subscribe")["result"]["seq"] for one in everybody[:-1]]
    begin = begins[0]
    expect(begins == [begin] * len(begins), f"nothing has begun: {begins}")
    poller.begin, gone = begin, []
    slow.pause = 0.05
    deeds = [threading.Thread(target=write, args=(one, random.Random(chance.random()), end))
             for one in writers]
    deeds += [threading.Thread(target=poll, args=(poller, end + 1)),
              threading.Thread(target=come_and_go, args=(path, begin, gone, end + 1))]
    for deed in deeds:
        deed.start()
    every = max(0.5, SECONDS / 200)
    while time.monotonic() < end:
        for one in everybody:
            one.sample()
        subprocess.run([PROGRAM, "--db", path, "tick"], check=True, stdout=subprocess.DEVNULL)
        time.sleep(every)
    for deed in deeds:
        deed.join(WAIT)
        expect(not deed.is_alive(), "a deed does not end")
    known = {one.name: journal(path, begin)[-1] for one in everybody}
    known[poller.name] = poller.events[-1]["seq"]
    for one in everybody:
        one.end()
    wanted = journal(path, begin)
    for one in everybody:
        told_once(one.name, one.events, one.gaps, wanted, known[one.name])
    told_once("one that comes and goes", gone, [], wanted, gone[-1]["seq"])
    proof = subprocess.run([PROGRAM, "--db", path, "verify"], capture_output=True, text=True)
    expect("holds" in proof.stdout, proof.stdout + proof.stderr)
    for one in everybody:
        memory = one.is_flat()
        if memory:
            print(f"  {one.name}: {memory[0]} KiB in the second quarter, {memory[1]} in the last")
    calls = sum(one.count for one in writers)
    print(f"listeners: seed {SEED}, {SECONDS:.0f} s, {calls} calls, {len(wanted)} events told to"
          f" {len(everybody) + 1}, {len(faults)} failed")


with tempfile.TemporaryDirectory() as folder:
    main(folder)
sys.exit(1 if faults else 0)
