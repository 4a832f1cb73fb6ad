#!/usr/bin/env python3
"""Others write while a log is imported: none fails, and nothing of the import is seen half. An import
that is killed goes on where it was; two of one log come to what one comes to.

usage: beside.py DESK [LOG]     LOG in the place of a made-up one
"""
import os, random, signal, sqlite3, subprocess, sys, tempfile, time

from servicenow import WAIT, made_up

DESK = os.path.abspath(sys.argv[1])
KILLS = 6


class Desk:
    def __init__(self, folder):
        self.path = os.path.join(folder, "desk.db")
        self.environment = dict(os.environ, DESK_DB=self.path, TZ="UTC")
        self.said("new", "for", "me", "urgent", ":", "first")

    def said(self, *words):
        done = subprocess.run([DESK, *words], env=self.environment, capture_output=True, text=True,
                              timeout=WAIT, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, (words, done)
        return done.stdout

    def importing(self, log):
        return subprocess.Popen([DESK, "import", "servicenow", log], env=self.environment, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT)

    def asked(self, sql):
        store = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return store.execute(sql).fetchall()
        finally:
            store.close()

    def tickets(self):
        """Of each reference its events, without what depends on when they were recorded."""
        rows = self.asked(
            "SELECT t.reference, e.kind, e.occurred_at FROM event e JOIN ticket t"
            " ON e.stream = 'ticket/' || t.number WHERE t.reference IS NOT NULL ORDER BY e.sequence")
        found = {}
        for name, kind, at in rows:
            found.setdefault(name, []).append((kind, at))
        return found


def others_write(folder, log):
    desk = Desk(folder)
    running, waits = desk.importing(log), []
    while running.poll() is None:
        began = time.monotonic()
        desk.said("note", "1", ":", f"note {len(waits)}")
        waits.append(time.monotonic() - began)
    said = running.communicate(timeout=WAIT)[0]
    assert running.returncode in (0, 1), said
    kept = desk.asked("SELECT count(*) FROM event WHERE kind = 'noted'")[0][0]
    assert kept == len(waits) > 10, (kept, len(waits))
    assert "holds" in desk.said("verify")
    print(said.splitlines()[0])
    waits.sort()
    middle, most = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
    print(f"{len(waits)} writes beside it: half waited {middle * 1000:.0f} ms, 99 % at most"
          f" {most * 1000:.0f} ms, the longest {waits[-1] * 1000:.0f} ms")
    return desk.tickets()


def killed(folder, log, whole):
    """What a killed import left is whole incidents, and the next goes on behind them."""
    desk, chance, before = Desk(folder), random.Random(SEED), 0
    for turn in range(KILLS):
        running = desk.importing(log)
        while running.poll() is None and len(desk.tickets()) <= before:
            time.sleep(0.02)
        time.sleep(chance.random() * 0.2)
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=WAIT)
        found = desk.tickets()
        assert before < len(found), (SEED, turn)
        assert all(whole[name] == events for name, events in found.items()), (SEED, turn)
        before = len(found)
    running = desk.importing(log)
    said = running.communicate(timeout=WAIT)[0]
    assert running.returncode in (0, 1), said
    assert f" {len(whole) - before} tickets, " in said, (SEED, before, said)
    assert desk.tickets() == whole, SEED
    assert "holds" in desk.said("verify")
    print(f"{KILLS} killed (seed {SEED}): the last went on behind {before} tickets")


def two_at_once(folder, log, whole):
    """Two imports of one log come to what one comes to."""
    desk = Desk(folder)
    running = [desk.importing(log) for _ in range(2)]
    said = [one.communicate(timeout=WAIT)[0] for one in running]
    assert all(one.returncode in (0, 1) for one in running), said
    assert desk.tickets() == whole, said
    assert "holds" in desk.said("verify")


SEED = random.randrange(1 << 32)
with tempfile.TemporaryDirectory() as folder:
    log = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else made_up(folder + "/log.csv")
    for name in ("beside", "killed", "two"):
        os.mkdir(os.path.join(folder, name))
    whole = others_write(folder + "/beside", log)
    killed(folder + "/killed", log, whole)
    two_at_once(folder + "/two", log, whole)
