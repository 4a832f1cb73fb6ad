"""The file that an editor is given: what stands in it, where it is, and what is done without one."""
import os, resource
from editors import SCISSORS
from terminal import Terminal, rule
from texts import at_text

TEXT_HINT = ('# What stands above that line answers "What is the text?" when you save and leave. '
             "Leave nothing to give up; leave without saving to go on at the prompt.")
LINE_HINT = "# What stands above that line goes to the prompt."
# Tells what the editor is given, and what it has beside the terminal and its own script.
LOOK = """cp "$1" {folder}/seen
printf '%s\\n' "$1" >{folder}/path
for number in /proc/$$/fd/*; do readlink $number; done | grep -v -e /dev/pts -e editor >{folder}/open
exit 0
"""


def file(store, name):
    with open(os.path.join(store.folder, name)) as found:
        return found.read()


def at_line(store, line="note 1 : half", **settings):
    terminal = Terminal(store, **settings)
    terminal.prompt("desk")
    terminal.type(line)
    terminal.reads(line)
    return terminal


def edit(terminal):
    """Calls the editor, and waits until it is left and keys are taken."""
    marks = terminal.output.count(b"\x1b[?2004h")
    terminal.type("\x18\x05")
    terminal.wait(lambda: terminal.output.count(b"\x1b[?2004h") > marks, "the editor was not left")


@rule
def an_editor_is_given_the_text_and_what_to_do_and_nothing_else(store):
    store.editor(LOOK.format(folder=store.folder))
    terminal = at_line(store)
    # Whatever part of the line the cursor is behind.
    terminal.type("\x01")
    edit(terminal)
    terminal.reads("note 1 : half")
    assert file(store, "seen") == f"note 1 : half\n{SCISSORS}\n{LINE_HINT}\n", file(store, "seen")
    assert file(store, "path").startswith(store.folder + "/desk-"), file(store, "path")
    assert file(store, "path").endswith("/text.txt\n"), file(store, "path")
    assert file(store, "open") == "", file(store, "open")
    terminal.close()
    terminal = at_text(store)
    terminal.say("Dear Cleo,")
    edit(terminal)
    assert file(store, "seen") == f"Dear Cleo,\n{SCISSORS}\n{TEXT_HINT}\n", file(store, "seen")
    terminal.close()


@rule
def a_text_goes_up_to_the_last_sign_of_what_to_do(store):
    for script, text in (("sed -i '/>8/d;1s/$/ and/' \"$1\"", "half and"),
                         ("{ sed -n 2p \"$1\"; cat \"$1\"; } >\"$1~\"; mv \"$1~\" \"$1\"", SCISSORS + "\nhalf"),
                         ("printf 'no sign\\n\\n\\t\\n' >\"$1\"", "no sign")):
        store.editor(script)
        terminal = at_text(store)
        terminal.type("half\x18\x05")
        terminal.see("replied")
        assert text in store.sent, (script, store.sent)
        terminal.close()


@rule
def the_editor_is_a_shells_words_in_visual_or_editor_or_vi(store):
    store.editor('echo "note 1 : by ${0##*/} $X" >"$1"')
    folder = store.folder + "/with blanks"
    os.mkdir(folder)
    for name in ("vi", "my vi"):
        os.rename(store.folder + "/editor", f"{folder}/{name}")
        store.editor('echo "note 1 : by ${0##*/} $X" >"$1"')
    path = f"{folder}:{os.environ['PATH']}"
    quoted = f"X=7 '{folder}/my vi'"
    for settings, who in ((dict(EDITOR=None), "vi"), (dict(EDITOR=""), "vi"), (dict(), "editor"),
                          (dict(VISUAL=""), "editor"), (dict(VISUAL="vi"), "vi"),
                          (dict(VISUAL=quoted, EDITOR="none"), "my vi 7")):
        terminal = at_line(store, PATH=path, **settings)
        edit(terminal)
        terminal.reads(f"note 1 : by {who}".rstrip())
        terminal.close()


@rule
def a_folder_that_cannot_be_written_to_is_not_the_only_one(store):
    store.editor(LOOK.format(folder=store.folder))
    for settings, place in ((dict(TMPDIR="/none"), "/tmp/desk-"), (dict(TMPDIR=None), "/tmp/desk-"),
                            (dict(XDG_RUNTIME_DIR="/dev/null"), store.folder + "/desk-"),
                            (dict(XDG_RUNTIME_DIR=store.folder, TMPDIR="/none"),
                             store.folder + "/desk-")):
        terminal = at_line(store, **settings)
        edit(terminal)
        terminal.reads("half")
        path = file(store, "path").strip()
        assert path.startswith(place) and not os.path.exists(os.path.dirname(path)), path
        terminal.close()


@rule
def without_room_for_a_file_the_line_stays_and_the_next_time_is_as_good(store):
    store.editor("""sed -i 's/half/whole/' "$1" """)
    terminal = at_line(store)
    pid = terminal.child.pid
    opened = len(os.listdir(f"/proc/{pid}/fd"))
    for what, least, why in ((resource.RLIMIT_FSIZE, 5, "File too large"),
                             (resource.RLIMIT_NOFILE, opened, "Too many open files")):
        soft, hard = resource.prlimit(pid, what)
        resource.prlimit(pid, what, (least, hard))
        edit(terminal)
        terminal.reads("note 1 : half")
        assert f"no file for the text: {why}" in terminal.rows, terminal.rows
        resource.prlimit(pid, what, (soft, hard))
        assert not [name for name in os.listdir(store.folder) if name.startswith("desk-")]
    edit(terminal)
    terminal.reads("note 1 : whole")
    assert len(os.listdir(f"/proc/{pid}/fd")) == opened, "a descriptor was left open"
    terminal.close()


@rule
def an_editor_that_no_shell_can_be_started_for_is_told(store):
    # A word of the shell's may not be longer than this, and is, with what stands beside it.
    name = "x" * (131_072 - len("EDITOR=") - 1)
    terminal = at_text(store, EDITOR=name)
    terminal.type("half\x18\x05")
    terminal.wait(lambda: b"cannot be started\x1b" in terminal.output, "it is not told")
    terminal.reads("half")
    assert "half" in store.drafts
    terminal.close()
