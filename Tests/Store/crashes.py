#!/usr/bin/env python3
"""A crash behind any step of any session: what was answered is in the journal, and no more.

usage: crashes.py DESK [CUTS] [SEED]     how many cuts of each session, 3 unless told; 0 for each step

A session is cut behind a step, its program killed there and started again: the store holds, and its
journal is that of the same steps without a crash.
"""
import json, os, pathlib, random, subprocess, sys, tempfile

DESK = os.path.abspath(sys.argv[1])
CUTS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10_000)
SESSIONS = pathlib.Path(__file__).resolve().parent.parent / "Sessions"
failures = cuts = 0


def steps(path):
    """What a session says and directs, a list of lines a step; expectations are left out."""
    found = []
    for line in path.read_bytes().decode().split("\n"):
        if line.startswith((">", "@")):
            found.append([line])
        elif line.startswith(".") and found:
            if found[-1][-1].startswith(".") and found[-1][-1] != ".end":
                found[-1].append(line)
            else:
                found.append([line])
    return found


def journal(lines, folder):
    """The journal at the end, a change each; and what the replay said."""
    session, log = os.path.join(folder, "cut.desk"), os.path.join(folder, "log")
    # A question may be open, which whatever is said would answer.
    end = ["@as Admin", "> cancel", "> verify", "> export"]
    with open(session, "w", newline="\n") as file:
        file.write("\n".join(line for step in lines for line in step) + "\n" + "\n".join(end) + "\n")
    said = subprocess.run([DESK, "replay", "--via", "rpc", "--bless", "--log", log, session],
                          capture_output=True, text=True, timeout=120,
                          env={name: value for name, value in os.environ.items() if name != "CI"})
    with open(log) as file:
        records = [json.loads(line) for line in file]
    exported = next((each for each in reversed(records) if each.get("method") == "desk.export"), None)
    proven = next((each for each in reversed(records) if each.get("method") == "desk.verify"), None)
    if not exported or not proven or "result" not in exported or not proven.get("result", {}).get("holds"):
        return None, (said.stdout + said.stderr)[-600:] + str(records[-2:])[:600]
    return [change["hash"] for change in exported["result"]["changes"]], None


def check(path, chance):
    global failures, cuts
    whole = steps(path)
    places = [place for place in range(1, len(whole) + 1) if whole[place - 1][0].startswith(">")]
    for place in places if CUTS == 0 else chance.sample(places, min(CUTS, len(places))):
        cuts += 1
        with tempfile.TemporaryDirectory() as folder:
            for name in path.parent.iterdir():
                if name.suffix != ".desk":
                    os.symlink(name, os.path.join(folder, name.name))
            plain, fault = journal(whole[:place], folder)
            crashed, other = journal(whole[:place] + [["@crash"]], folder)
        if plain is None or plain != crashed:
            failures += 1
            print(f"FAILED {path.name} behind step {place} ({whole[place - 1][0]}), seed {SEED}:"
                  f" {fault or other or (plain[-3:], crashed[-3:])}")


for path in sorted(SESSIONS.glob("*.desk")):
    check(path, random.Random(f"{SEED}/{path.name}"))
print(f"crashes: seed {SEED}, {cuts} cuts, {failures} failed")
sys.exit(bool(failures))
