#!/usr/bin/env python3
"""What is done to a store's log and its index under a program that has it open.

usage: beneath.py DESK

Each deed with and without another program that writes behind it. The rules: nothing is acknowledged
into what is not the store any more; where nothing was put in place of the store's own bytes, all that
was acknowledged is there at the next start; and a store of which something is gone is not proven.
What a program acknowledged that is not in the store any more is in a store that it wrote beside it, or
it says that it is nowhere; a program that says so does not end well, and doctor knows the file.
"""
import concurrent.futures, glob, os, shutil, signal, sqlite3, subprocess, sys, tempfile, threading

import stores

DESK = os.path.abspath(sys.argv[1])
ENDS = ("", "-wal", "-shm")
passed = failed = 0
counting = threading.Lock()


def check(name, holds, shown=""):
    global passed, failed
    with counting:
        passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print("FAILED", name, str(shown)[:500])


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True, timeout=60)


class Open(stores.Wire):
    """A program that has a store open, and what it acknowledged."""

    def __init__(self, path):
        super().__init__(DESK, path)
        self.said = []

    def note(self, text):
        if "result" not in super().note(text):
            return False
        self.said.append(text)
        return True


def made(folder, name):
    path = os.path.join(folder, name)
    done = desk(path, "new", "for", "Cleo <cleo@x.example>", "urgent", ":", "First")
    assert done.returncode == 0, done
    return path


def texts(path):
    store = sqlite3.connect(path)
    kept = {row[0] for row in store.execute("SELECT value FROM vault WHERE member = 'text'")}
    store.close()
    return kept


def removed(*ends):
    def deed(path, _, __):
        for end in ends:
            os.remove(path + end)
    return deed


def put(source, *ends):
    """Copies files over those that lie there, in place."""
    def deed(path, old, other):
        for end in ends:
            shutil.copyfile((old if source == "old" else other) + end, path + end)
    return deed


def taken(path, old, _):
    """Another file is put in the place of the store's, by its name."""
    shutil.copyfile(old, path + ".new")
    os.rename(path + ".new", path)


def gone(path, *_):
    for end in ENDS:
        os.remove(path + end)


def led(path, *_):
    """The store is moved, and a link leads to where it is."""
    os.mkdir(path + ".d")
    os.rename(path, path + ".d/x.db")
    os.symlink(path + ".d/x.db", path)


def cut(path, *_):
    """What the log has pages for is not all that goes."""
    os.truncate(path, os.path.getsize(path) - 10 * 4096)


def beheaded(path, *_):
    with open(path + "-wal", "r+b") as log:
        log.write(bytes(32))


def emptied(path, *_):
    open(path + "-wal", "w").close()


DEEDS = {
    "another file taken for it": taken, "all removed": gone, "the log emptied": emptied,
    "a link put in its place": led, "the file cut": cut, "the log's head put over": beheaded,
    "the index removed": removed("-shm"), "the log removed": removed("-wal"),
    "both removed": removed("-wal", "-shm"),
    **{f"{source} {' and '.join(end or 'file' for end in ends)} put over": put(source, *ends)
       for source in ("old", "other")
       for ends in (("-shm",), ("-wal",), ("-wal", "-shm"), ("", "-wal"), ("", "-shm"), ENDS)},
}


def tried(folder, name, deed, another):
    path, other = made(folder, "s.db"), made(folder, "other.db")
    mine, theirs = Open(path), Open(other)
    for number in range(2):
        assert mine.note(f"mine {number}") and theirs.note(f"other's {number}")
    old = os.path.join(folder, "old.db")
    for end in ENDS:
        shutil.copyfile(path + end, old + end)
    for number in range(2, 5):
        assert mine.note(f"mine {number}")
    deed(path, old, other)
    said = set(mine.said)
    if another:
        word = "another's"
        if desk(path, "note", "1", ":", word).returncode == 0:
            said.add(word)
    more = mine.note("behind the deed")
    mine.end()
    theirs.end()
    what = name + (", and another writes" if another else "")
    proof = desk(path, "verify")
    kept = texts(path) if proof.returncode == 0 else set()
    said |= {"behind the deed"} if more else set()
    if deed in (DEEDS["the index removed"],):
        check(f"{what}: all is there", proof.returncode == 0 and said <= kept, (proof, said - kept))
    rescued = glob.glob(path + ".rescued-*")
    held = set().union(kept, *map(texts, rescued))
    lost = set(mine.said) - held
    if rescued or lost:
        check(f"{what}: it says that what it acknowledged is not there, and ends so",
              mine.status == 3 and "may not be in it" in mine.words, (mine.status, mine.words))
        check(f"{what}: where it is", not lost or "could not be written" in mine.words,
              (lost, mine.words))
    for file in rescued:
        check(f"{what}: what was rescued is whole", desk(file, "verify").returncode == 0)
        # What a link leads to lies elsewhere.
        if proof.returncode == 0 and deed is not led:
            check(f"{what}: doctor names it",
                  os.path.basename(file) in desk(path, "--json", "doctor").stdout)
    if more:
        check(f"{what}: what is acknowledged behind it is there", "behind the deed" in kept, proof)
    if another and "another's" in said and proof.returncode == 0 and "put over" not in name:
        check(f"{what}: the other's is there", "another's" in kept or not more, proof)


def strange(path, name):
    """Puts what is no store over one."""
    if name == "nothing":
        open(path, "w").close()
    elif name == "one page":
        os.truncate(path, 4096)
    elif name == "zeros":
        with open(path, "r+b") as file:
            file.write(bytes(100))
    elif name == "a byte of the second page":
        with open(path, "r+b") as file:
            file.seek(4096)
            byte = file.read(1)[0]
            file.seek(4096)
            file.write(bytes([byte ^ 255]))
    else:
        other = path + ".other"
        store = sqlite3.connect(other, isolation_level=None)
        store.execute(f"PRAGMA journal_mode = {name}")
        store.execute("CREATE TABLE t (x)")
        store.execute("INSERT INTO t VALUES (randomblob(100000))")
        store.close()
        with open(other, "rb") as source, open(path, "r+b") as target:
            target.truncate()
            target.write(source.read())


def killed(folder, name):
    """The log of a program that was killed is all that has its changes, whatever is put over the file."""
    path = made(folder, "s.db")
    mine = Open(path)
    for number in range(3):
        assert mine.note(f"mine {number}")
    mine.end(signal.SIGKILL)
    whole, log = open(path, "rb").read(), open(path + "-wal", "rb").read()
    strange(path, name)
    for words in (["list"], ["note", "1", ":", "more"], ["verify"]):
        said = desk(path, *words)
        check(f"{name} beside a log: {words[0]} is refused", said.returncode == 3, said)
    check(f"{name} beside a log: that is as it was",
          os.path.exists(path + "-wal") and open(path + "-wal", "rb").read() == log)
    with open(path, "r+b") as file:
        file.truncate()
        file.write(whole)
    said = desk(path, "verify")
    check(f"{name}: with the file again all is there", said.returncode == 0
          and {f"mine {number}" for number in range(3)} <= texts(path), said)


def back(folder):
    """A store that is put back is written again; of one that is taken a second time all is there."""
    path = made(folder, "s.db")
    mine = Open(path)
    assert mine.note("one")
    for round in ("first", "second"):
        os.rename(path, path + ".aside")
        shutil.copyfile(path + ".aside", path)
        check(f"{round}: what is not the store any more is not written", not mine.note(f"lost {round}"))
        rescued = glob.glob(path + ".rescued-*")
        check(f"{round}: what was acknowledged is rescued", len(rescued) == 1
              and set(mine.said) <= texts(rescued[0]), rescued)
        if round == "first":
            os.rename(path + ".aside", path)
            check("a store that is put back is written again", mine.note("again") and mine.note("more"))
            check("and what was rescued goes", not glob.glob(path + ".rescued-*"))
    mine.end()
    check("the second time it is told too", mine.status == 3 and rescued[0] in mine.words, mine.words)
    said = desk(path, "restore", rescued[0])
    check("what was rescued is restored", said.returncode == 0 and set(mine.said) <= texts(path), said)
    # Numbers of programs come again.
    mine = Open(path)
    assert mine.note("third")
    taken = f"{path}.rescued-{mine.process.pid}"
    open(taken, "w").close()
    os.rename(path, path + ".aside")
    mine.end()
    others = [name for name in glob.glob(path + ".rescued-*") if name != taken and name != rescued[0]]
    check("a name that is taken is left, and another found", os.path.getsize(taken) == 0
          and len(others) == 1 and "third" in texts(others[0]), (others, mine.words))


def linked(folder):
    """What is behind a link lies beside the file to which it leads."""
    path = made(folder, "s.db")
    os.mkdir(os.path.join(folder, "elsewhere"))
    link = os.path.join(folder, "elsewhere", "link.db")
    os.symlink(path, link)
    mine = Open(link)
    assert mine.note("by the link")
    said = desk(os.path.join(folder, "copy.db"), "restore", link)
    check("a restore from a link has what is in the log", said.returncode == 0
          and "by the link" in texts(os.path.join(folder, "copy.db")), said)
    os.remove(path + "-wal")
    check("what is done beneath a link is noticed", not mine.note("lost"))
    mine.end()
    rescued = glob.glob(path + ".rescued-*")
    check("and rescued beside the file", len(rescued) == 1 and "by the link" in texts(rescued[0]), rescued)


STRANGE = ("nothing", "one page", "zeros", "a byte of the second page", "wal", "delete")


def alone(top, rule, *words):
    """One of the rules, in a folder of its own."""
    with tempfile.TemporaryDirectory(dir=top) as folder:
        rule(folder, *words)


# Side by side, for most of their time they wait.
with tempfile.TemporaryDirectory() as top, concurrent.futures.ThreadPoolExecutor(4) as pool:
    done = [pool.submit(alone, top, killed, name) for name in STRANGE]
    done += [pool.submit(alone, top, whole) for whole in (back, linked)]
    done += [pool.submit(alone, top, tried, name, deed, another)
             for name, deed in DEEDS.items() for another in (False, True)]
    for one in done:
        one.result()
print(f"beneath: {len(DEEDS)} deeds, {passed} passed, {failed} failed")
sys.exit(bool(failed))
