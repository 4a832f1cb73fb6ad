#!/usr/bin/env python3
"""An argument that is no UTF-8 is refused; a path is bytes.

usage: arguments.py DESK
"""
import glob, json, os, subprocess, sys, tempfile

import grammar as language, stage as edges
from values import ILLEGIBLE

# In folders' names and files' names, and both.
PLACES = [b"caf\xe9.db", b"caf\xe9/desk.db", b"caf\xe9/\xff\xfe.db", b"\xc3.db", "größe\u0301.db".encode()]


def refused(stage, check, grammar):
    """Every slot of every command that is no path, and every place in a line."""
    store = stage.store()
    before = stage.journal(store)
    for entry in grammar.entries + grammar.program_words:
        start = [] if entry.name == "program.desk" else [
            word.encode() for word in language.verb(entry.usage).split()]
        for place, (slot, (kind, _)) in enumerate(entry.slots.items()):
            if kind == "file":
                continue
            value = ILLEGIBLE[place % len(ILLEGIBLE)]
            said = b"--%s=%s" % (slot.encode(), value)
            # Behind a flag it would be another slot's, such as a path's.
            for words in [start + [said]] + [start + [b"--" + slot.encode(), value]] * (kind != "flag"):
                done = stage.run(*words, store=store)
                check(f"{words}", done.returncode == 2 and done.stderr, done)
    for value in ILLEGIBLE:
        for words in ([value], [b"list", value], [b"note", b"1", b":", value], [b"note", b"1", value],
                      [b"new", b"for", b"Zo\xe9", b"low", b":", b"x"], [b"-c", b"list " + value],
                      [b"tag", b"1", value], [b"--as", value, b"list"], [b"--as=" + value, b"list"],
                      [b"backup", b"to", b"x", value], [b"schema", value], [b"--" + value]):
            done = stage.run(*words, store=store)
            check(f"{words}", done.returncode == 2 and done.stderr, done)
            done.stderr.decode()
    done = stage.run("note", "1", ":", b"\xff", store=store)
    check("which, and why", b"not-text" in done.stderr and b"argument 6" in done.stderr, done)
    check("nothing was changed", stage.journal(store) == before)


def paths(stage, check):
    """Every word that names a file, with names that are no text."""
    work = os.fsencode(stage.folder / "paths")
    for place in PLACES:
        name = os.path.join(work, place)
        os.makedirs(os.path.dirname(name), exist_ok=True)
        text = os.fsdecode(name)
        # `--db` is given by the stage, and the last of two is refused: a call of its own.
        call = lambda *words, **more: subprocess.run(
            [stage.program, *words], env=stage.environment | more, capture_output=True, timeout=60,
            stdin=subprocess.DEVNULL)
        done = call(b"--db", name, "note", "1", ":", "x")
        check(f"a first start at {place}", done.returncode == 1 and os.path.exists(name), done)
        check(f"and there alone {place}", not [other for other in os.listdir(os.path.dirname(name))
              if other.startswith("caf\ufffd".encode()) or b"\xf4\x8f" in other], os.listdir(work))
        done = call(b"--db=" + name, "new", "for", "me", "low", ":", "x")
        check(f"a write at {place}", done.returncode == 0 and not done.stderr, done)
        done = call("verify", DESK_DB=text)
        check(f"by the environment, {place}", done.returncode == 0 and b"holds" in done.stdout, done)
        copy = name + b"-copy"
        done = call(b"--db", name, "backup", "to", copy)
        check(f"a backup to {place}", done.returncode == 0 and os.path.exists(copy), done)
        done = call(b"--db", copy, "show", "1")
        check(f"and it opens, {place}", done.returncode == 0, done)
        done = call(b"--db", name, "backup", "to", copy)
        check(f"a backup where {place} is", done.returncode in (1, 3) and b"error" in done.stderr, done)
        session = name + b".desk"
        with open(session, "w") as file:
            file.write("@clock 2026-03-02T09:00 zone UTC\n> whoami\n| nobody\n")
        for words, status in ((["replay", session], 1), (["replay", "--bless", session], 1),
                              (["replay", session], 0), (["replay", b"--log=" + name + b".log", session], 0),
                              (["replay", "--log", name + b".log", session], 0)):
            done = call(*words)
            if words[1] == "--bless":
                check(f"blessed, {place}", done.returncode == 0 and b"nobody" not in open(session, "rb").read(), done)
            else:
                check(f"{words}", done.returncode == status, done)
        check(f"the log, {place}", os.path.exists(name + b".log"))
        missing = name + b".missing"
        for words in (["replay", missing], ["import", "servicenow", missing]):
            done = call(b"--db", name, *words)
            check(f"{words}", done.returncode == 3 and b"cannot be read" in b" ".join(done.stderr.split()),
                  done)
            done.stderr.decode()


def unknown(stage, check, folder):
    """Where the words of the call are not told, nothing is done: none given is another call."""
    libraries = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
    if not libraries:
        print("skipped: no faketime, whose library keeps the words from a program that preloads it")
        return
    home = os.path.join(folder, "nobody's home")
    os.mkdir(home)
    done = subprocess.run([sys.argv[1], "--db", os.path.join(home, "named.db"), "whoami"],
                          input=b"whoami\n", capture_output=True, timeout=20,
                          env=dict(os.environ, LD_PRELOAD=libraries[0], HOME=home, XDG_DATA_HOME=home))
    check("words that are not told", (done.returncode, os.listdir(home)) in ((3, []), (0, ["named.db"])), done)


def main():
    check = edges.Checks("arguments")
    grammar = language.Grammar(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        stage = edges.Stage(sys.argv[1], folder)
        refused(stage, check, grammar)
        paths(stage, check)
        unknown(stage, check, folder)
        # No path holds a zero, and what stands before one is none either.
        answer = json.loads(stage.run("rpc", store=stage.store(), cwd=folder, input=json.dumps(
            {"jsonrpc": "2.0", "id": 1, "method": "desk.backup", "params": {"path": "a\0b"}}).encode()
            + b"\n").stdout)
        check("a path with a zero", "path" in answer.get("result", {}).get("inputs", {})
              and not os.path.exists(os.path.join(folder, "a")), answer)
    check.end()


main()
