#!/usr/bin/env python3
"""Kills at random instants of everything that writes: nothing acknowledged is lost, no file is left
that no start can use, and the store holds after each.

usage: kills.py DESK [KILLS] [SEED]
"""
import json, os, random, re, select, signal, sqlite3, subprocess, sys, tempfile, time

DESK = os.path.abspath(sys.argv[1])
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10_000)
# So many that an import is more than one transaction.
INCIDENTS = 1_000
chance = random.Random(SEED)
failures = []


def failed(what, shown):
    failures.append(what)
    print(f"FAILED, seed {SEED}: {what}: {str(shown)[:400]}")


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True, timeout=60)


def texts(path):
    store = sqlite3.connect(path)
    kept = {row[0] for row in store.execute("SELECT value FROM vault WHERE member IN ('text', 'subject')")}
    store.close()
    return kept


class Killer:
    """Kills each deed at an instant of the time that it takes when nobody kills it, and a little more.

    That time is measured here, at the beginning and whenever a deed comes to its end, so that neither
    a slow nor a quick machine, nor one that becomes so, has all kills fall on one end of a deed.
    """

    BEYOND, MORE = 1.3, 1.1

    def __init__(self, folder):
        self.output = os.path.join(folder, "output")
        self.measures, self.seconds = True, {}

    def run(self, deed, path, *words, given=""):
        """Whether it was still running when it was to be killed, and what it had said until then."""
        began = time.monotonic()
        # Into a file, for a pipe that nobody reads stops who writes to it.
        with open(self.output, "w") as output:
            process = subprocess.Popen([DESK, "--db", path, *words], stdin=subprocess.PIPE,
                                       stdout=output, stderr=subprocess.DEVNULL, text=True)
        process.stdin.write(given)
        process.stdin.close()
        longest = 60 if self.measures else chance.random() * self.BEYOND * self.seconds[deed]
        ended = os.pidfd_open(process.pid)
        was_running = not select.select([ended], [], [], longest)[0]
        os.close(ended)
        if was_running:
            process.send_signal(
                chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP]))
            self.seconds[deed] = self.seconds.get(deed, longest) * self.MORE
        else:
            self.seconds[deed] = time.monotonic() - began
        if process.wait(timeout=30) != 0 and not was_running:
            failed("a deed that nobody kills ends well", f"{deed}: {process.returncode}")
        with open(self.output) as output:
            return was_running, output.read()


class Ground:
    """A store that lives through the kills, and what of it was acknowledged."""

    def __init__(self, folder):
        self.folder, self.path = folder, os.path.join(folder, "desk.db")
        self.killer = Killer(folder)
        self.backup = os.path.join(folder, "backup.db")
        self.log = os.path.join(folder, "log.csv")
        self.number, self.promised = 0, set()
        assert desk(self.path, "new", "for", "Cleo <cleo@x.example>", "urgent", ":", "First").returncode == 0
        assert desk(self.path, "backup", self.backup).returncode == 0

    def next(self):
        self.number += 1
        return f"kill/{self.number}"

    # What is killed; each says whether it was.

    def first_start(self):
        path = os.path.join(self.folder, f"first-{self.number}-{chance.random()}.db")
        was_running, _ = self.killer.run("first_start", path, "people")
        self.check(path, "a first start")
        left = [name for name in os.listdir(self.folder)
                if name.startswith(os.path.basename(path)) and name != os.path.basename(path)]
        if left:
            failed("a first start leaves nothing else", left)
        os.remove(path)
        return was_running

    def one_shot(self):
        text = self.next()
        was_running, said = self.killer.run("one_shot", self.path, "note", "1", ":", text)
        if said:
            self.promised.add(text)
        return was_running

    def connection(self):
        calls = [{"jsonrpc": "2.0", "id": turn, "method": "ticket.note",
                  "params": {"ticket": 1, "text": f"{self.number}/{turn}"}} for turn in range(200)]
        was_running, said = self.killer.run("connection", self.path, "rpc", given="".join(
            json.dumps(call) + "\n" for call in calls))
        for line in said.splitlines(keepends=True):
            if line.endswith("\n") and "result" in json.loads(line):
                self.promised.add(f"{self.number}/{json.loads(line)['id']}")
        self.number += 1
        return was_running

    def importing(self):
        """A log of incidents that no other had, so that there is always something to import."""
        with open(self.log, "w") as file:
            file.write("number,incident_state,caller_id,opened_at,sys_updated_at,category,subcategory,"
                       "u_symptom,priority,assigned_to\n")
            for number in range(INCIDENTS):
                file.write(f"INC{self.next()},New,Caller {number % 9},1/3/2016 08:00,1/3/2016 08:00,"
                           "Category,Sub,Symptom,3 - Moderate,?\n")
        return self.killer.run("importing", self.path, "import", "servicenow", self.log)[0]

    def backing_up(self):
        target = os.path.join(self.folder, "copy.db")
        was_running, said = self.killer.run("backing_up", self.path, "backup", target)
        if os.path.exists(target):
            self.check(target, "a backup")
            os.remove(target)
        elif said:
            failed("a backup that was told of is there", said)
        return was_running

    def restoring(self):
        """The backup holds less; what was acknowledged since is in the store that is kept aside."""
        was_running, said = self.killer.run("restoring", self.path, "restore", self.backup)
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
    met, tried = {}, {}
    for turn in range(-len(deeds), KILLS):
        deed = deeds[turn % len(deeds)]
        name = deed.__name__
        ground.killer.measures = turn < 0
        was_running = deed()
        if turn >= 0:
            tried[name], met[name] = tried.get(name, 0) + 1, met.get(name, 0) + was_running
        ground.check(ground.path, name)
        if not ground.promised <= texts(ground.path):
            failed("nothing acknowledged is lost", sorted(ground.promised - texts(ground.path))[:5])
        if failures:
            break
    else:
        # One in four comes too late by intent; that so many do all is no chance.
        for name, count in met.items():
            if not count and tried[name] >= 10:
                failed("a kill met what it was to kill", name)
print(f"kills: {KILLS}, seed {SEED}, running when killed: "
      + ", ".join(f"{name} {count} of {tried[name]}" for name, count in met.items())
      + f"; {len(failures)} failed")
sys.exit(bool(failures))
