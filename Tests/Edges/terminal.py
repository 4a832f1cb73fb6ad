#!/usr/bin/env python3
"""Whatever is printed to a terminal is clean: nothing that came from outside is an order to it.

usage: terminal.py DESK

Texts, names, tags, paths, arguments, variables and files that hold what a terminal would obey, shown
by every word on a terminal; what gets there is read as the terminal got it.
"""
import json, os, re, sys, tempfile

import grammar as language, stage as edges

# Each holds a mark that is looked for: an order, its beginning in one byte, a turned text, a tag.
ORDERS = ["\x1b]0;evil\x07", "\x1b[31mevil", "\u009b31mevil", "\u202eevil", "\u2066evil", "\u200eevil",
          "\x7fevil", "\u2028evil", "\ufeffevil", "\U000e0041evil", "\revil", "\x08evil", "\u0085evil",
          "\U0010ff9bevil"]
EVIL = "".join(ORDERS)
# What a text may hold: control characters are refused in it, line separators in one line.
SOFT = "".join(order for order in ORDERS if order[0] in "\u202e\u2066\u200e\ufeff\U000e0041\U0010ff9b")
# What the program itself says to a terminal: colours, and what editing a line needs.
OWN = re.compile(r"\x1b\[[0-9;]*[mABCDGHJKPh@]|\x1b\[\?[0-9;]+[hl]|\r\n|\r\r\n|\x1b[=>]|\x0f|\x1b\(B")


def harmful(text, ignoring=""):
    """What a terminal would obey, or be misled by."""
    return [character for character in OWN.sub("\n", text)
            if (ord(character) < 0x20 and character not in "\n\t" + ignoring)
            or 0x7F <= ord(character) <= 0x9F or ord(character) in (0x61C, 0x200E, 0x200F, 0xFEFF)
            or 0x2028 <= ord(character) <= 0x202E or 0x2066 <= ord(character) <= 0x2069
            or 0xE0000 <= ord(character) <= 0xE007F or ord(character) >= 0x10FF80]


def planted(stage):
    """A store in which every text that can be written holds all of it."""
    folder = stage.folder / EVIL.replace("\0", "")
    folder.mkdir()
    store = folder / f"desk{EVIL}.db"
    requests = [
        ("person.add", {"role": "agent", "name": f"Ben{SOFT} <ben@example.org>"}),
        ("person.add", {"role": "agent", "name": "Ana"}),
        ("ticket.new", {"customer": f"Cleo{SOFT} <cleo@example.org>", "priority": "high",
                        "subject": f"down{SOFT}"}),
        ("ticket.take", {"ticket": 1}),
        ("ticket.note", {"ticket": 1, "text": f"seen\n{SOFT}\nand \u2028{SOFT}"}),
        ("ticket.reply", {"ticket": 1, "text": f"seen\n{SOFT}"}),
        ("ticket.tag", {"ticket": 1, "tag": "evil" + SOFT}),
        ("ticket.tag", {"ticket": 1, "tag": "x\u0301"}),
        ("ticket.set", {"ticket": 1, "priority": "low", "because": f"so {SOFT}"}),
    ]
    lines = "".join(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}) + "\n"
                    for method, params in requests)
    done = stage.run("rpc", store=store, input=lines.encode())
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum("result" in answer for answer in said) >= 7, said
    return store


def calls(grammar):
    """Every word that reads, and every complaint."""
    for name in ("list", "list live", "show 1", "history 1", "why 1", "people", "whoami", "drafts",
                 "report sla", "export --journal", "verify", "help", "next", "can take 1",
                 f"list {EVIL}", f"{EVIL}", f"show {EVIL}", f"help {EVIL}", f"note 1 {EVIL}", f"tag 1 {EVIL}",
                 f"list tag:{EVIL}", f"list --{EVIL}", f"backup to /{EVIL}/x", f"new for {EVIL} low : {EVIL}",
                 f"can {EVIL}", f'show "{EVIL}', f"assign 1 to {EVIL}"):
        yield name.split(" ")
        yield ["--json", *name.split(" ")]
        yield ["-c", name]
    for words in (["--as", EVIL, "list"], ["--" + EVIL], ["--json", "--" + EVIL], ["--control", EVIL],
                  ["replay", EVIL], ["replay", "--log", f"/{EVIL}/x", EVIL], ["replay", "--via", EVIL],
                  ["import", "servicenow", EVIL], ["import", EVIL, "x"], ["schema", EVIL],
                  ["schema", "reference"], ["schema", "man"], ["schema", "openrpc"],
                  ["schema", "completion", "bash"], ["schema", "completion", "zsh"],
                  ["schema", "completion", "fish"], ["--help"], ["--version"]):
        yield words


def look(check, name, shown, **more):
    text = shown.decode(errors="replace")
    found = harmful(text, **more)
    check(name, text and not found, (sorted({f"{ord(one):x}" for one in found}), text[:600]))


def main():
    check = edges.Checks("terminal, clean")
    grammar = language.Grammar(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        stage = edges.Stage(sys.argv[1], folder)
        # Made before a terminal: the note that tells the path of a new store.
        _, shown = stage.terminal("list", "all", store=stage.folder / f"first{EVIL}.db",
                                  stdin=open(os.devnull))
        look(check, "a first start", shown)
        store = planted(stage)
        for words in calls(grammar):
            _, shown = stage.terminal(*words, store=store, stdin=open(os.devnull))
            look(check, f"{words}", shown)
        _, shown = stage.terminal("list", store=stage.folder, stdin=open(os.devnull))
        look(check, "no store", shown)
        request = b'{"jsonrpc":"2.0","id":1,"method":"ticket.history","params":{"ticket":1}}\n'
        reading, writing = os.pipe()
        os.write(writing, request)
        os.close(writing)
        _, shown = stage.terminal("rpc", store=store, stdin=reading)
        os.close(reading)
        look(check, "rpc", shown)
        session = stage.folder / f"session{EVIL}.desk"
        session.write_text(f"@clock 2026-03-02T09:00 zone UTC\n> list {EVIL.replace(chr(13), '')}\n| {EVIL}\n")
        for via in ("in-process", "rpc"):
            _, shown = stage.terminal("replay", "--via", via, str(session), store=store,
                                      stdin=open(os.devnull))
            look(check, f"replay --via {via}", shown)
        kept = stage.folder / f"state{EVIL}" / "desk"
        kept.mkdir(parents=True)
        (kept / f"draft-1-{EVIL}.txt").write_text("kept")
        for keys in ([], [b"list all\rshow 1\rhistory 1\rpeople\rwhy 1\r"], [b"tag 1 \t", b"\t", b"\x15"],
                     [b"assign 1 to \t", b"\t", b"\x15"], [b"assign 1 to B\t", b"\x15"],
                     [b"show 1\r", b"reply it\r", b"\x18\x05", b"\x04"]):
            status, shown = stage.terminal(store=store, keys=[*keys, b"quit\r"],
                                      env={"XDG_STATE_HOME": str(stage.folder / f"state{EVIL}"),
                                           "EDITOR": "/no/editor"})
            # A bell is rung by what completes nothing.
            look(check, f"the prompt: {keys}", shown, ignoring="\x07\x08\r")
            check(f"the prompt ends: {keys}", status == 0, (status, shown))
            check("no order", b"\x1b]0;evil" not in shown and b"\x1b[31mevil" not in shown, shown)
    check.end()


main()
