"""A text ends only where its writer ends it."""
import glob, os, signal, sqlite3
from terminal import Terminal, rule


def at_text(store, **settings):
    terminal = Terminal(store, **settings)
    terminal.prompt("desk")
    terminal.say("reply 1")
    terminal.see("(a lone dot ends it, ^C gives up)")
    return terminal


def fill(store):
    """No draft is taken any more, as of a disk that is full."""
    with sqlite3.connect(store.environment["DESK_DB"]) as connection:
        for write in ("INSERT", "UPDATE"):
            connection.execute(f"CREATE TRIGGER full_{write} BEFORE {write} ON draft "
                               "BEGIN SELECT raise(FAIL, 'the disk is full'); END")
    connection.close()


@rule
def the_hint_at_a_text_leaves_room_to_write(store):
    at_text(store, columns=56).close()
    terminal = Terminal(store, columns=55)
    terminal.prompt("desk")
    terminal.say("reply 1")
    terminal.see("(. ends it, ^C gives up)")
    terminal.close()


@rule
def a_lone_dot_ends_a_text(store):
    terminal = at_text(store)
    terminal.say("First line")
    assert "First line" in store.drafts, "no draft after the first line"
    terminal.say("")
    terminal.say("third")
    terminal.say(".")
    terminal.see("replied")
    assert "First line\n\nthird" in store.sent
    assert not store.drafts, "the draft of a text that was sent stays"
    terminal.close()


@rule
def a_draft_that_is_sent_elsewhere_does_not_come_back(store):
    terminal = at_text(store)
    terminal.say("A1")
    terminal.see("…")
    assert store.call("reply", "1", "--draft", "d1").returncode == 0
    terminal.say("A2")
    terminal.type("\x03")
    terminal.see("draft d2 is kept")
    assert store.call("reply", "1", "--draft", "d1").returncode != 0
    assert store.sent.count("A1") == 1, store.sent
    terminal.close()


@rule
def what_can_be_kept_no_more_is_told(store):
    terminal = at_text(store, XDG_STATE_HOME="/dev/null")
    terminal.say("first")
    terminal.see("…")
    # Of the disk nothing is left for a file either.
    fill(store)
    terminal.say("second")
    terminal.see("…")
    terminal.type("\x03")
    terminal.see("draft d1 holds its beginning alone: the rest could not be kept")
    assert "first" in store.drafts, store.drafts
    terminal.close()


@rule
def each_text_that_no_store_takes_has_a_file_of_its_own(store):
    fill(store)
    terminal = at_text(store)
    for line in ("first text", "and its end"):
        terminal.say(line)
        terminal.see("…")
    terminal.type("\x03")
    terminal.prompt("desk")
    terminal.say("note 1")
    terminal.say("second text")
    terminal.type("\x03")
    terminal.prompt("desk")
    terminal.close()
    kept = [open(path).read() for path in glob.glob(store.folder + "/.local/state/desk/draft-*.txt")]
    assert sorted(kept) == ["first text\nand its end", "second text"], kept


@rule
def in_a_text_every_line_is_text(store):
    terminal = at_text(store)
    lines = ["cancel", "?", "quit", "/list", "# 1", "whoami", " ."]
    for line in lines:
        terminal.say(line)
    terminal.say(".")
    terminal.see("replied")
    assert "\n".join(lines) in store.sent, store.sent
    terminal.close()


@rule
def a_tab_in_a_text_is_a_tab(store):
    terminal = at_text(store)
    terminal.type("if x:\ty")
    terminal.reads("y")
    terminal.type("\r")
    terminal.prompt("…")
    terminal.say(".")
    assert "if x:\ty" in store.sent, store.sent
    terminal.close()


@rule
def ctrl_c_gives_a_text_up_and_names_its_draft(store):
    terminal = at_text(store)
    terminal.say("Dear Cleo,")
    terminal.type("half")
    terminal.reads("half")
    terminal.type("\x03")
    terminal.see("is kept")
    terminal.prompt("desk")
    assert "Dear Cleo,\nhalf" in store.drafts, store.drafts
    assert not any("Dear Cleo" in text for text in store.sent)
    terminal.close()


@rule
def the_end_of_input_keeps_a_text_and_sends_nothing(store):
    terminal = at_text(store)
    terminal.say("Dear Cleo,")
    terminal.type("\x04")
    # It gives the text up, and not the session.
    terminal.see("is kept")
    terminal.prompt("desk")
    terminal.type("\x04")
    assert terminal.end() == 0 and terminal.is_given_back
    assert "Dear Cleo," in store.drafts
    assert not any("Dear Cleo" in text for text in store.sent)


def dies_in_a_text(store, number, status):
    terminal = at_text(store)
    terminal.say("This is half a sentence that")
    terminal.type("must not")
    terminal.reads("must not")
    os.kill(terminal.child.pid, number)
    found = terminal.end()
    assert found == status, f"status {found}"
    assert terminal.is_given_back, "the terminal is not as it was"
    assert "This is half a sentence that\nmust not" in store.drafts, store.drafts
    assert not any("half a sentence" in text for text in store.sent)


@rule
def a_hang_up_keeps_a_text_and_sends_nothing(store):
    dies_in_a_text(store, signal.SIGHUP, 129)


@rule
def a_request_to_end_keeps_a_text_and_sends_nothing(store):
    dies_in_a_text(store, signal.SIGTERM, 143)


@rule
def a_terminal_that_goes_away_ends_the_program(store):
    terminal = at_text(store)
    terminal.say("This is half a sentence that")
    pid = terminal.child.pid
    os.close(terminal.child.child_fd)
    os.waitpid(pid, 0)
    assert "This is half a sentence that" in store.drafts
    assert not any("half a sentence" in text for text in store.sent)


@rule
def a_dying_signal_keeps_the_finished_lines(store):
    terminal = at_text(store)
    terminal.say("Dear Cleo,")
    terminal.type("\x1c")
    assert terminal.end() == -signal.SIGQUIT
    assert terminal.is_given_back, "the terminal is not as it was"
    assert "Dear Cleo," in store.drafts


@rule
def a_text_without_a_word_is_not_sent(store):
    terminal = at_text(store)
    terminal.say(".")
    terminal.see("a lone dot")
    assert not any("replied" in text for text in store.sent), store.sent
    terminal.close()


@rule
def at_a_question_one_can_ask_leave_and_give_up(store):
    terminal = Terminal(store)
    terminal.prompt("desk")
    terminal.say("assign 1")
    terminal.prompt("?")
    terminal.say("whoami")
    terminal.see("administrator")
    terminal.wait(lambda: sum("Assign to whom?" in row for row in terminal.rows) == 2,
                  "the question is not asked again")
    terminal.say("note 1 : in between")
    terminal.say("cancel")
    terminal.prompt("desk")
    terminal.say("assign 1")
    terminal.type("quit\r")
    assert terminal.end() == 0 and terminal.is_given_back
    assert "in between" not in store.sent
