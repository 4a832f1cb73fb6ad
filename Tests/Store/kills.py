#!/usr/bin/env python3
"""Kills at random instants of everything that writes: nothing acknowledged is lost, no file is left
that no start can use, and the store holds after each.

usage: kills.py DESK [KILLS] [SEED]
"""
import json, os, random, re, signal, sqlite3, subprocess, sys, tempfile, time

DESK = os.path.abspath(sys.argv[1])
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10_000)
chance = random.Random(SEED)
failures = []


def failed(what, shown):
    failures.append(what)
    print(f"FAILED, seed {SEED}: {what}: {str(shown)[:400]}")


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True, timeout=60)


def begun(path, *words, **more):
    return subprocess.Popen([DESK, "--db", path, *words], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **more)


def killed(process, longest):
    """Waits up to so many seconds, then kills; whether it was still running."""
    time.sleep(chance.random() * longest)
    was_running = process.poll() is None
    process.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP]))
    said, _ = process.communicate(timeout=30)
    return was_running, said


def texts(path):
    store = sqlite3.connect(path)
    kept = {row[0] for row in store.execute("SELECT value FROM vault WHERE member IN ('text', 'subject')")}
    store.close()
    return kept


class Ground:
    """A store that lives through the kills, and what of it was acknowledged."""

    def __init__(self, folder):
        self.folder, self.path = folder, os.path.join(folder, "desk.db")
        self.backup = os.path.join(folder, "backup.db")
        self.log = os.path.join(folder, "log.csv")
        self.number, self.promised = 0, set()
        assert desk(self.path, "new", "for", "Cleo <cleo@x.example>", "urgent", ":", "First").returncode == 0
        assert desk(self.path, "backup", self.backup).returncode == 0
        with open(self.log, "w") as file:
            file.write("number,incident_state,caller_id,opened_at,sys_updated_at,category,subcategory,"
                       "u_symptom,priority,assigned_to\n")
            for number in range(3_000):
                file.write(f"INC{number:07},New,Caller {number % 9},1/3/2016 08:00,1/3/2016 08:00,"
                           "Category,Sub,Symptom,3 - Moderate,?\n")

    def next(self):
        self.number += 1
        return f"kill/{self.number}"

    # What is killed; each says whether it was.

    def first_start(self):
        path = os.path.join(self.folder, f"first-{self.number}-{chance.random()}.db")
        was_running, _ = killed(begun(path, "people"), 0.02)
        self.check(path, "a first start")
        left = [name for name in os.listdir(self.folder)
                if name.startswith(os.path.basename(path)) and name != os.path.basename(path)]
        if left:
            failed("a first start leaves nothing else", left)
        os.remove(path)
        return was_running

    def one_shot(self):
        text = self.next()
        was_running, said = killed(begun(self.path, "note", "1", ":", text), 0.03)
        if said:
            self.promised.add(text)
        return was_running

    def connection(self):
        process = begun(self.path, "rpc")
        for turn in range(200):
            process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": turn, "method": "ticket.note",
                                            "params": {"ticket": 1, "text": f"{self.number}/{turn}"}}) + "\n")
        process.stdin.flush()
        was_running, said = killed(process, 0.08)
        for line in said.splitlines(keepends=True):
            if line.endswith("\n") and "result" in json.loads(line):
                self.promised.add(f"{self.number}/{json.loads(line)['id']}")
        self.number += 1
        return was_running

    def importing(self):
        return killed(begun(self.path, "import", "servicenow", self.log), 0.3)[0]

    def backing_up(self):
        target = os.path.join(self.folder, "copy.db")
        was_running, said = killed(begun(self.path, "backup", target), 0.03)
        if os.path.exists(target):
            self.check(target, "a backup")
            os.remove(target)
        elif said:
            failed("a backup that was told of is there", said)
        return was_running

    def restoring(self):
        """The backup holds less; what was acknowledged since is in the store that is kept aside."""
        was_running, said = killed(begun(self.path, "restore", self.backup), 0.06)
        kept = [name for name in os.listdir(self.folder)
                if re.search(r"\.kept-\w+$", name) or name == ".desk-restoring-desk.db"]
        for name in kept:
            self.check(os.path.join(self.folder, name), "a store that was kept")
        lost = self.promised - texts(self.path)
        if lost and not any(lost <= texts(os.path.join(self.folder, name)) for name in kept):
            failed("what a restore replaces is kept", sorted(lost)[:5])
        if said and not lost and self.promised:
            failed("a restore that was told of was done", said)
        # From here on with what there is.
        self.promised &= texts(self.path)
        for name in os.listdir(self.folder):
            if ".kept-" in name or name.startswith(".desk-restoring-"):
                os.remove(os.path.join(self.folder, name))
        return was_running

    def check(self, path, what):
        said = desk(path, "verify")
        if said.returncode != 0:
            failed(f"{what} holds after a kill", said.stdout + said.stderr)


with tempfile.TemporaryDirectory() as folder:
    ground = Ground(folder)
    deeds = (ground.first_start, ground.one_shot, ground.one_shot, ground.connection,
             ground.importing, ground.backing_up, ground.restoring)
    met = {}
    for turn in range(KILLS):
        deed = deeds[turn % len(deeds)]
        met[deed.__name__] = met.get(deed.__name__, 0) + deed()
        ground.check(ground.path, deed.__name__)
        if not ground.promised <= texts(ground.path):
            failed("nothing acknowledged is lost", sorted(ground.promised - texts(ground.path))[:5])
        if failures:
            break
    else:
        for name, count in met.items():
            if not count:
                failed("a kill met what it was to kill", name)
print(f"kills: {KILLS}, seed {SEED}, running when killed: "
      + ", ".join(f"{name} {count}" for name, count in met.items()) + f"; {len(failures)} failed")
sys.exit(bool(failures))
