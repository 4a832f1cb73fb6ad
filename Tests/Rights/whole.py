"""What holds of the table as a whole, and of the program's and the connection's own words."""
import os, pathlib, re, shutil, subprocess, tempfile

import door
from cells import filled
from table import (DEAF, ELSEWHERE, FIXTURE, FOLLOWING, HIDDEN, LINES, NOW, PEOPLE, PROGRAM, ROLES, STRANGER,
                   TABLE, holders)


def rows_are_entries(desk):
    """Every entry has a row, and every row an entry."""
    rows = {row.entry for row in TABLE} | set(PROGRAM) | set(DEAF) | LINES | FOLLOWING
    entries = set(desk.entries)
    assert set(desk.methods) <= entries, set(desk.methods) - entries
    assert not entries - rows, f"entries without a row: {sorted(entries - rows)}"
    assert not rows - entries, f"rows without an entry: {sorted(rows - entries)}"
    return len(entries)


def permissions_are_published(desk):
    """The permission that the description names is the first that a row of the entry has."""
    for name, method in desk.methods.items():
        rows = [row.permission for row in TABLE if row.entry == name]
        wanted = rows[0] if rows else None
        assert method.get("x-permission") == wanted, (name, method.get("x-permission"), wanted)
    return len(desk.methods)


def whoami_lists_the_matrix(desk):
    """`whoami` lists the permissions of the role, and no other."""
    words = {row.permission for row in TABLE if row.permission} | set(ELSEWHERE)
    with desk.opened() as open:
        for role, name in PEOPLE.items():
            for answer in (open.say(name, "whoami"), open.call(name, "session.whoami")):
                assert answer.kind == "done", answer.text
                assert answer.data["roles"] == [role], answer.text
                given, wanted = set(answer.data["permissions"]), {
                    word for word in words if role in holders(word)}
                assert given == wanted, (
                    f"{role}: too many {given - wanted}, too few {wanted - given}")
    return len(ROLES) * 2


def help_lists_what_is_allowed(desk):
    """`help` lists to each role the entries they may use."""
    with desk.opened() as open:
        for role, name in PEOPLE.items():
            answer = open.call(name, "desk.help")
            assert answer.kind == "done", answer.text
            listed = {command["name"] for command in answer.data["commands"]}
            barred = {row.entry for row in TABLE if row.marks[role] == "–"} - {
                row.entry for row in TABLE if row.marks[role] != "–"}
            if role != "administrator":
                barred |= {"program.import", "program.restore"}
            wanted = set(desk.entries) - barred
            assert listed == wanted, (role, listed ^ wanted)
    return len(ROLES)


def can_looks_for_who_is_named(desk):
    """`can` refuses a list by somebody whom the list itself would not find."""
    line = 'list customer:"Otto Pike"'
    with desk.opened() as open:
        for role, name in PEOPLE.items():
            answer, can = open.say(name, line), open.say(name, "can " + line)
            wanted = "not-found" if role == "customer" else "done"
            assert answer.kind == wanted, f"{role}: {answer.text}"
            assert can.data["can"] is (wanted == "done"), f"{role}: {can.text}"
            assert can.data.get("kind", "done") == wanted, f"{role}: {can.text}"
    return len(ROLES)


def program_words_are_not_here(desk):
    """At a prompt a word of the program is refused to everybody, and `can` says so."""
    tries = 0
    with desk.opened() as open:
        before = open.journal()
        for name in (*PEOPLE.values(), STRANGER):
            for line in PROGRAM.values():
                answer, can = open.say(name, line), open.say(name, "can " + line)
                assert answer.kind == "not-here", f"{name}: {line}: {answer.text}"
                assert can.data["can"] is False, f"{name}: can {line}: {can.text}"
                tries += 1
        assert open.journal() == before
    return tries


def connection_knows_nobody(desk):
    """The connection's own methods say the same to everybody, and nothing of the desk."""
    answers = {}
    for name in (*PEOPLE.values(), STRANGER):
        with desk.opened() as open:
            open.call(name, "desk.execute", {"line": "whoami"})
            for method in ("rpc.ping", "rpc.discover", "initialize", "initialized", "$/setTrace",
                           "rpc.status", "$/cancelRequest", "events.unsubscribe", "shutdown", "exit"):
                answer = open.call(name, method, DEAF[method])
                answers.setdefault(method, set()).add(answer.text)
                for word in HIDDEN:
                    assert word not in answer.text, (method, word)
    assert set(answers) == set(DEAF)
    for method, texts in answers.items():
        assert len(texts) == 1, f"{method} answers by who asks: {texts}"
    return len(answers) * 5


def events_tell_what_histories_tell(desk):
    """Whoever follows the journal is told the events that the histories show them, and no others."""
    tries = 0
    for role, name in PEOPLE.items():
        with desk.opened() as open:
            shown = set()
            for ticket in range(1, 7):
                answer = open.call(name, "ticket.history", {"ticket": ticket})
                if answer.kind == "done":
                    shown |= {event["sequence"] for event in answer.data["events"]
                              if "sequence" in event}
            answer = open.call(name, "events.poll", {"since": 0, "limit": 500})
            told = {event["seq"] for event in answer.data["events"]}
            assert told == shown, (role, told ^ shown)
            if role == "customer":
                for word in HIDDEN:
                    assert word not in answer.text, (word, answer.text)
                for method in FOLLOWING:
                    other = open.call(name, method, {"since": 0, "ticket": 2})
                    none = open.call(name, method, {"since": 0, "ticket": 99})
                    assert other.kind == none.kind == "not-found", (method, other.text)
            tries += 7
    with desk.opened() as open:
        for method in FOLLOWING:
            answer = open.call(STRANGER, method, {"since": 0})
            assert answer.kind == "not-found", answer.text
    return tries + len(FOLLOWING)


def language_knows_no_rights(desk):
    """`desk.parse` and `desk.complete` offer a customer and a stranger nothing that is hidden."""
    tries = 0
    with desk.opened() as open:
        for name in (PEOPLE["customer"], STRANGER):
            for row in TABLE:
                line = filled(row.line, "other")
                for end in range(1, len(line) + 1):
                    answer = open.call(name, "desk.complete", {"line": line[:end]})
                    assert answer.kind == "done", answer.text
                    for word in HIDDEN:
                        assert word.lower() not in answer.text.lower(), (name, line[:end], word)
                    tries += 1
                answer = open.call(name, "desk.parse", {"line": line})
                for word in HIDDEN:
                    hides = word.lower() in answer.text.lower() and word.lower() not in line.lower()
                    assert not hides, (name, line, answer.text)
            answer = open.call(name, "desk.cancel", {"session": "nobody's"})
            assert answer.kind == "done", answer.text
    return tries


def refused_lines():
    """Every line that is refused for a role alone, role by role."""
    for role, name in PEOPLE.items():
        yield f"@as {name}"
        for row in TABLE:
            if row.marks[role] == "–":
                yield "> " + filled(row.line, "own")


def terminal_refuses_the_same(desk):
    """What is refused in process is refused at a terminal and through RPC, in the same words."""
    lines = [f"@clock {NOW} zone Europe/London"]
    for actor, line in FIXTURE:
        lines += [f"@as {actor}", "> " + line]
    tries = list(refused_lines())
    script = "\n".join(lines + tries) + "\n"
    plain = door.replay(desk.program, desk.folder, script)
    assert sum(line.startswith("! error[forbidden]") for line in plain) == sum(
        line.startswith(">") for line in tries), plain
    for way in ("rpc", "pty"):
        given = door.replay(desk.program, desk.folder, script, "--via", way)
        assert given == plain, [pair for pair in zip(given, plain) if pair[0] != pair[1]][:3]
    return len(tries) * 3


def import_is_the_administrators(desk):
    """`desk import` and `desk --as` ask for their permissions before they read anything."""
    store = desk.folder / "real.db"
    environment = door.environment(desk.folder)

    def shell(*words, status=0, user=None):
        done = subprocess.run([desk.program, "--db", str(store), *words], capture_output=True,
                              text=True, timeout=60, env=environment, user=user,
                              stdin=subprocess.DEVNULL)
        assert done.returncode == status, (words, done)
        return done.stdout + done.stderr

    for actor, line in FIXTURE[:5]:
        shell("-c", line)
    journal = shell("-c", "export")
    tries = 0
    for role, name in PEOPLE.items():
        said = shell("--as", name, "import", "servicenow", "/nowhere.csv",
                     status=3 if role == "administrator" else 1)
        wanted = "cannot be read" if role == "administrator" else "error[forbidden]"
        assert wanted in said, (role, said)
        said = shell("--as", name, "whoami")
        assert f"{name}, {role}" in said, (role, said)
        tries += 2
    said = shell("--as", STRANGER, "whoami", status=1)
    assert "error[not-found]" in said, said
    assert shell("-c", "export") == journal
    return tries + strangers_of_the_system(desk, shell)


def strangers_of_the_system(desk, shell):
    """A user of the system whom the desk does not know is nobody, and nobody else either."""
    if os.geteuid() != 0:
        print("skipped: only root can become a user whom the desk does not know")
        return 0
    # The user needs the way to the store, and to the program, and the right to write.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o777)
        copy, program = pathlib.Path(folder) / "real.db", pathlib.Path(folder) / "desk"
        shell("-c", f"backup to {copy}")
        os.chmod(copy, 0o666)
        shutil.copy(desk.program, program)
        os.chmod(program, 0o755)
        for words, kind in ((("whoami",), "not-found"), (("--as", "Admin", "whoami"), "forbidden"),
                            (("--as", "Cleo Crane", "list"), "forbidden"),
                            (("import", "servicenow", "/nowhere.csv"), "not-found")):
            done = subprocess.run([program, "--db", str(copy), *words], capture_output=True,
                                  text=True, timeout=60, env=door.environment(folder), user=65534,
                                  stdin=subprocess.DEVNULL)
            assert done.returncode == 1, (words, done)
            assert f"error[{kind}]" in done.stderr and not done.stdout, (words, done)
    return 4


TESTS = (rows_are_entries, permissions_are_published, whoami_lists_the_matrix,
         help_lists_what_is_allowed, can_looks_for_who_is_named, program_words_are_not_here,
         connection_knows_nobody, events_tell_what_histories_tell, language_knows_no_rights, terminal_refuses_the_same,
         import_is_the_administrators)
