#!/usr/bin/env python3
"""The life of a store's file: closed it is one whole file; what is done to it behind a program's
back is noticed before anything is acknowledged; what cannot be written is still read.

usage: files.py DESK
"""
import json, os, pwd, shutil, signal, sqlite3, subprocess, sys, tempfile

from stores import Wire

DESK = os.path.abspath(sys.argv[1])
passed = failed = 0


def check(name, holds, shown=""):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print("FAILED", name, str(shown)[:400])
    return holds


def desk(path, *words, **more):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True, timeout=60,
                          **more)


def made(folder, name="desk.db", tickets=2):
    path = os.path.join(folder, name)
    for number in range(tickets):
        said = desk(path, "new", "for", f"C{number} <c{number}@x.example>", "low", ":", f"Subject {number}")
        assert said.returncode == 0, said.stderr
    return path


def beside(path):
    """What there is of a store but its file."""
    folder, name = os.path.split(path)
    return sorted(entry[len(name):] for entry in os.listdir(folder) if entry.startswith(name) and entry != name)


def closed(folder):
    path = made(folder)
    check("a closed store is one file", beside(path) == [], beside(path))
    wire = Wire(DESK, path)
    check("an open one has its log", "-wal" in beside(path), beside(path))
    check("others come and go beside it", desk(path, "note", "1", ":", "x").returncode == 0
          and "-wal" in beside(path) and "result" in wire.note())
    wire.end()
    check("and is one file again when the last has closed it", beside(path) == [], beside(path))
    wire = Wire(DESK, path)
    wire.note("before the kill")
    wire.end(signal.SIGKILL)
    check("a kill leaves its log", "-wal" in beside(path), beside(path))
    found = desk(path, "history", "1")
    check("whose words are there", "before the kill" in found.stdout and beside(path) == [], beside(path))


def copied(folder):
    """A backup copied over a closed store by plain cp."""
    path = made(folder, "copied.db")
    backup = os.path.join(folder, "backup.db")
    check("a backup is written", desk(path, "backup", backup).returncode == 0)
    check("as one file", beside(backup) == [], beside(backup))
    check("of which nobody else reads a word", os.stat(backup).st_mode & 0o777 == 0o600)
    assert desk(path, "note", "1", ":", "after the backup").returncode == 0
    shutil.copyfile(backup, path)
    found = desk(path, "history", "1")
    check("cp brings the old state back", found.returncode == 0 and "after the backup" not in found.stdout,
          found.stdout + found.stderr)
    check("which holds, and takes new words", desk(path, "verify").returncode == 0
          and desk(path, "note", "1", ":", "x").returncode == 0)


def behind(folder):
    """A file removed, replaced or cut under a running program."""
    def replaced(path):
        shutil.copyfile(path, path + ".copy")
        os.rename(path + ".copy", path)

    def cut(path):
        os.truncate(path, os.path.getsize(path) // 2)

    deeds = {"removed": os.remove, "moved": lambda path: os.rename(path, path + ".old"),
             "replaced": replaced, "cut to nothing": lambda path: os.truncate(path, 0), "cut": cut,
             "deprived of its log": lambda path: os.remove(path + "-wal"),
             "deprived of its log's index": lambda path: os.remove(path + "-shm"),
             "deprived of all in its log's index": lambda path: os.truncate(path + "-shm", 0),
             "deprived of half of its log's index": lambda path: os.truncate(path + "-shm", 10_000)}
    for name, deed in deeds.items():
        path = made(folder, name.replace(" ", "-").replace("'", "") + ".db")
        wire = Wire(DESK, path)
        before = wire.note("before")
        assert "result" in before, before
        deed(path)
        for what in "note", "show":
            answer = wire.note("after") if what == "note" else wire.call("ticket.show", ticket=1)
            data = answer.get("error", {}).get("data", {})
            check(f"a store that was {name} is told of by {what}", data.get("kind") == "storage-failed", answer)
            check("and asking again is no help", data.get("retryable") is False, answer)
        wire.end()


def lost(folder):
    """An index that is cut under a program that reads by it."""
    path = made(folder, "lost.db")
    wire = Wire(DESK, path)
    for _ in range(200):
        wire.note("n" * 20_000)
    head = wire.call("audit.head")["result"]
    process = subprocess.Popen([DESK, "--db", path, "export", "--journal"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    # It has begun, and cannot go on: no pipe takes all of it.
    begun = process.stdout.readline()
    os.truncate(path + "-shm", 0)
    _, said = process.communicate(timeout=60)
    check("memory that is gone is told of", begun and process.returncode == 3
          and b"[storage-failed]" in said, (process.returncode, said))
    answer = wire.note("after")
    check("and noticed by others", answer.get("error", {}).get("data", {}).get("kind") == "storage-failed", answer)
    wire.end()
    check("all is there for the next", json.loads(desk(path, "--json", "audit", "head").stdout) == head
          and desk(path, "verify").returncode == 0)


def doubled(folder):
    """A store under two names would have two logs."""
    path = made(folder, "doubled.db")
    twin = os.path.join(folder, "twin.db")
    os.link(path, twin)
    for name in path, twin:
        said = desk(name, "note", "1", ":", "x")
        check("a store with two names is refused", said.returncode == 3 and "names" in said.stderr, said)
    os.remove(twin)
    wire = Wire(DESK, path)
    os.link(path, twin)
    answer = wire.note()
    check("and one that gets a second name is too", answer.get("error", {}).get("data", {}).get("kind") ==
          "storage-failed", answer)
    os.remove(twin)
    check("until it has one again", "result" in wire.note())
    wire.end()


def taken_over(folder):
    """A backup moved into the place of an open store is not ruined by the other's log."""
    for deed in os.replace, shutil.copyfile:
        path, backup = made(folder, f"taken-{deed.__name__}.db"), os.path.join(folder, f"over-{deed.__name__}.db")
        assert desk(path, "backup", backup).returncode == 0
        wire = Wire(DESK, path)
        for number in range(30):
            wire.note(f"note {number}")
        if deed is os.replace:
            os.replace(backup, path)
            answer = wire.note("after")
            check("it is noticed", answer.get("error", {}).get("data", {}).get("kind") == "storage-failed", answer)
            wire.end()
            said = desk(path, "verify")
            check("and is whole when the other has ended", said.returncode == 0, said.stdout + said.stderr)
        else:
            wire.end()
            shutil.copyfile(backup, path)
            check("a closed one is taken over by cp", desk(path, "verify").returncode == 0)


def readable(folder):
    """As somebody who may read file and folder and write neither."""
    if os.getuid() != 0:
        print("skipped: only root can become somebody else, who can only read")
        return
    nobody = pwd.getpwnam("nobody")
    path = made(folder, "readable.db")
    os.chmod(folder, 0o755)
    os.chmod(path, 0o644)

    def become():
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)

    def read(*words):
        return subprocess.run([PROGRAM, "--db", path, "--as", "C0", *words], capture_output=True,
                              text=True, timeout=60, preexec_fn=become)

    # The program itself must be within reach of that somebody.
    with tempfile.TemporaryDirectory() as reach:
        os.chmod(reach, 0o755)
        PROGRAM = shutil.copy(DESK, os.path.join(reach, "desk"))
        found = read("show", "1")
        check("what can only be read is opened",
              "cannot be opened" not in found.stderr and "desk.db-shm" not in found.stderr, found.stderr)
        check("and nothing is made beside it", beside(path) == [], beside(path))
        found = read("note", "1", ":", "x")
        check("nor written", found.returncode != 0, found.stdout)


def lasting(folder):
    """One-shot calls without end leave a store as quick as it was."""
    path = made(folder, "lasting.db")
    for number in range(60):
        assert desk(path, "note", "1", ":", f"note {number}").returncode == 0
    check("nothing grows beside a store", beside(path) == [], beside(path))


def killed(folder):
    """A backup that is killed leaves nothing that the next one does not remove."""
    path = made(folder, "killed.db")
    target = os.path.join(folder, "killed-copy.db")
    begun = 0
    def left_behind():
        return any(name.startswith(".desk-new-") for name in os.listdir(folder))

    # One of them sweeps away what the one before left.
    for _ in range(200):
        if begun == 10:
            break
        process = subprocess.Popen([DESK, "--db", path, "backup", target], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        while process.poll() is None and not left_behind():
            pass
        process.kill()
        process.wait()
        begun += left_behind()
        if os.path.exists(target):
            check("a copy is whole or is not there", desk(target, "verify").returncode == 0)
            os.remove(target)
    check("the next one is written", desk(path, "backup", target).returncode == 0)
    check("kills met backups that were begun", begun == 10, begun)
    left = [name for name in os.listdir(folder) if name.startswith(".")]
    check("and leaves nothing of the killed ones", left == [], left)


def told(folder):
    """A copy that did not come to be is none, and the one before it counts."""
    path, backup = made(folder, "told.db"), os.path.join(folder, "told-backup.db")
    assert desk(path, "backup", backup).returncode == 0
    nowhere = os.path.join(folder, "nowhere", "x.db")
    check("a backup to nowhere fails", desk(path, "backup", nowhere).returncode == 3)
    said = desk(path, "doctor").stdout
    check("and is no backup", "good backup" in said and "nowhere" not in said, said)


def restored(folder):
    path, backup = made(folder, "restored.db"), os.path.join(folder, "restored-backup.db")
    assert desk(path, "backup", backup).returncode == 0
    assert desk(path, "note", "1", ":", "after the backup").returncode == 0
    whole = open(path, "rb").read()

    def refused(name, source, kind, status=3):
        said = desk(path, "restore", source)
        check(f"{name} is not restored", said.returncode == status and f"[{kind}]" in said.stderr, said)
        check(f"and {name} changes nothing", open(path, "rb").read() == whole and beside(path) == [],
              beside(path))

    bad = os.path.join(folder, "bad.db")
    shutil.copyfile(backup, bad)
    connection = sqlite3.connect(bad)
    connection.executescript("DROP TRIGGER event_fixed; UPDATE event SET occurred_at = 1 WHERE sequence = 5")
    connection.close()
    refused("a backup that does not hold", bad, "storage-failed")
    refused("a file that is not there", os.path.join(folder, "nowhere.db"), "storage-failed")
    refused("a file of something else", __file__, "storage-failed")
    refused("the store itself", path, "bad-value", 2)
    refused("a folder", folder, "storage-failed")
    pipe, folded = os.path.join(folder, "pipe"), os.path.join(folder, "folded")
    os.mkfifo(pipe)
    refused("a pipe", pipe, "storage-failed")
    other = made(folder, "other.db")
    refused("another desk's store", other, "bad-value", 2)
    os.mkdir(folded)
    said = desk(folded, "restore", backup)
    check("a folder is no store that could be replaced", said.returncode == 3 and os.path.isdir(folded), said)
    wire = Wire(DESK, path)
    said = desk(path, "restore", backup)
    check("a store that others have open is not replaced",
          said.returncode == 3 and "[storage-busy]" in said.stderr and "result" in wire.note("still"), said)
    wire.end()

    said = desk(path, "restore", backup)
    kept = [name for name in beside(path) if name.startswith(".kept-")]
    check("a backup is restored", said.returncode == 0 and len(kept) == 1 and kept[0] in said.stdout, said)
    check("what it holds is there", "after the backup" not in desk(path, "history", "1").stdout
          and desk(path, "verify").returncode == 0)
    check("what was there is kept", "after the backup" in desk(path + kept[0], "history", "1").stdout)
    flat = " ".join(said.stdout.split())
    check("what the other has alone is told", "are in that one alone: desk restore" in flat, said)
    check("and it goes on", desk(path, "note", "1", ":", "on").returncode == 0)

    # A copy that went its own way has as many changes, and others.
    apart = os.path.join(folder, "apart.db")
    assert desk(path, "backup", apart).returncode == 0
    for store, text in ((apart, "there"), (path, "here")):
        assert desk(store, "note", "1", ":", text).returncode == 0
    said = desk(path, "restore", apart)
    check("a copy that went its own way has not what the store has", said.returncode == 0
          and "is in that one alone" in " ".join(said.stdout.split()), said)

    # Stopped behind the exchange, and before it.
    staged = os.path.join(folder, ".desk-restoring-" + os.path.basename(path))
    os.rename(path + kept[0], staged)
    check("a restore that was stopped is finished by the next", desk(path, "restore", backup).returncode == 0
          and "after the backup" in desk(path + kept[0], "history", "1").stdout, beside(path))
    shutil.copyfile(backup, staged)
    check("and a copy that nobody needs is removed", desk(path, "restore", backup).returncode == 0
          and not os.path.exists(staged), beside(path))
    # Stopped behind the exchange, and then yet another store was put there.
    assert desk(path, "note", "1", ":", "in that one alone").returncode == 0
    os.rename(path, staged)
    shutil.copyfile(backup, path)
    begun = os.path.join(folder, ".desk-new-1x")
    shutil.copyfile(backup, begun)
    said = "".join(desk(path, "doctor").stdout.split())
    check("doctor names what was left, and what was begun", all(name in said for name in (
        ".desk-restoring-", ".desk-new-1x")), said)
    os.remove(begun)
    check("a store that was there is kept, whatever lies there now", desk(path, "restore", backup).returncode == 0
          and any("in that one alone" in desk(path + end, "history", "1").stdout
                  for end in beside(path) if end.startswith(".kept-")), beside(path))
    # Of which names nothing can be made.
    long = os.path.join(folder, "s" * 233)
    shutil.copyfile(backup, long)
    assert desk(long, "note", "1", ":", "behind the backup").returncode == 0
    said = desk(long, "restore", backup)
    check("a name that is too long for what is kept is refused, and nothing done", said.returncode == 3
          and "behind the backup" in desk(long, "history", "1").stdout, said)
    os.remove(long)
    link = os.path.join(folder, "link.db")
    os.symlink(path, link)
    assert desk(link, "note", "1", ":", "by the link").returncode == 0
    check("what a link leads to is replaced, and not the link", desk(link, "restore", backup).returncode == 0
          and os.path.islink(link) and "by the link" not in desk(path, "history", "1").stdout)
    os.remove(link)

    for name, ruin in ("cut", lambda: os.truncate(path, 5_000)), ("gone", lambda: os.remove(path)):
        ruin()
        said = desk(path, "restore", backup)
        check(f"a store that is {name} is restored", said.returncode == 0
              and desk(path, "verify").returncode == 0, said)

    for milliseconds in range(0, 60, 2):
        process = subprocess.Popen([DESK, "--db", path, "restore", backup], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=milliseconds / 1_000)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if not check("killed at any instant it leaves a whole store", desk(path, "verify").returncode == 0):
            break
    check("and nothing that is not kept", all(name.startswith(".kept-") for name in beside(path)),
          beside(path))


def looked_after(folder):
    """What `doctor` says, and that it says so."""
    home = os.path.join(folder, "home")
    os.mkdir(home, 0o700)
    path = made(home, "doctor.db")

    def found(subject):
        said = desk(path, "--json", "doctor")
        answer = json.loads(said.stdout)
        check("its exit status is its verdict", said.returncode == (0 if answer["well"] else 1), said)
        return next(each for each in answer["checks"] if each["subject"] == subject)

    check("nothing is bad", found("file")["state"] == "good")
    check("no backup is a warning", found("backup")["state"] == "warning")
    assert desk(path, "backup", os.path.join(home, "copy.db")).returncode == 0
    check("a backup is known", found("backup")["state"] == "good" and "copy.db" in found("backup")["says"])
    os.rename(os.path.join(home, "copy.db"), os.path.join(home, "elsewhere.db"))
    check("one that is gone is a warning", found("backup")["state"] == "warning")
    check("the clock fits", found("clock")["state"] == "good")
    os.chmod(path, 0o644)
    check("a file that others read is a warning", found("file")["state"] == "warning")
    os.chmod(path, 0o622)
    check("one that others write is bad", found("file")["state"] == "bad")
    os.chmod(path, 0o600)
    os.chmod(home, 0o770)
    check("a folder that its group writes is a warning", found("folder")["state"] == "warning")
    os.chmod(home, 0o1777)
    check("so is one in which others may put files and replace none",
          found("folder")["state"] == "warning" and desk(path, "list").stderr == "")
    os.chmod(home, 0o777)
    check("one that others write is bad", found("folder")["state"] == "bad")
    check("and told at every start", home in desk(path, "list").stderr)
    os.chmod(home, 0o700)
    check("which is quiet elsewhere", desk(path, "list").stderr == "")
    connection = sqlite3.connect(path)
    connection.executescript("UPDATE ticket SET due_at = 1 WHERE number = 2")
    connection.close()
    check("a list that is wrong is told of", found("list")["state"] == "bad", found("list"))


with tempfile.TemporaryDirectory() as folder:
    for part in closed, copied, behind, lost, doubled, taken_over, readable, lasting, killed, told, restored, looked_after:
        part(folder)
print(f"files: {passed} passed, {failed} failed")
sys.exit(bool(failed))
