"""What others do is heard while one types, and the line stays as it is."""
import contextlib, os, signal, sqlite3
from terminal import PROGRAM, Terminal, rule
from pastes import at_prompt
from texts import at_text

WROTE = "Cleo Crane wrote (Printer)"


def with_customer(store):
    """The ticket is Cleo's, and an agent has it who is not at this prompt where that is said."""
    store.call("-c", "new for Cleo Crane <cleo@acme.example> high : Printer")
    store.call("-c", "add agent Ben Birch")
    return store


def write(store, text="Hello?", by="Cleo Crane", ticket="2"):
    done = store.call("--as", by, "reply", ticket, ":", text)
    assert done.returncode == 0, done.stderr


def typed(terminal):
    """What stands behind the prompt, over as many rows as it has."""
    rows = terminal.display
    first = [place for place, row in enumerate(rows) if "desk" in row and "▸" in row][-1:]
    # Nothing while it is painted.
    shown = "".join(row.rstrip() for row in rows[first[0]:]) if first else "▸"
    return shown.split("▸", 1)[1].strip()


@rule
def an_alert_stands_above_what_is_typed_whatever_its_width(store):
    with_customer(store)
    for columns in (80, 47, 24):
        terminal = at_prompt(store, columns=columns)
        line = "note 2 : 打印机 " + "印刷 and more " * 6 + "end"
        terminal.type(line)
        terminal.wait(lambda: "end" in typed(terminal)[-5:], "the line is not there")
        terminal.type("\x02" * 30)
        cursor = terminal.screen.cursor.x, terminal.screen.cursor.y
        terminal.wait(lambda: (terminal.screen.cursor.x, terminal.screen.cursor.y) != cursor,
                      "the cursor does not move")
        write(store)
        terminal.wait(lambda: "wrote" in "".join(terminal.rows), "nothing is heard", 3)
        terminal.wait(lambda: "".join(typed(terminal).split()) == "".join(line.split()),
                      "the line is not as it was")
        assert "".join(terminal.rows).replace(" ", "").count("wrote(Printer)") == 1, terminal.rows
        # Keys go on where the cursor was.
        terminal.type("X")
        terminal.wait(lambda: "X" in typed(terminal), "no key is taken")
        terminal.press("\x05\x15\r")
        assert not any("X" in text for text in store.texts("history", "2"))
        terminal.close()


@rule
def an_alert_is_told_at_a_question_and_in_a_text(store):
    with_customer(store)
    terminal = at_prompt(store)
    terminal.say("assign 2")
    write(store, "One?")
    terminal.see(WROTE)
    terminal.wait(lambda: terminal.line.startswith("? ▸"), "the question is gone")
    terminal.type("\x03")
    terminal.see("cancelled")
    terminal.close()
    terminal = at_text(store)
    terminal.type("half a li")
    write(store, "Two?")
    terminal.see(WROTE)
    terminal.wait(lambda: terminal.line.endswith("half a li"), "the text is gone")
    terminal.close()


@rule
def an_alert_waits_for_the_end_of_a_search_in_the_history(store):
    with_customer(store)
    terminal = at_prompt(store)
    terminal.say("whoami")
    terminal.type("\x12who")
    terminal.wait(lambda: any("bck:who" in row for row in terminal.rows), "no search")
    write(store)
    terminal.wait_a_while(1.0)
    assert not any("wrote" in row for row in terminal.rows), terminal.rows
    terminal.type("\x1b")
    terminal.see(WROTE)
    terminal.close()


@rule
def each_open_console_hears_once_and_a_new_one_nothing_old(store):
    with_customer(store)
    both = [at_prompt(store), at_prompt(store)]
    write(store)
    for terminal in both:
        terminal.see(WROTE)
    late = at_prompt(store)
    for terminal in both + [late]:
        terminal.say("whoami")
        terminal.wait_a_while(0.7)
        told = sum("wrote" in row for row in terminal.rows)
        assert told == (0 if terminal is late else 1), terminal.rows
        terminal.close()


@rule
def whom_it_does_not_concern_hears_nothing(store):
    with_customer(store)
    store.call("-c", "assign 2 to Ben")
    terminal, cleo, ben = (at_prompt(store),) + tuple(
        Terminal(store, "--as", name) for name in ("Cleo Crane", "Ben Birch"))
    cleo.prompt("desk")
    ben.prompt("desk")
    write(store)
    ben.see(WROTE)
    terminal.say("note 2 : Mine.")
    for other in (terminal, cleo):
        other.say("whoami")
        other.wait_a_while(0.7)
        assert not any("wrote" in row for row in other.rows), other.rows
    for open in (terminal, cleo, ben):
        open.close()


@rule
def what_falls_due_is_told_at_its_time(store):
    with_customer(store)
    # A second is a quarter of an hour.
    terminal = Terminal(
        store, command=["faketime", "-f", "+0 x900", PROGRAM], DONT_FAKE_MONOTONIC="1")
    terminal.prompt("desk")
    terminal.type("note 2 : half")
    terminal.reads("half")
    for told in ("75 % of 1 h is used (Printer)",
                 "was not answered within 1 h (Printer)"):
        terminal.see(told)
        terminal.reads("note 2 : half")
    terminal.close()


@rule
def alerts_are_quiet_or_off_as_is_said(store):
    with_customer(store)
    terminal = at_prompt(store)
    terminal.say("alerts quiet")
    terminal.see("before the next prompt")
    write(store)
    terminal.wait_a_while(1.0)
    assert not any("wrote" in row for row in terminal.rows), terminal.rows
    terminal.say("whoami")
    terminal.see(WROTE)
    terminal.say("alerts off")
    told = terminal.output.count(b"wrote")
    write(store, "Again?")
    terminal.say("help keys")
    terminal.wait_a_while(0.7)
    assert terminal.output.count(b"wrote") == told, terminal.rows
    terminal.say("alerts")
    terminal.wait(lambda: terminal.output.count(b"wrote") == told + 2, "both are not listed")
    terminal.say("alerts on")
    told = terminal.output.count(b"wrote")
    write(store, "And again?")
    terminal.wait(lambda: terminal.output.count(b"wrote") > told, "nothing is heard")
    terminal.close()


@rule
def more_than_are_read_at_a_glance_are_counted(store):
    with_customer(store)
    terminal = at_prompt(store)
    store.call(input="\n".join(f"received 2 : Line {n}" for n in range(12)).encode())
    # What one did oneself is no news.
    terminal.wait_a_while(1.0)
    assert not any("wrote" in row for row in terminal.rows), terminal.rows
    # All of them at one look.
    terminal.child.kill(signal.SIGSTOP)
    store.call("--as", "Cleo Crane", input="\n".join(
        f"new low : Lamp {n}" for n in range(12)).encode())
    terminal.child.kill(signal.SIGCONT)
    terminal.see("5 more: `alerts`")
    assert sum("asks, low" in row for row in terminal.rows) == 7, terminal.rows
    terminal.close()


@rule
def the_same_of_one_ticket_is_told_once(store):
    with_customer(store)
    terminal = at_prompt(store)
    store.call("--as", "Ben Birch", input="\n".join(
        f"received 2 : Line {n}" for n in range(12)).encode())
    terminal.wait(lambda: sum("wrote" in row for row in terminal.rows), "nothing is heard")
    terminal.close()


@contextlib.contextmanager
def kept_waiting(store, terminal):
    """A note waits for the lock that another program holds."""
    with contextlib.closing(
            sqlite3.connect(store.environment["DESK_DB"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.type("note 1 : kept waiting\r")
        terminal.wait_a_while(0.5)
        yield


@rule
def ctrl_c_gives_up_what_runs(store):
    terminal = at_prompt(store)
    with kept_waiting(store, terminal):
        prompts = terminal.output.count(b"\x1b[?2004h")
        terminal.type("\x03")
        terminal.see("cancelled")
        terminal.wait(lambda: terminal.output.count(b"\x1b[?2004h") > prompts, "no prompt")
    assert "kept waiting" not in store.sent
    terminal.close()


@rule
def a_call_that_waits_is_done_when_it_can_be(store):
    terminal = at_prompt(store)
    with kept_waiting(store, terminal):
        assert not any("noted" in row for row in terminal.rows), terminal.rows
    terminal.see("noted")
    assert "kept waiting" in store.sent
    terminal.close()


@rule
def who_is_stopped_holds_nothing(store):
    with_customer(store)
    terminal = Terminal(store, command=["bash", "--norc", "--noediting", "-i"], PS1="shell ")
    terminal.wait(lambda: terminal.line == "shell", "no shell")
    terminal.type(f"{PROGRAM}\r")
    terminal.prompt("desk")
    terminal.type("\x1a")
    terminal.see("Stopped")
    write(store)
    terminal.type("fg\r")
    terminal.see(WROTE)
    terminal.close()


@rule
def what_was_heard_first_is_shown_first_where_nothing_can_be_painted(store):
    with_customer(store)
    terminal = Terminal(store, plain=True, TERM="dumb")
    terminal.prompt("desk")
    for text in ("One?", "Two?"):
        write(store, text)
    terminal.wait_a_while(0.8)
    store.call("--as", "Cleo Crane", "new", "low", ":", "Lamp")
    terminal.type("quit\r")
    assert terminal.end() == 0
    told = [row for row in terminal.rows if "Cleo Crane" in row]
    assert [row.split("Crane ")[1].split(" ")[0] for row in told] == ["wrote,", "asks,"], told


@rule
def what_fell_due_while_nothing_was_open_is_told_to_who_opens_a_console(store):
    with_customer(store)
    # Two hours and more later, in which nobody looked.
    terminal = Terminal(
        store, command=["faketime", "-f", "+150m", PROGRAM], DONT_FAKE_MONOTONIC="1")
    terminal.see("was not answered within 1 h (Printer)")
    terminal.close()


@rule
def an_open_console_tells_that_its_store_is_gone(store):
    terminal = at_prompt(store)
    terminal.type("note 1 : half")
    terminal.reads("half")
    for end in ("", "-wal", "-shm"):
        os.rename(store.environment["DESK_DB"] + end, store.environment["DESK_DB"] + ".away" + end)
    terminal.see("was moved, removed or")
    terminal.reads("half")
    terminal.wait_a_while(1)
    assert sum("was moved" in row for row in terminal.rows) == 1, terminal.rows
    terminal.close()
