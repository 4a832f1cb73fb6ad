"""What a conversation looks like, row by row: nothing more stands there, and nothing less."""
import os, re, sqlite3
from terminal import USER, Terminal, rule
from texts import at_text

HINT = "(a lone dot ends it, ^C gives up) ▸"
# By what is typed: the row at the cursor then, where it is no prompt of the desk's alone.
TALK = [("\x03", ""), ("list tag:none\r", ""), ("\x03", ""), ("list tag:none\r", ""), ("\x03", ""),
        ("\x03", ""), ("nonsense\r", ""), (b"caf\xe9\r", ""), ("\r", "")]
TALKED = """desk ▸ ^C
desk ▸ list tag:none
0 · tag:none · by what is due first
desk ▸ ^C
desk ▸ list tag:none
0 · tag:none · by what is due first
desk ▸ ^C
desk ▸ ^C
quit or ^D ends the session
desk ▸ nonsense
  nonsense
  ^~~~~~~~
error[unknown-verb]: desk does not know `nonsense`
  help lists the commands
desk ▸ caf�
error[not-text]: what was typed is not valid UTF-8: it is not taken
desk ▸
desk ▸"""
ASKED = [("assign 1\r", "? ▸"), ("nobody\r", "? ▸"), ("\x03", ""), ("\x03", ""),
         ("assign 1\r", "? ▸"), ("\x04", ""), ("\x04", None)]
ASKING = f"""desk ▸ assign 1
  {USER}  {USER}
Assign to whom?
? ▸ nobody
there is no agent "nobody"
  {USER}  {USER}
Assign to whom?
? ▸ ^C
cancelled
desk ▸ ^C
desk ▸ assign 1
  {USER}  {USER}
Assign to whom?
? ▸ ^D
cancelled
desk ▸ ^D"""
WRITTEN = [("reply 1\r", HINT), ("one\r", "…"), ("\x03", ""), ("reply 1\r", HINT),
           (b"caf\xe9\r", HINT), (".\r", ""), ("reply 1\r", HINT), ("one\r", "…"), ("\x04", ""),
           ("\x04", None)]
WRITING = f"""desk ▸ reply 1
What is the text?
{HINT} one
… ^C
cancelled; draft d1 is kept
desk ▸ reply 1
What is the text?
{HINT} caf�
error[not-text]: what was typed is not valid UTF-8: it is not taken
{HINT} .
a line of it was not taken, so nothing is sent
cancelled
desk ▸ reply 1
What is the text?
{HINT} one
… ^D
nothing was sent; draft d1 is kept
desk ▸ ^D"""


def rows(terminal):
    """The screen, down to its last row that holds anything; what is another each time as a word."""
    shown = "\n".join(row.rstrip() for row in terminal.display).rstrip("\n")
    for pattern, word in ((r"/\S+/desk-\w{6}(?=$|\n)", "FOLDER"), (r"/\S+/editor\b", "EDITOR"),
                          (r"; response due .*", "; …"), (r"\bd\d+\b", "d1")):
        shown = re.sub(pattern, word, shown)
    return shown


def play(terminal, talk, focus="desk ▸"):
    """Types, and waits each time for the next row where something can be typed."""
    signs = re.compile("▸|…".encode()) if terminal.is_plain else re.compile(rb"\x1b\[\?2004h")
    terminal.prompt(focus)
    for keys, row in talk:
        before = len(signs.findall(terminal.output))
        terminal.type(keys)
        if row is None:
            assert terminal.end() == 0
            continue
        terminal.wait(lambda: len(signs.findall(terminal.output)) > before
                      and terminal.line == (row or focus), f"{keys!r}: no {row or focus!r}")


def shows(terminal, wanted):
    if not terminal.has_ended:
        try:
            terminal.wait(lambda: rows(terminal) == wanted and terminal.takes_keys, "")
        except AssertionError:
            pass
    assert rows(terminal) == wanted, f"wanted:\n{wanted}\nshown:\n{rows(terminal)}"


@rule
def a_conversation_shows_this_and_nothing_else(store):
    for talk, wanted in ((TALK, TALKED), (ASKED, ASKING), (WRITTEN, WRITING)):
        terminal = Terminal(store)
        play(terminal, talk)
        shows(terminal, wanted)
        terminal.close()


# What an editor does with the text, and what stands below the line on which it was called.
EDITORS = {
    r"""printf 'Dear\n\nAda\n \n' >"$1" """: """  Dear

  Ada
#1 replied to; …
desk #1 ▸""",
    "exit 0": """not saved: the text goes on here
… half""",
    'rm "$1"': """not saved: the text goes on here
… half""",
    ': >"$1"': """cancelled; draft d1 is kept
desk ▸""",
    'echo Dear >"$1"; exit 3': """EDITOR ended with status 3
draft d1 is kept, and the text goes on:
  Dear
…""",
    "exit 3": """EDITOR ended with status 3
draft d1 is kept, and the text goes on:
  one
… half""",
    "kill -9 $$": """EDITOR was ended by signal 9
draft d1 is kept, and the text goes on:
  one
… half""",
    "exit 127": """EDITOR was not found
draft d1 is kept, and the text goes on:
  one
… half""",
    r"""printf 'Dear\351\n' >"$1" """: """EDITOR saved what is no UTF-8
draft d1 is kept, and the text goes on:
  Dear�
…""",
    'rm "$1"; mkdir "$1"': """EDITOR saved what cannot be read; what it left is in FOLDER
draft d1 is kept, and the text goes on:
  one
… half""",
    'echo x >"$1~"; echo Dear >"$1"; exit 3': """EDITOR ended with status 3; what it left is in FOLDER
draft d1 is kept, and the text goes on:
  Dear
…""",
}


@rule
def what_comes_of_an_editor_is_told_whole(store):
    left = 0
    for script, wanted in EDITORS.items():
        store.editor(script)
        terminal = Terminal(store, columns=200)
        play(terminal, [("reply 1\r", HINT), ("one\r", "…")])
        terminal.type("half\x18\x05")
        shows(terminal, f"desk ▸ reply 1\nWhat is the text?\n{HINT} one\n… half\n{wanted}")
        left += "FOLDER" in wanted
        folders = [name for name in os.listdir(store.folder) if name.startswith("desk-")]
        assert len(folders) == left, (script, folders)
        terminal.close()


@rule
def at_a_plain_prompt_a_conversation_shows_the_same(store):
    """But for the keys that a terminal shows by itself."""
    for talk, wanted in ((TALK, TALKED), (ASKED, ASKING), (WRITTEN, WRITING)):
        terminal = Terminal(store, plain=True, TERM="dumb")
        play(terminal, talk)
        shows(terminal, re.sub(r"(▸|…) \^D$", r"\1", wanted, flags=re.MULTILINE))
        terminal.close()


@rule
def a_text_that_nothing_could_keep_is_told_of_where_it_ends(store):
    terminal = Terminal(store, XDG_STATE_HOME="/dev/null")
    play(terminal, [("reply 1\r", HINT)])
    with sqlite3.connect(store.environment["DESK_DB"]) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON draft "
                           "BEGIN SELECT raise(FAIL, 'the disk is full'); END")
    connection.close()
    play(terminal, [("one\r", "…"), ("\x04", "desk ▸"), ("\x04", None)], focus=HINT)
    shows(terminal, f"desk ▸ reply 1\nWhat is the text?\n{HINT} one\n… ^D\n"
                    "nothing was sent, and the text could not be kept\ndesk ▸ ^D")
