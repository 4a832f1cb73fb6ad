#!/usr/bin/env python3
"""A crowd on one store: agents' connections, calls from the shell, a timer's ticks, reports, proofs,
backups and an import, all at once. No call fails, nothing acknowledged is lost, and nobody who reads
waits for whoever writes.

usage: crowd.py DESK [SECONDS] [PROCESSES]

Times are told and decide nothing.
"""
import json, os, random, sqlite3, subprocess, sys, tempfile, threading, time

DESK = os.path.abspath(sys.argv[1])
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 5
PROCESSES = int(sys.argv[3]) if len(sys.argv) > 3 else 20
TICKETS = 20
SEED = random.randrange(10_000)
failures, waits = [], {}
lock = threading.Lock()


def failed(what, shown):
    with lock:
        failures.append(what)
        print("FAILED", what, str(shown)[:400])


def waited(kind, began):
    with lock:
        waits.setdefault(kind, []).append(time.monotonic() - began)


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True, timeout=120)


class Agent:
    """A connection that writes and reads by turns, and knows what was acknowledged."""

    def __init__(self, path, name, chance, end):
        self.path, self.name, self.chance, self.end = path, name, chance, end
        self.kept = []

    def __call__(self):
        process = subprocess.Popen([DESK, "--db", self.path, "rpc"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        turn = 0
        while time.monotonic() < self.end:
            turn += 1
            writes = self.chance.random() < 0.6
            ticket = self.chance.randint(1, TICKETS)
            text = f"{self.name}/{turn}"
            method, params = self.chance.choice(
                [("ticket.note", {"ticket": ticket, "text": text}),
                 ("ticket.reply", {"ticket": ticket, "text": text})] if writes else
                [("ticket.show", {"ticket": ticket}), ("ticket.list", {"limit": 10}),
                 ("sla.why", {"ticket": ticket}), ("ticket.history", {"ticket": ticket})])
            began = time.monotonic()
            process.stdin.write(json.dumps(
                {"jsonrpc": "2.0", "id": turn, "method": method, "params": params}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            waited("writes" if writes else "reads", began)
            answer = json.loads(line) if line else {}
            if "result" not in answer:
                failed(f"{method} of {self.name}", answer or process.stderr.read())
                break
            if writes:
                self.kept.append(text)
        process.stdin.close()
        if process.wait(60) != 0:
            failed(f"the connection of {self.name}", process.returncode)


class Shell:
    """Calls from the shell, one behind the other."""

    def __init__(self, path, name, words, end):
        self.path, self.name, self.words, self.end = path, name, words, end
        self.kept = []

    def __call__(self):
        turn = 0
        while time.monotonic() < self.end:
            turn += 1
            words = self.words(turn)
            began = time.monotonic()
            said = desk(self.path, *words)
            waited(self.name, began)
            if said.returncode != 0:
                return failed(f"{self.name}: {' '.join(words)}", said.stdout + said.stderr)
            if words[0] == "note":
                self.kept.append(words[-1])


def log(path, incidents):
    """An export of another system, to be imported beside all this."""
    names = ["number", "incident_state", "caller_id", "opened_at", "sys_updated_at", "category",
             "subcategory", "u_symptom", "priority", "assigned_to"]
    with open(path, "w") as file:
        file.write(",".join(names) + "\n")
        for number in range(incidents):
            for minute, state in enumerate(("New", "Active", "Resolved")):
                file.write(f"INC{number:07},{state},Caller {number % 50},1/3/2016 08:00,"
                           f"1/3/2016 08:{minute:02},Category,Sub,Symptom,3 - Moderate,Resolver {number % 9}\n")


def reads_do_not_wait(folder):
    """While another program holds the write lock, whatever reads is answered."""
    path = os.path.join(folder, "held.db")
    assert desk(path, "new", "for", "me", "urgent", ":", "x").returncode == 0
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    for words in (["show", "1"], ["list"], ["history", "1"], ["why", "1"], ["report", "sla"],
                  ["verify"], ["doctor"], ["people"], ["export"]):
        try:
            said = subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True,
                                  timeout=8)
            if said.returncode != 0:
                failed(f"{words[0]} beside a writer", said.stdout + said.stderr)
        except subprocess.TimeoutExpired:
            failed(f"{words[0]} beside a writer", "it waits")
    writer.execute("ROLLBACK")
    writer.close()


def crowd(folder):
    path, export = os.path.join(folder, "crowd.db"), os.path.join(folder, "log.csv")
    for number in range(TICKETS):
        said = desk(path, "new", "for", f"C{number} <c{number}@x.example>", "urgent", ":", f"S{number}")
        assert said.returncode == 0, said.stderr
    log(export, int(SECONDS * 40))
    end = time.monotonic() + SECONDS
    chance = random.Random(SEED)
    others = [
        Shell(path, "ticks", lambda turn: ["tick"], end),
        Shell(path, "reports", lambda turn: ["report", "sla"], end),
        Shell(path, "proofs", lambda turn: ["verify"], end),
        Shell(path, "backups", lambda turn: ["backup", os.path.join(folder, f"copy-{turn}.db")], end),
        Shell(path, "shell's writes", lambda turn: ["note", "1", ":", f"shell/{turn}"], end),
        Shell(path, "shell's reads", lambda turn: ["show", "1"], end),
        lambda: imported(path, export),
    ]
    agents = [Agent(path, f"a{number}", random.Random(chance.random()), end)
              for number in range(max(1, PROCESSES - len(others)))]
    threads = [threading.Thread(target=each) for each in agents + others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = sqlite3.connect(path)
    kept = {row[0] for row in store.execute("SELECT value FROM vault WHERE member = 'text'")}
    store.close()
    promised = {text for each in agents + others if hasattr(each, "kept") for text in each.kept}
    if not promised <= kept:
        failed("nothing acknowledged is lost", sorted(promised - kept)[:5])
    said = desk(path, "verify")
    if said.returncode != 0:
        failed("the store holds afterwards", said.stdout)
    copies = [name for name in os.listdir(folder) if name.startswith("copy-")]
    for name in copies[-3:]:
        if desk(os.path.join(folder, name), "verify").returncode != 0:
            failed("a backup holds", name)
    return len(promised)


def imported(path, export):
    began = time.monotonic()
    said = desk(path, "import", "servicenow", export)
    waited("import", began)
    if said.returncode != 0:
        failed("the import", said.stdout + said.stderr)


with tempfile.TemporaryDirectory() as folder:
    reads_do_not_wait(folder)
    promised = crowd(folder)
for kind, times in sorted(waits.items()):
    times.sort()
    print(f"  {kind}: {len(times)}, p50 {times[len(times) // 2] * 1_000:.1f} ms,"
          f" p99 {times[min(len(times) - 1, len(times) * 99 // 100)] * 1_000:.1f} ms,"
          f" longest {times[-1] * 1_000:.1f} ms")
print(f"crowd: {PROCESSES} processes for {SECONDS:g} s, seed {SEED}, {promised} writes acknowledged,"
      f" {len(failures)} failed")
sys.exit(bool(failures))
