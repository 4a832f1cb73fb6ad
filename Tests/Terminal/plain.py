"""Where the screen cannot be painted on, the dialogue is the same without a sequence."""
import os, pty, select, subprocess, time
from terminal import PATIENCE, PROGRAM, Terminal, rule


def dialogue(terminal, store):
    terminal.prompt("desk")
    terminal.type("reply 1\r")
    terminal.prompt("(a lone dot ends it, ^C gives up)")
    terminal.type("One\r")
    terminal.prompt("…")
    terminal.type("quit\r")
    terminal.prompt("…")
    terminal.type(".\r")
    terminal.see("replied")
    terminal.prompt("desk")
    assert "One\nquit" in store.sent, store.sent
    assert b"\x1b" not in terminal.output, terminal.output


@rule
def a_terminal_that_cannot_be_painted_on_gets_a_plain_prompt(store):
    for name in ("dumb", None, "no-such-terminal"):
        terminal = Terminal(store, plain=True, TERM=name)
        dialogue(terminal, store)
        assert b"terminal" not in terminal.output, terminal.output
        terminal.type("\x04")
        assert terminal.end() == 0 and terminal.settings == terminal.before


@rule
def at_a_plain_prompt_a_text_ends_only_at_its_dot(store):
    for keys, status in (("\x04\x04\x04", 0), (15, 143), (1, 129)):
        terminal = Terminal(store, plain=True, TERM="dumb")
        terminal.prompt("desk")
        terminal.type("reply 1\r")
        terminal.prompt("a lone dot")
        terminal.type("Dear Cleo,\r")
        terminal.prompt("…")
        terminal.type("half")
        terminal.reads("half")
        if isinstance(keys, str):
            terminal.type(keys)
        else:
            terminal.child.kill(keys)
        found = terminal.end()
        assert found == status, found
        assert any(text.startswith("Dear Cleo,") for text in store.drafts), store.drafts
        assert not any("Cleo" in text for text in store.sent)


@rule
def at_a_plain_prompt_ctrl_c_gives_up(store):
    terminal = Terminal(store, plain=True, TERM="dumb")
    terminal.prompt("desk")
    terminal.type("reply 1\r")
    terminal.prompt("a lone dot")
    terminal.type("Dear Cleo,\r")
    terminal.prompt("…")
    terminal.type("\x03")
    terminal.see("is kept")
    terminal.prompt("desk")
    terminal.type("\x03")
    terminal.prompt("desk")
    terminal.close()


@rule
def a_screen_that_is_elsewhere_gets_answers_alone(store):
    master, slave = pty.openpty()
    child = subprocess.Popen([PROGRAM], stdin=slave, stdout=subprocess.PIPE, stderr=slave,
                             env=store.environment, start_new_session=True)
    os.close(slave)
    os.write(master, b"whoami\nquit\n")
    out, _ = child.communicate(timeout=PATIENCE)
    assert child.returncode == 0
    assert b"administrator" in out and b"\x1b" not in out and "▸".encode() not in out, out
    shown = b""
    while select.select([master], [], [], 0)[0]:
        try:
            shown += os.read(master, 65536)
        except OSError:
            break
    assert "desk ▸".encode() in shown and b"\x1b" not in shown, shown
    os.close(master)


@rule
def messages_that_go_elsewhere_leave_the_prompt_its_keys(store):
    master, slave = pty.openpty()
    child = subprocess.Popen([PROGRAM], stdin=slave, stdout=slave, stderr=subprocess.DEVNULL,
                             env=store.environment, start_new_session=True)
    os.close(slave)
    shown = b""
    while b"\x1b[?2004h" not in shown:
        assert select.select([master], [], [], PATIENCE)[0], shown
        shown += os.read(master, 65536)
    os.write(master, b"quit\n")
    assert child.wait(PATIENCE) == 0
    os.close(master)


@rule
def answers_that_cannot_be_written_end_the_conversation(store):
    for target, is_told in (("/dev/full", True), ("closed", False)):
        master, slave = pty.openpty()
        if target == "closed":
            reader, screen = os.pipe()
            os.close(reader)
        else:
            screen = os.open(target, os.O_WRONLY)
        child = subprocess.Popen([PROGRAM], stdin=slave, stdout=screen, stderr=subprocess.PIPE,
                                 env=store.environment, start_new_session=True)
        os.close(slave)
        os.close(screen)
        os.write(master, b"whoami\nnote 1 : behind\n")
        _, told = child.communicate(timeout=PATIENCE)
        assert child.returncode == 3, (target, child.returncode, told)
        assert (b"standard output" in told) == is_told, told
        os.close(master)
    assert "behind" not in store.sent


@rule
def a_terminal_that_cannot_be_read_is_the_worlds_fault(store):
    for name in ("dumb", "xterm"):
        master, slave = pty.openpty()
        # No session of its own, so that nothing but the reading tells that the terminal is gone.
        child = subprocess.Popen([PROGRAM], stdin=slave, stdout=slave, stderr=subprocess.PIPE,
                                 env={**store.environment, "TERM": name})
        os.close(slave)
        shown = b""
        while "▸".encode() not in shown:
            shown += os.read(master, 65536)
        os.close(master)
        began = time.monotonic()
        found = child.wait(PATIENCE)
        child.stderr.close()
        assert time.monotonic() - began < 1, "it took its time"
        assert found == 3, found


@rule
def what_no_terminal_gives_whole_is_not_taken(store):
    """A terminal that edits lines by itself cuts them at 4,095 bytes."""
    terminal = Terminal(store, plain=True, TERM="dumb")
    terminal.prompt("desk")
    terminal.type("note 1 : " + "x" * 6_000 + "END\r")
    terminal.see("too-long")
    terminal.prompt("desk")
    terminal.type("note 1\r")
    terminal.prompt("a lone dot")
    terminal.type("y" * 6_000 + "END\r")
    # What comes before it was read is cut too.
    terminal.wait(lambda: terminal.output.count(b"too-long") == 2, "the line is taken")
    terminal.prompt()
    terminal.type("kept\r")
    terminal.prompt("…")
    terminal.type(".\r")
    # Without that line it would say something else.
    terminal.see("nothing is sent")
    assert "kept" in store.drafts, store.drafts
    assert not any("kept" in text or "xxx" in text or "yyy" in text for text in store.sent)


@rule
def what_is_no_utf_8_is_not_taken(store):
    for plain in (True, False):
        terminal = Terminal(store, plain=plain, TERM="dumb" if plain else "xterm")
        terminal.prompt("desk")
        terminal.child.send(b"note 1 : caf\xe9 \xff\xfe end\r")
        terminal.see("not-text")
        terminal.prompt("desk")
        terminal.type("note 1 : caf\u00e9 \ufffd end\r")
        terminal.see("noted")
        assert store.sent[-1] == "caf\u00e9 \ufffd end", store.sent[-1]
        assert not any("caf\ufffd" in text for text in store.sent), store.sent


@rule
def what_is_no_utf_8_is_not_taken_by_way_of_the_editor(store):
    for script in ("exit 0", """sed -i 's/note/note/' "$1" """):
        store.editor(script)
        terminal = Terminal(store)
        terminal.prompt("desk")
        terminal.child.send(b"note 1 : caf\xe9")
        # Only what comes behind it tells that it is no character.
        terminal.reads("caf")
        terminal.type("\x18\x05")
        terminal.see("not-text")
        terminal.prompt("desk")
        terminal.type("\x04")
        terminal.end()
        assert not any("caf" in text for text in store.sent), store.sent
