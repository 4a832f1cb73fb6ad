#!/usr/bin/env python3
"""Many processes on one store: nothing is lost, time never goes back, each notice comes once.

usage: writers.py DESK
"""
import json, os, random, signal, sqlite3, subprocess, sys, tempfile, time

DESK = os.path.abspath(sys.argv[1])
WRITERS, CALLS = 20, 15


def start(environment):
    return subprocess.Popen([DESK, "rpc"], stdin=-1, stdout=-1, env=environment, text=True)


def call(id, method, params):
    return json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params}) + "\n"


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "desk.db")
    environment = dict(os.environ, DESK_DB=path, TZ="UTC")
    subprocess.run([DESK, "new", "for", "me", "urgent", ":", "first"], env=environment, check=True,
                   capture_output=True)
    writers = [start(environment) for _ in range(WRITERS)]
    for number, writer in enumerate(writers):
        for turn in range(CALLS):
            writer.stdin.write(call(turn, "ticket.note", {"ticket": 1, "text": f"{number}/{turn}"}))
        writer.stdin.close()
    answered = set()
    for number, writer in enumerate(writers):
        for line in writer.stdout:
            answer = json.loads(line)
            assert "result" in answer, answer
            answered.add(f"{number}/{answer['id']}")
        assert writer.wait() == 0
    assert len(answered) == WRITERS * CALLS, len(answered)
    store = sqlite3.connect(path)
    kept = {row[0] for row in store.execute("SELECT value FROM vault WHERE member = 'text'")}
    assert answered == kept, answered ^ kept
    times = [row[0] for row in store.execute("SELECT recorded_at FROM change ORDER BY sequence")]
    assert times == sorted(times)

    # Killed at any moment: what was answered is there.
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    for turn in range(25):
        writer = start(environment)
        for number in range(200):
            writer.stdin.write(call(number, "ticket.note", {"ticket": 1, "text": f"k{turn}/{number}"}))
        writer.stdin.flush()
        time.sleep(chance.random() * 0.06)
        writer.send_signal(signal.SIGKILL)
        lines = [line for line in writer.stdout if line.endswith("\n")]
        writer.stdin.close()
        writer.wait()
        promised = {f"k{turn}/{json.loads(line)['id']}" for line in lines}
        kept = {row[0] for row in store.execute(
            "SELECT value FROM vault WHERE member = 'text' AND value LIKE ?", (f"k{turn}/%",))}
        assert promised <= kept, (seed, promised - kept)
    store.close()
    said = subprocess.run([DESK, "verify"], env=environment, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout
print(f"writers: {WRITERS} at once and 25 killed (seed {seed}): nothing lost")
