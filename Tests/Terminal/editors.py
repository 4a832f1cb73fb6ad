"""A text may be written in the writer's own editor."""
import os
from terminal import PROGRAM, Terminal, rule
from texts import at_text

SCISSORS = "# ------------------------ >8 ------------------------"


def edit(store, script, typed="half"):
    """At a text with one finished line and a begun one, calls an editor that the script plays."""
    store.editor(script)
    terminal = at_text(store)
    terminal.say("Dear Cleo,")
    terminal.type(typed)
    terminal.reads(typed)
    terminal.type("\x18\x05")
    return terminal


@rule
def saving_in_the_editor_ends_the_text_above_the_scissors(store):
    seen = store.folder + "/seen"
    terminal = edit(store, f"""cp "$1" {seen}; stat -c %a "$1" >{seen}.mode; stty -a >{seen}.tty
{{ echo 'Dear Ms Crane,'; echo '# 1'; cat {seen}; }} >"$1" """)
    terminal.see("replied")
    terminal.prompt("desk")
    assert "Dear Ms Crane,\n# 1\nDear Cleo,\nhalf" in store.sent, store.sent
    with open(seen) as file:
        lines = file.read().split("\n")
    assert lines[:3] == ["Dear Cleo,", "half", SCISSORS] and lines[3].startswith("# "), lines
    with open(seen + ".mode") as file:
        assert file.read() == "600\n"
    with open(seen + ".tty") as file:
        settings = file.read().split()
        assert "icanon" in settings and "echo" in settings, "the editor's terminal is raw"
    terminal.close()


@rule
def a_text_saved_in_place_with_as_many_bytes_is_saved(store):
    # Within one second of when it was written, as a quick hand may.
    terminal = edit(store, """printf Lief 1<>"$1" """)
    terminal.see("replied")
    assert any(text.startswith("Lief Cleo,\nhalf") for text in store.sent), store.sent
    terminal.close()


@rule
def an_editor_that_leaves_the_terminal_otherwise_has_not_changed_it(store):
    terminal = edit(store, """stty -echo -ixon intr '^B'; echo more >>"$1" """)
    terminal.see("replied")
    terminal.prompt("desk")
    terminal.type("half")
    terminal.reads("half")
    terminal.press("\x03")
    terminal.see("half^C")
    terminal.type("quit\r")
    assert terminal.end() == 0
    assert terminal.is_given_back
    terminal.close()


@rule
def pastes_are_not_marked_while_the_editor_runs(store):
    terminal = edit(store, """printf 'in the editor\\n'; echo more >>"$1" """)
    terminal.see("in the editor")
    before = terminal.output[:terminal.output.index(b"in the editor")]
    assert before.rfind(b"\x1b[?2004l") > before.rfind(b"\x1b[?2004h")
    terminal.close()


@rule
def an_editor_left_with_nothing_gives_the_text_up(store):
    terminal = edit(store, """ : >"$1" """)
    terminal.see("cancelled")
    terminal.prompt("desk")
    assert not any("Cleo" in text for text in store.sent)
    terminal.close()


@rule
def an_editor_left_without_saving_goes_back_to_the_prompt(store):
    terminal = edit(store, "exit 0")
    terminal.see("not saved")
    terminal.reads("half")
    assert not any("Cleo" in text for text in store.sent)
    terminal.type(" of it\r")
    terminal.prompt("…")
    terminal.say(".")
    terminal.see("replied")
    assert "Dear Cleo,\nhalf of it" in store.sent, store.sent
    terminal.close()


@rule
def an_editor_that_fails_sends_nothing_and_loses_nothing(store):
    terminal = edit(store, """sed -i 's/half/\\nwhole/' "$1"; exit 3""")
    terminal.see("ended with status 3")
    assert not any("Cleo" in text for text in store.sent)
    assert "Dear Cleo,\n\nwhole" in store.drafts, store.drafts
    terminal.prompt("…")
    terminal.say(".")
    assert "Dear Cleo,\n\nwhole" in store.sent
    terminal.close()


@rule
def how_an_editor_failed_is_told(store):
    for script, why in [("exit 128", "ended with status 128"), ("exit 129", "was ended by signal 1"),
                        ("kill -KILL $$", "was ended by signal 9")]:
        terminal = edit(store, script)
        terminal.see(why)
        terminal.close()


@rule
def an_editor_that_is_not_there_loses_nothing(store):
    store.environment["VISUAL"] = store.folder + "/none such"
    terminal = edit(store, "exit 0")
    terminal.see("was not found")
    assert "Dear Cleo,\nhalf" in store.drafts, store.drafts
    terminal.reads("half")
    terminal.close()


@rule
def no_file_of_a_text_is_left_behind(store):
    terminal = edit(store, """cp "$1" "$1~"; echo more >>"$1" """)
    terminal.see("replied")
    terminal.prompt("desk")
    left = [name for name in os.listdir(store.folder) if name.startswith("desk-")]
    assert not left, left
    terminal.close()


@rule
def a_command_may_be_written_in_the_editor_too(store):
    store.editor("""printf 'note 1 : from the editor' >"$1" """)
    terminal = Terminal(store)
    terminal.prompt("desk")
    terminal.type("no")
    terminal.reads("no")
    terminal.type("\x18\x05")
    terminal.reads("note 1 : from the editor")
    assert not any("from the editor" in text for text in store.sent)
    terminal.type("\r")
    terminal.see("noted")
    assert "from the editor" in store.sent
    terminal.close()


@rule
def what_a_dying_editor_left_is_kept_and_named(store):
    terminal = edit(store, """echo swap >"${1%/*}/.text.txt.swp"; kill -TERM $$""")
    terminal.see("was ended by signal 15")
    terminal.see("what it left is in")
    left = [name for name in os.listdir(store.folder) if name.startswith("desk-")]
    assert len(left) == 1 and ".text.txt.swp" in os.listdir(os.path.join(store.folder, left[0]))
    terminal.close()


@rule
def a_signal_while_the_editor_runs_ends_both_and_sends_nothing(store):
    terminal = edit(store, """echo unfinished >"$1"; trap 'echo ended; exit 1' TERM
printf 'ready\\n'; while :; do read -r line || exit 2; done""")
    terminal.see("ready")
    terminal.child.kill(15)
    assert terminal.end() == 143
    assert terminal.is_given_back
    assert b"ended" in terminal.output, "the editor was not told"
    assert "unfinished" in store.drafts, store.drafts
    assert "unfinished" not in store.sent


@rule
def ctrl_c_in_the_editor_is_the_editors(store):
    terminal = edit(store, """printf 'ready\\n'; read -r line""")
    terminal.see("ready")
    terminal.type("\x03")
    terminal.see("was ended by signal 2")
    terminal.reads("half")
    assert "Dear Cleo,\nhalf" in store.drafts
    terminal.close()


@rule
def ctrl_z_stops_the_editor_too_and_fg_goes_on(store):
    store.editor("""printf 'ready\\n'; read -r line; echo "$line" >"$1" """)
    terminal = Terminal(store, command=["bash", "--norc", "--noediting", "-i"], PS1="shell ")
    terminal.wait(lambda: terminal.line == "shell", "no shell")
    terminal.type(f"{PROGRAM}\r")
    terminal.prompt("desk")
    terminal.say("reply 1")
    terminal.type("\x18\x05")
    terminal.see("ready")
    terminal.type("\x1a")
    terminal.wait(lambda: terminal.line == "shell", "no shell after ^Z")
    seen = terminal.output.count(PROGRAM.encode())
    terminal.type("fg\r")
    # The shell names the job when it has stopped reading for itself.
    terminal.wait(lambda: terminal.output.count(PROGRAM.encode()) > seen, "no job goes on")
    terminal.type("written after fg\r")
    terminal.see("replied")
    terminal.prompt("desk")
    assert "written after fg" in store.sent, store.sent
    terminal.close()


@rule
def at_the_prompt_an_editor_that_fails_says_so_and_the_line_stays(store):
    store.editor("exit 128")
    terminal = Terminal(store)
    terminal.prompt("desk")
    terminal.type("\x18\x05")
    terminal.see("ended with status 128")
    store.editor("exit 3")
    terminal.type("note 1 : half")
    terminal.reads("half")
    terminal.type("\x18\x05")
    terminal.see("ended with status 3")
    terminal.reads("note 1 : half")
    terminal.press("\r")
    assert store.sent[-1] == "half", store.sent
