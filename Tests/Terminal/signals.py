"""Whatever ends or stops the program, the terminal is given back."""
import os, signal, termios, time
from terminal import PROGRAM, Terminal, rule
from pastes import at_prompt


@rule
def ctrl_c_gives_a_line_up_and_twice_tells_the_way_out(store):
    terminal = at_prompt(store)
    terminal.type("note 1 : half")
    terminal.reads("half")
    terminal.press("\x03")
    terminal.see("half^C")
    terminal.press("\x03")
    assert not any("ends the session" in row for row in terminal.rows)
    terminal.press("\x03")
    terminal.see("quit or ^D ends the session")
    assert not any(text == "half" for text in store.sent)
    terminal.close()


@rule
def whoever_types_nothing_costs_nothing(store):
    def ticks():
        with open(f"/proc/{terminal.child.pid}/stat") as file:
            return sum(map(int, file.read().rsplit(")", 1)[1].split()[11:13]))
    store.editor("printf ready; sleep 1")
    terminal = at_prompt(store)
    for keys, shown in (("", "desk"), ("\x18\x05", "ready")):
        terminal.type(keys)
        terminal.see(shown)
        before = ticks()
        time.sleep(0.5)
        assert ticks() - before < 0.2 * os.sysconf("SC_CLK_TCK"), shown
    terminal.close()


@rule
def a_signal_after_a_resize_is_heard(store):
    for number, status in ((signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        terminal = at_prompt(store)
        terminal.resize(60)
        terminal.wait(lambda: terminal.output.count(b"desk") > 1, "it is not painted anew")
        terminal.child.kill(number)
        found = terminal.end()
        assert found == status, found


@rule
def ctrl_c_gives_a_question_up(store):
    terminal = at_prompt(store)
    terminal.say("assign 1")
    terminal.type("\x03")
    terminal.see("cancelled")
    terminal.prompt("desk")
    terminal.close()


@rule
def ctrl_c_goes_below_a_line_of_several_rows(store):
    terminal = at_prompt(store)
    terminal.type("note 1 : " + "x" * 200)
    terminal.wait(lambda: sum(row.count("x") for row in terminal.rows) == 200, "not all is shown")
    terminal.type("\x01")
    terminal.wait(lambda: terminal.screen.cursor.x < 10, "the cursor is not at the beginning")
    terminal.type("\x03")
    terminal.see("x^C")
    terminal.prompt("desk")
    assert sum(row.count("x") for row in terminal.rows) == 200, terminal.rows
    terminal.close()


@rule
def a_dying_signal_gives_the_terminal_back(store):
    for number, keys in ((signal.SIGQUIT, "\x1c"), (signal.SIGABRT, None)):
        terminal = at_prompt(store)
        if keys:
            terminal.type(keys)
        else:
            terminal.child.kill(number)
        assert terminal.end() == -number
        assert terminal.is_given_back


@rule
def a_file_that_goes_from_under_the_store_gives_the_terminal_back(store):
    terminal = at_prompt(store)
    terminal.child.kill(signal.SIGBUS)
    assert terminal.end() == 3
    assert terminal.is_given_back


@rule
def requests_to_end_are_told_by_the_status(store):
    for number, status in ((signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        terminal = at_prompt(store)
        terminal.type("note 1 : half")
        terminal.reads("half")
        terminal.child.kill(number)
        assert terminal.end() == status
        assert terminal.is_given_back
    assert "half" not in store.sent


@rule
def every_way_out_gives_the_terminal_back(store):
    for keys in ("\x04", "quit\r"):
        terminal = at_prompt(store)
        terminal.type(keys)
        assert terminal.end() == 0
        assert terminal.is_given_back


@rule
def ctrl_z_and_fg_keep_the_line(store):
    terminal = Terminal(store, command=["bash", "--norc", "--noediting", "-i"], PS1="shell ")
    terminal.wait(lambda: terminal.line == "shell", "no shell")
    shell = termios.tcgetattr(terminal.child.child_fd)
    terminal.type(f"{PROGRAM}\r")
    terminal.prompt("desk")
    terminal.type("note 1 : half")
    terminal.reads("half")
    terminal.type("\x1a")
    terminal.wait(lambda: terminal.line == "shell", "no shell after ^Z")
    assert not terminal.pastes_bracketed
    assert termios.tcgetattr(terminal.child.child_fd) == shell
    terminal.type("fg\r")
    terminal.wait(lambda: terminal.line.endswith("note 1 : half"), "the line is gone")
    terminal.type(" whole\r")
    terminal.see("noted")
    assert "half whole" in store.sent, store.sent
    terminal.close()


@rule
def who_is_stopped_from_outside_has_the_line_painted_anew(store):
    """As by `kill -STOP`, which no program hears, while a shell used the terminal meanwhile."""
    terminal = at_prompt(store)
    terminal.type("note 1 : half")
    terminal.reads("half")
    edited = termios.tcgetattr(terminal.child.child_fd)
    painted = terminal.output.count(b"half")
    terminal.child.kill(signal.SIGSTOP)
    changed = termios.tcgetattr(terminal.child.child_fd)
    changed[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(terminal.child.child_fd, termios.TCSANOW, changed)
    marks = terminal.output.count(b"\x1b[?2004h")
    terminal.child.kill(signal.SIGCONT)
    terminal.wait(lambda: terminal.output.count(b"half") > painted, "it is not painted anew")
    terminal.wait(lambda: termios.tcgetattr(terminal.child.child_fd) == edited,
                  "keys are not the line's again")
    terminal.wait(lambda: terminal.output.count(b"\x1b[?2004h") > marks, "pastes are not marked")
    terminal.type(" whole\r")
    terminal.see("noted")
    assert "half whole" in store.sent, store.sent
    terminal.close()


LONG = "note 1 : " + "x" * 100 + "end"



@rule
def ctrl_z_and_fg_keep_a_line_of_several_rows_each_time_in_the_window_as_it_is_then(store):
    terminal = Terminal(store, command=["bash", "--norc", "--noediting", "-i"], PS1="shell ")
    terminal.wait(lambda: terminal.line == "shell", "no shell")
    terminal.type(f"{PROGRAM}\r")
    terminal.prompt("desk")
    terminal.type(LONG)
    terminal.reads("end")
    for columns in (80, 60):
        # Wherever in the line the cursor is.
        terminal.type("\x01")
        terminal.wait(lambda: terminal.screen.cursor.x == len("desk ▸ "), "it is not at the beginning")
        terminal.type("\x1a")
        terminal.wait(lambda: terminal.line == "shell", "no shell after ^Z")
        shown = [row for row in terminal.rows if "x" in row]
        assert sum(row.count("x") for row in shown) == 100 and shown[-1].endswith("end"), terminal.rows
        assert termios.tcgetattr(terminal.child.child_fd)[3] & termios.ICANON
        terminal.screen.reset()
        terminal.resize(columns)
        marks = terminal.output.count(b"\x1b[?2004h")
        terminal.type("fg\r")
        terminal.wait(lambda: terminal.output.count(b"\x1b[?2004h") > marks, "pastes are not marked")
        terminal.type("\x05!\x7f")
        terminal.reads("end")
        shown = [row for row in terminal.rows if "x" in row]
        assert sum(row.count("x") for row in shown) == 100, terminal.rows
        assert len(shown[0]) == columns, terminal.rows
        assert len(terminal.rows) == 2 + len(shown), terminal.rows
    terminal.close()


@rule
def a_line_of_several_rows_that_goes_on_is_painted_once_from_the_cursor_on(store):
    terminal = at_prompt(store)
    terminal.type(LONG)
    terminal.reads("end")
    first, second = terminal.rows
    terminal.child.kill(signal.SIGCONT)
    before = len(terminal.output)
    terminal.wait(lambda: terminal.output[before:].count(b"end") == 1, "it is not painted anew")
    terminal.type("!")
    terminal.reads("end!")
    assert terminal.rows == [first, first, second + "!"], terminal.rows
    terminal.close()


@rule
def who_was_stopped_in_the_editor_has_the_line_painted_once(store):
    store.editor("kill -CONT $PPID; sleep 0.1")
    terminal = at_prompt(store)
    terminal.type(LONG + "\x18\x05")
    terminal.wait(lambda: terminal.output.count(b"end") == 2, "it is not painted anew")
    terminal.type("!")
    terminal.reads("end!")
    assert sum(row.count("x") for row in terminal.rows) == 200, terminal.rows
    terminal.close()


@rule
def a_resized_window_repaints_a_line_of_several_rows_where_it_stood(store):
    terminal = at_prompt(store)
    terminal.type(LONG)
    terminal.reads("end")
    terminal.resize(79)
    terminal.type("!")
    terminal.reads("end!")
    assert sum(row.count("x") for row in terminal.rows) == 100, terminal.rows
    terminal.close()


@rule
def a_paste_that_is_cut_by_the_end_is_kept_with_its_text(store):
    for number, status in ((signal.SIGHUP, 129), (signal.SIGTERM, 143)):
        terminal = at_prompt(store)
        terminal.say("reply 1")
        terminal.type("before \x1b[200~half of a paste")
        terminal.reads("before")
        terminal.child.kill(number)
        assert terminal.end() == status
        assert "before half of a paste" in store.drafts, store.drafts
