#!/usr/bin/env python3
"""What cannot be written is an error and exit 3, by every way in.

usage: output.py DESK

A full device, a pipe whose reader has gone, and a limit on the size of files, for every word and
every way in. A reader that has gone is told nothing; everything else is said on standard error.
What a store cannot take is not acknowledged, and what was acknowledged is there.
"""
import json, os, subprocess, sys, tempfile

import stage as edges

PING = b'{"jsonrpc":"2.0","id":1,"method":"rpc.ping"}\n'
SESSION = "@clock 2026-03-02T09:00 zone UTC\n> whoami\n"
INCIDENTS = ("number,incident_state,active,opened_at,opened_by,caller_id,assigned_to,priority,"
             "resolved_at,closed_at,sys_updated_at,category\n")


def ways(stage):
    """Every way in that prints: its name, its words, what it reads."""
    session = stage.folder / "one.desk"
    session.write_text(SESSION)
    schemas = [("openrpc",), ("reference",), ("man",)] + [
        ("completion", shell) for shell in ("bash", "zsh", "fish")]
    for word in [("--help",), ("--version",), *[("schema", *words) for words in schemas]]:
        yield " ".join(word), word, None
    for word in ("list", "list all", "show 1", "history 1", "why 1", "export --journal", "verify",
                 "help", "help exit-codes", "whoami", "report sla", "people"):
        yield word, tuple(word.split()), None
        yield "--json " + word, ("--json", *word.split()), None
        yield "-c " + word, ("-c", word), None
        yield "a pipe: " + word, (), word.encode() + b"\n"
    yield "--json of a refusal", ("--json", "show", "99"), None
    yield "a write", ("note", "1", ":", "written"), None
    yield "rpc", ("rpc",), PING
    for via in ("in-process", "rpc"):
        yield f"replay --via {via}", ("replay", "--via", via, str(session)), None


def full(stage, check):
    with open("/dev/full", "wb") as device:
        for name, words, given in ways(stage):
            done = stage.run(*words, store=stage.store(), stdout=device,
                             **({"input": given} if given else {}))
            said = done.stderr.decode()
            check(f"a full device, {name}",
                  done.returncode == 3 and "standard output" in said and "No space left" in said, done)


def gone(stage, check):
    for name, words, given in ways(stage):
        reading, writing = os.pipe()
        os.close(reading)
        done = stage.run(*words, store=stage.store(), stdout=writing,
                         **({"input": given} if given else {}))
        os.close(writing)
        check(f"a reader that has gone, {name}",
              done.returncode == 3 and b"written" not in done.stderr and b"Broken" not in done.stderr,
              done)


def errors(stage, check):
    """What is for standard error: an error's own status says more than that it was not written."""
    reading, writing = os.pipe()
    os.close(reading)
    with open("/dev/full", "wb") as device:
        for target in (device, writing):
            for words, status in ((("show", "99"), 1), (("colour",), 2), (("list",), 0),
                                  (("--colour",), 2)):
                done = stage.run(*words, store=stage.store(), stderr=target)
                check(f"an error that cannot be written, {words}", done.returncode == status, done)
            new = stage.folder / f"new-{target if isinstance(target, int) else 'full'}.db"
            done = stage.run("list", store=new, stderr=target)
            check("a note that cannot be written", done.returncode == 3, done)
    os.close(writing)


def sizes(stage, check):
    """A limit on the size of files, of which a signal tells."""
    for name, words, given in ways(stage):
        # What opens a store needs more than the store has; what is printed is more than a byte.
        done = stage.run(*words, store=stage.store(), preexec_fn=edges.limited(0),
                         stdout=open(stage.folder / "printed", "wb"),
                         **({"input": given} if given else {}))
        check(f"a limit on files, {name}", done.returncode == 3 and done.stderr, done)
    for words in (("--help",), ("schema", "openrpc")):
        with open(stage.folder / "printed", "wb") as file:
            done = stage.run(*words, store=stage.store(), stdout=file, preexec_fn=edges.limited(100))
        check(f"a limit within {words}", done.returncode == 3 and b"too large" in done.stderr, done)


def stores(stage, check):
    """A store that cannot grow: what is acknowledged is there, what is refused is not."""
    text = "x" * 30_000
    request = {"jsonrpc": "2.0", "id": 1, "method": "ticket.note", "params": {"ticket": 1, "text": text}}
    shell, pipe, rpc = (
        (("note", "1", ":", text), None), ((), f"note 1 : {text}\n".encode()),
        (("rpc",), json.dumps(request).encode() + b"\n"))
    seen = set()
    size = os.path.getsize(stage.folder / "fixture.db")
    for limit in [0, 1, 4096, 32_767, 32_768, 40_000, 60_000, size, size + 1, size + 4096,
                  size + 60_000, 1 << 20]:
        for way, (words, given) in (("shell", shell), ("pipe", pipe), ("rpc", rpc)):
            store = stage.store()
            before = stage.journal(store)
            done = stage.run(*words, store=store, preexec_fn=edges.limited(limit),
                             **({"input": given} if given else {}))
            acknowledged = done.returncode == 0 and b'"error"' not in done.stdout
            after = stage.journal(store)
            name = f"a store that may have {limit} bytes, {way}"
            check(name, done.returncode in (0, 3) and (acknowledged or done.stderr or done.stdout), done)
            if way == "rpc" and done.returncode == 0 and not acknowledged:
                check(f"{name}: the error", json.loads(done.stdout)["error"]["data"]["kind"]
                      == "storage-failed", done)
            check(f"{name}: no more and no less", (after != before) == acknowledged, done)
            check(f"{name}: verify", stage.run("verify", store=store).returncode == 0)
            seen.add(acknowledged)
        copy = stage.folder / f"copy-{limit}.db"
        done = stage.run("backup", "to", str(copy), store=stage.store(), preexec_fn=edges.limited(limit))
        check(f"a backup of at most {limit} bytes", done.returncode in (0, 3)
              and (done.returncode == 0) == copy.exists() and (done.returncode == 0 or done.stderr), done)
        new = stage.folder / f"limited-{limit}.db"
        done = stage.run("list", store=new, preexec_fn=edges.limited(limit))
        check(f"a first start with at most {limit} bytes",
              done.returncode == 0 if new.exists() and not done.stderr.startswith(b"error")
              else done.returncode == 3 and done.stderr, done)
    check("both were seen", seen == {True, False}, seen)


def files(stage, check):
    """What is written beside standard output."""
    session = stage.folder / "wrong.desk"
    session.write_text("@clock 2026-03-02T09:00 zone UTC\n> whoami\n| nobody\n")
    done = stage.run("replay", "--log", "/dev/full", str(session), store=stage.store())
    check("a log on a full device", done.returncode == 3 and b"/dev/full" in done.stderr, done)
    done = stage.run("replay", "--bless", str(session), store=stage.store(),
                     preexec_fn=edges.limited(20_000), env=stage.environment)
    check("blessed or not, never a part", done.returncode in (0, 3)
          and session.read_text().startswith("@clock"), done)
    (stage.folder / "locked").mkdir(exist_ok=True)
    blocked = stage.folder / "locked" / "s.desk"
    blocked.write_text(session.read_text() if b"nobody" in session.read_bytes()
                       else "@clock 2026-03-02T09:00 zone UTC\n> whoami\n| nobody\n")
    (stage.folder / "locked" / "s.desk.part").mkdir()
    done = stage.run("replay", "--bless", str(blocked), store=stage.store())
    check("a session that cannot be rewritten", done.returncode == 3 and b"s.desk" in done.stderr, done)
    missing = stage.folder / "no" / "folder" / "log"
    done = stage.run("replay", "--log", str(missing), str(session), store=stage.store())
    check("a log that cannot be made", done.returncode == 3 and done.stderr, done)


def console(stage, check):
    """A person's terminal for input, and an answer that goes nowhere."""
    with open("/dev/full", "wb") as device:
        status, shown = stage.terminal(store=stage.store(), stdout=device, keys=[b"list\rquit\r"])
        check("the prompt, a full device", status == 3 and b"No space left" in shown, (status, shown))
    reading, writing = os.pipe()
    os.close(reading)
    status, shown = stage.terminal(store=stage.store(), stdout=writing, keys=[b"list\rquit\r"])
    os.close(writing)
    check("the prompt, a reader that has gone", status == 3 and b"written" not in shown,
          (status, shown))


def main():
    check = edges.Checks("output")
    with tempfile.TemporaryDirectory() as folder:
        stage = edges.Stage(sys.argv[1], folder)
        for part in (full, gone, errors, sizes, stores, files, console):
            part(stage, check)
    check.end()


main()
